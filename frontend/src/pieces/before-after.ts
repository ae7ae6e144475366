import { once } from "./texts";

/** Lays the two pictures on each other; a range input, so the keyboard moves the edge as well. */
export function startBeforeAfter(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>("[data-before-after]")) {
    const frame = figure.querySelector<HTMLElement>(".before-after-frame");
    const range = figure.querySelector<HTMLInputElement>("input[type=range]");
    if (!frame || !range || !once(figure, "Slider")) continue;
    const move = () => frame.style.setProperty("--split", `${range.value}%`);
    const follow = (event: PointerEvent) => {
      const box = frame.getBoundingClientRect();
      range.value = String(Math.round(((event.clientX - box.left) / box.width) * 100));
      move();
    };
    range.addEventListener("input", move);
    frame.addEventListener("pointerdown", (event) => {
      frame.setPointerCapture(event.pointerId);
      follow(event);
    });
    frame.addEventListener("pointermove", (event) => {
      if (frame.hasPointerCapture(event.pointerId)) follow(event);
    });
    frame.style.touchAction = "pan-y";
    figure.classList.add("is-live");
    move();
  }
}
