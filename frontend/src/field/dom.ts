// Elements by hand: attributes, listeners, children. No markup is ever parsed from text.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, unknown>;

function put(element: Element, name: string, value: unknown): void {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on") && typeof value === "function") {
    element.addEventListener(name.slice(2), value as EventListener);
  } else if (name === "value" && "value" in element) {
    (element as HTMLInputElement).value = String(value);
  } else if (name === "checked" && element instanceof HTMLInputElement) {
    element.checked = true;
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children.flat().filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: string): Element {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons ?? ""}#${name}`);
  drawn.append(use);
  return drawn;
}

export function button(label: string, act: () => unknown, css = "btn", mark = ""): HTMLButtonElement {
  return h("button", { type: "button", class: css, onclick: () => void act() }, mark ? icon(mark) : null, label);
}

export function link(label: string, address: string, css = "btn", mark = ""): HTMLAnchorElement {
  return h("a", { href: address, class: css }, mark ? icon(mark) : null, label);
}

export function notice(tone: "info" | "warn" | "alarm" | "done", ...children: (Child | Child[])[]): HTMLElement {
  const marks = { info: "info-circle", warn: "alert-triangle", alarm: "alert-circle", done: "circle-check" };
  return h("div", { class: `notice notice-${tone}` }, icon(marks[tone]), h("div", { class: "notice-body" }, ...children));
}

/** A state is always a word and a sign; colour only helps. */
const SIGNS: Record<string, string> = {
  done: "circle-check",
  alarm: "alert-circle",
  warn: "device-mobile",
  progress: "pencil",
  review: "users",
  neutral: "circle-minus",
};

export function badge(label: string, tone: string): HTMLElement {
  return h("span", { class: `tone tone-${tone}` }, icon(SIGNS[tone] ?? "circle-dot"), label);
}
