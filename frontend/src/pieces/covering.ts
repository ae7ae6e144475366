import { once } from "./texts";

// Boxes over a picture: the fields of the form are the truth, the drawing follows them. A drag draws a box into the
// first empty row; a tap on a box takes it away or brings it back. Mouse, pen and finger alike.

const SIDES = ["left", "top", "width", "height"] as const;
const WHOLE = 1000;
const SMALLEST = 8;
const SVG = "http://www.w3.org/2000/svg";

type Box = [number, number, number, number];

function fields(row: Element): HTMLInputElement[] {
  return SIDES.map((side) => row.querySelector<HTMLInputElement>(`input[name$="-${side}"]`)!);
}

function going(row: Element): HTMLInputElement | null {
  return row.querySelector<HTMLInputElement>('input[name$="-DELETE"]');
}

function boxOf(row: Element): Box | null {
  const given = fields(row).map((field) => field.value);
  if (given.some((value) => value === "")) return null;
  return given.map((value) => Number(value) * (WHOLE / 100)) as Box;
}

function write(row: Element, box: Box): void {
  fields(row).forEach((field, side) => {
    field.value = (box[side]! / (WHOLE / 100)).toFixed(1);
  });
}

function rect(box: Box): SVGRectElement {
  const made = document.createElementNS(SVG, "rect");
  ["x", "y", "width", "height"].forEach((name, side) => made.setAttribute(name, String(box[side])));
  return made;
}

/** One more empty row, a copy of the last one under the next number; null where there may be no more. */
function added(form: HTMLElement, rows: HTMLElement): HTMLElement | null {
  const total = form.querySelector<HTMLInputElement>('input[name="box-TOTAL_FORMS"]');
  const most = Number(form.querySelector<HTMLInputElement>('input[name="box-MAX_NUM_FORMS"]')?.value ?? 0);
  const last = rows.querySelector<HTMLElement>("[data-box]:last-child");
  if (!total || !last || Number(total.value) >= most) return null;
  const row = last.cloneNode(true) as HTMLElement;
  for (const field of row.querySelectorAll<HTMLInputElement>("input")) {
    field.name = field.name.replace(/^box-\d+-/, `box-${total.value}-`);
    field.id = `id_${field.name}`;
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
  total.value = String(Number(total.value) + 1);
  rows.append(row);
  return row;
}

function between(from: [number, number], to: [number, number]): Box {
  const left = Math.min(from[0], to[0]);
  const top = Math.min(from[1], to[1]);
  return [left, top, Math.max(from[0], to[0]) - left, Math.max(from[1], to[1]) - top];
}

function start(form: HTMLElement, frame: HTMLElement, svg: SVGSVGElement, rows: HTMLElement): void {
  const all = () => [...rows.querySelectorAll<HTMLElement>("[data-box]")];
  const draw = (fresh: Box | null = null) => {
    svg.replaceChildren();
    for (const row of all()) {
      const box = boxOf(row);
      if (!box) continue;
      const made = rect(box);
      made.classList.toggle("is-going", going(row)?.checked ?? false);
      svg.append(made);
    }
    if (fresh) svg.append(rect(fresh));
  };
  const at = (event: PointerEvent): [number, number] => {
    const seen = svg.getBoundingClientRect();
    const inside = (value: number) => Math.round(Math.max(0, Math.min(WHOLE, value)));
    return [
      inside(((event.clientX - seen.left) / seen.width) * WHOLE),
      inside(((event.clientY - seen.top) / seen.height) * WHOLE),
    ];
  };
  const tapped = (point: [number, number]) => {
    for (const row of all().reverse()) {
      const box = boxOf(row);
      const mark = going(row);
      if (!box || !mark) continue;
      if (point[0] < box[0] || point[0] > box[0] + box[2] || point[1] < box[1] || point[1] > box[1] + box[3]) continue;
      mark.checked = !mark.checked;
      return;
    }
  };
  const drawn = (box: Box) => {
    const row = all().find((one) => fields(one).every((field) => field.value === "")) ?? added(form, rows);
    if (row) write(row, box);
  };

  let from: [number, number] | null = null;
  svg.addEventListener("pointerdown", (event) => {
    from = at(event);
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (from) draw(between(from, at(event)));
  });
  svg.addEventListener("pointercancel", () => {
    from = null;
    draw();
  });
  svg.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = between(from, at(event));
    if (box[2] < SMALLEST && box[3] < SMALLEST) tapped(from);
    else if (box[2] > 0 && box[3] > 0) drawn(box);
    from = null;
    draw();
  });
  rows.addEventListener("input", () => draw());
  frame.classList.add("is-live");
  draw();
}

export function startCovering(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLElement>("form[data-covering]")) {
    const frame = form.querySelector<HTMLElement>(".cover-frame");
    const svg = frame?.querySelector<SVGSVGElement>("svg");
    const rows = form.querySelector<HTMLElement>("[data-boxes]");
    if (frame && svg && rows && once(form, "Covering")) start(form, frame, svg, rows);
  }
}
