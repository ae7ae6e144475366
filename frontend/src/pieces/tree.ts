import { once, text } from "./texts";

function highlight(label: HTMLElement, words: string): void {
  const whole = label.textContent ?? "";
  const at = words ? whole.toLowerCase().indexOf(words) : -1;
  const inner = label.querySelector("a span, span") ?? label.querySelector("a") ?? label;
  if (at < 0) {
    if (label.querySelector("mark")) inner.textContent = whole;
    return;
  }
  const mark = document.createElement("mark");
  mark.textContent = whole.slice(at, at + words.length);
  inner.replaceChildren(whole.slice(0, at), mark, whole.slice(at + words.length));
}

/** Hides what does not match, but keeps the way down to what does. Returns the number of matches. */
function search(tree: HTMLElement, words: string): number {
  let found = 0;
  const visit = (node: HTMLElement): boolean => {
    const line = node.querySelector<HTMLElement>(":scope > details > summary, :scope > .tree-leaf");
    const label = line?.querySelector<HTMLElement>(".tree-label");
    const own = `${line?.querySelector(".tree-code")?.textContent ?? ""} ${label?.textContent ?? ""}`.toLowerCase();
    const isHit = !!words && own.includes(words);
    if (isHit) found += 1;
    if (label) highlight(label, words);
    const details = node.querySelector<HTMLDetailsElement>(":scope > details");
    let below = false;
    for (const child of node.querySelectorAll<HTMLElement>(":scope > details > ul > li")) {
      below = visit(child) || below;
    }
    if (details && words) details.open = below;
    node.hidden = !!words && !isHit && !below;
    return isHit || below;
  };
  for (const node of tree.querySelectorAll<HTMLElement>(":scope > li")) visit(node);
  return found;
}

/** Arrow keys: right unfolds, left folds or goes to the parent, up and down walk what is visible. */
function walk(tree: HTMLElement, event: KeyboardEvent): void {
  const summary = (event.target as Element).closest<HTMLElement>("summary, .tree-leaf");
  if (!summary) return;
  const details = summary.parentElement instanceof HTMLDetailsElement ? summary.parentElement : null;
  const lines = [...tree.querySelectorAll<HTMLElement>("summary, .tree-leaf a")].filter(
    (line) => line.offsetParent !== null,
  );
  const now = lines.findIndex((line) => line === event.target || line.contains(event.target as Node));
  if (event.key === "ArrowDown") lines[now + 1]?.focus();
  else if (event.key === "ArrowUp") lines[now - 1]?.focus();
  else if (event.key === "ArrowRight" && details && !details.open) details.open = true;
  else if (event.key === "ArrowLeft" && details?.open) details.open = false;
  else if (event.key === "ArrowLeft") {
    summary.closest("ul")?.closest("li")?.querySelector<HTMLElement>(":scope > details > summary")?.focus();
  } else return;
  event.preventDefault();
}

export function startTrees(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-tree]")) {
    const tree = box.querySelector<HTMLElement>(".tree");
    if (!tree || !once(box, "Tree")) continue;
    const input = box.querySelector<HTMLInputElement>("[data-tree-search]");
    const status = box.querySelector<HTMLElement>("[data-tree-found]");
    input?.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase();
      const found = search(tree, words);
      if (status) status.textContent = !words ? "" : found ? String(found) : text("noneFound");
    });
    const setAll = (isOpen: boolean) => {
      for (const details of tree.querySelectorAll("details")) details.open = isOpen;
    };
    box.querySelector("[data-tree-open]")?.addEventListener("click", () => setAll(true));
    box.querySelector("[data-tree-close]")?.addEventListener("click", () => setAll(false));
    tree.addEventListener("keydown", (event) => walk(tree, event));
  }
}
