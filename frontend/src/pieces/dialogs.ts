// A form or button with data-confirm asks first. Without a script the server shows its page of confirmation:
// the hidden field "confirmed" tells it that this question has been answered.
import { text } from "./texts";

function paragraph(words: string): HTMLElement {
  const body = document.createElement("div");
  body.className = "dialog-body";
  for (const line of words.split("\n")) {
    const p = document.createElement("p");
    p.textContent = line;
    body.append(p);
  }
  return body;
}

function button(label: string, css: string, value: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.className = `btn ${css}`;
  made.value = value;
  made.textContent = label;
  return made;
}

function ask(words: string, label: string, isDangerous: boolean): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", label);
  const foot = document.createElement("form");
  foot.method = "dialog";
  foot.className = "dialog-foot";
  foot.append(button(text("cancel"), "", "no"), button(label, isDangerous ? "btn-danger" : "btn-primary", "yes"));
  dialog.append(paragraph(words), foot);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

function confirmed(form: HTMLFormElement): void {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "confirmed";
  field.value = "1";
  form.append(field);
}

export function startDialogs(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const by = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    const words = by?.dataset.confirm ?? form.dataset.confirm;
    if (!words || form.elements.namedItem("confirmed")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const isDangerous = !!by?.classList.contains("btn-danger");
    void ask(words, by?.textContent?.trim() || text("confirm"), isDangerous).then((yes) => {
      if (!yes) return;
      confirmed(form);
      form.requestSubmit(by ?? undefined);
    });
  }, true);
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    dialog.showModal();
  });
  const summary = document.querySelector<HTMLElement>(".error-summary");
  summary?.focus();
}
