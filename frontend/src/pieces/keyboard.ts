// "/" search, j and k rows, Enter open, x tick, "?" help. Silent while somebody types.
const ROWS = "[data-rows] > tbody > tr, [data-rows] > li";

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest("input, textarea, select, [contenteditable], dialog[open], .maplibregl-map");
}

function move(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.offsetParent !== null);
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("is-current"));
  const next = now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + step));
  rows[now]?.classList.remove("is-current");
  const row = rows[next];
  if (!row) return;
  row.classList.add("is-current");
  row.querySelector<HTMLElement>("a[href]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function tick(): void {
  const box = document.querySelector<HTMLInputElement>(".is-current [data-row-check]");
  if (!box) return;
  box.click();
}

function open(event: KeyboardEvent): void {
  const row = document.querySelector<HTMLElement>(`:is(${ROWS}).is-current`);
  if (!row || (event.target as Element).closest("a, button, summary")) return;
  (row.querySelector<HTMLAnchorElement>(".row-title, .work-title, [data-open]") ?? row.querySelector<HTMLAnchorElement>("a[href]"))?.click();
}

export function startKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const keys: Record<string, () => void> = {
      "/": () => document.querySelector<HTMLElement>("[data-search], .filters input[type=search]")?.focus(),
      j: () => move(1),
      k: () => move(-1),
      x: tick,
      "?": () => (document.getElementById("keys-dialog") as HTMLDialogElement | null)?.showModal(),
    };
    if (event.key === "Enter") return open(event);
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
