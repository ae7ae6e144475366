// What somebody types is kept on this device until the server has taken it: a time-out, a refusal or a dead
// battery loses nothing. Passwords, files and hidden fields are never kept; signing out clears everything.
import { text } from "./texts";

const PREFIX = "draft:";
const SENT = "draft-sent";
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Draft {
  at: number;
  values: Record<string, string[]>;
}

function formKey(form: HTMLFormElement): string {
  const name = form.dataset.draft || form.id || new URL(form.action, location.href).pathname;
  return `${PREFIX}${document.body.dataset.person ?? ""}:${location.pathname}:${name}`;
}

function isKept(form: HTMLFormElement): boolean {
  if ("noDraft" in form.dataset || form.method !== "post" || !document.body.dataset.person) return false;
  return "draft" in form.dataset || !!form.querySelector("textarea");
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((element): element is Field => {
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return !!element.name;
    if (!(element instanceof HTMLInputElement) || !element.name) return false;
    return !["hidden", "password", "file", "submit", "button", "image", "reset"].includes(element.type);
  });
}

function isChoice(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function valuesOf(form: HTMLFormElement): Draft["values"] {
  const values: Draft["values"] = {};
  for (const field of fieldsOf(form)) {
    const list = (values[field.name] ??= []);
    if (isChoice(field)) {
      if (field.checked) list.push(field.value);
    } else if (field instanceof HTMLSelectElement) {
      list.push(...[...field.selectedOptions].map((option) => option.value));
    } else {
      list.push(field.value);
    }
  }
  return values;
}

function putBack(form: HTMLFormElement, values: Draft["values"]): void {
  for (const field of fieldsOf(form)) {
    const list = values[field.name];
    if (!list) continue;
    if (isChoice(field)) field.checked = list.includes(field.value);
    else if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = list.includes(option.value);
    } else field.value = list[0] ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // A full or closed storage only means that nothing is kept.
  }
}

function bar(form: HTMLFormElement, key: string, draft: Draft, before: Draft["values"]): void {
  const box = document.createElement("div");
  box.className = "draft-bar";
  box.setAttribute("role", "status");
  const time = new Date(draft.at).toLocaleString(document.documentElement.lang, {
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const words = document.createElement("span");
  words.textContent = text("draftRestored", { time });
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "btn btn-sm";
  discard.textContent = text("draftDiscard");
  discard.addEventListener("click", () => {
    write(key, null);
    putBack(form, before);
    box.remove();
  });
  box.append(words, discard);
  form.prepend(box);
}

/** A form that was sent was taken, unless the next page refuses it, failed, or asks to sign in again. */
function settleSent(): void {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const isLost = "entrance" in document.body.dataset || "error" in document.body.dataset;
  if (!isLost && !document.querySelector("[data-refusal], .is-invalid")) write(sent, null);
}

function keep(form: HTMLFormElement): void {
  const key = formKey(form);
  const before = valuesOf(form);
  const draft = read(key);
  if (draft && JSON.stringify(draft.values) !== JSON.stringify(before)) {
    putBack(form, draft.values);
    bar(form, key, draft, before);
  }
  let timer = 0;
  const save = () => write(key, { at: Date.now(), values: valuesOf(form) });
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 400);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    save();
    sessionStorage.setItem(SENT, key);
  });
}

export function startDrafts(): void {
  settleSent();
  for (const form of document.querySelectorAll("form")) if (isKept(form)) keep(form);
  document.addEventListener("submit", (event) => {
    if (!(event.target as Element).matches("[data-sign-out]")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    // The field app keeps its records under their owner's account, and shows them to nobody until that person is back.
    localStorage.setItem("field-signed-out", "1");
  });
}
