import { once, text } from "./texts";

/** The bar of bulk acts shows only while rows are ticked, and counts them. */
export function startBulk(root: ParentNode): void {
  for (const bar of root.querySelectorAll<HTMLElement>("[data-bulk-bar]")) {
    if (!once(bar, "Bulk")) continue;
    const scope = bar.closest<HTMLElement>("[data-bulk], form") ?? document.body;
    const boxes = () => [...scope.querySelectorAll<HTMLInputElement>("[data-row-check]")];
    const all = scope.querySelector<HTMLInputElement>("[data-check-all]");
    const count = bar.querySelector<HTMLElement>("[data-bulk-count]");
    const refresh = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      bar.hidden = ticked === 0;
      if (count) count.textContent = text("selected", { count: ticked });
      if (!all) return;
      all.checked = ticked > 0 && ticked === boxes().length;
      all.indeterminate = ticked > 0 && ticked < boxes().length;
    };
    scope.addEventListener("change", (event) => {
      const target = event.target as HTMLInputElement;
      if (target === all) for (const box of boxes()) box.checked = target.checked;
      if (target === all || target.matches("[data-row-check]")) refresh();
    });
    refresh();
  }
}
