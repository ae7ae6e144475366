import { once, text } from "./texts";

interface MapModule {
  showMap: (canvas: HTMLElement, worker: string) => Promise<void>;
}

function addStyle(): void {
  const address = document.body.dataset.mapStyle;
  if (!address || document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}

async function load(canvas: HTMLElement): Promise<void> {
  try {
    addStyle();
    const module = (await import(document.body.dataset.mapScript ?? "")) as MapModule;
    await module.showMap(canvas, document.body.dataset.mapWorker ?? "");
  } catch (problem) {
    console.error(problem);
    canvas.dataset.waiting = text("mapFailed");
    canvas.replaceChildren();
    const list = canvas.parentElement?.querySelector<HTMLDetailsElement>(".map-list");
    if (list) list.open = true;
  }
}

/** The map's code is large: it is fetched when a map comes into view, never on other pages. */
export function startMaps(root: ParentNode): void {
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      void load(entry.target as HTMLElement);
    }
  }, { rootMargin: "200px" });
  for (const canvas of root.querySelectorAll<HTMLElement>("[data-map]")) {
    if (once(canvas, "Map")) watcher.observe(canvas);
  }
}
