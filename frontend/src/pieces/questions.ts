// A questionnaire on a page: questions that do not apply are put away. Without a script they say when they apply.

function chosen(form: HTMLElement, code: string): string[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(code)}"]:checked`)].map((one) => one.value);
}

function show(form: HTMLElement): void {
  const away = new Set<string>();
  let number = 0;
  for (const field of form.querySelectorAll<HTMLElement>("fieldset.question")) {
    const before = field.dataset.askIf;
    const wanted = (field.dataset.anyOf ?? "").split(" ");
    const isAsked = !before || (!away.has(before) && chosen(form, before).some((one) => wanted.includes(one)));
    if (!isAsked) away.add(field.id.replace(/^q-/, ""));
    field.hidden = !isAsked;
    const place = field.querySelector<HTMLElement>(".question-number");
    if (isAsked && place) place.textContent = `${(number += 1)}.`;
    const why = field.querySelector<HTMLElement>(".question-after");
    if (why) why.hidden = true;
  }
}

export function startQuestions(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLElement>("form[data-questions]")) {
    form.addEventListener("change", () => show(form));
    show(form);
  }
}
