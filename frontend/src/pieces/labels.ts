import { once } from "./texts";

/** On a phone rows become cards: every cell gets the name of its column, unless the template wrote one. */
export function startLabels(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-rows]")) {
    if (!once(table, "Labels") || !table.tHead?.rows[0] || table.querySelector("[colspan]")) continue;
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent?.trim() ?? "");
    for (const body of table.tBodies) {
      for (const row of body.rows) {
        [...row.cells].forEach((cell, column) => {
          const isHead = column === 0 || cell.matches(".check, .act, [data-label]");
          if (isHead || cell.querySelector(".row-title, [data-open], .btn")) return;
          if (names[column]) cell.dataset.label = names[column];
        });
      }
    }
    table.classList.add("stacks");
  }
}
