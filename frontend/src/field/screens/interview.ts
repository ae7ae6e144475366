// The interview: one question per screen, answered with a thumb; each answer is on the disk before the next is shown.
import { asked, finishInterview, isAnswered, say as answer } from "../asking";
import { button, h } from "../dom";
import { connect } from "../engine";
import { addresses, become, go } from "../place";
import { discard, isChangeable } from "../records";
import { lost, nameOf } from "../screen";
import type { Drawn } from "../screen";
import type { Answer, AskQuestion, Kept } from "../types";
import { flush, keepTyping } from "../typing";
import { say } from "../words";

type Choice = { code: string; text: string };

function steps(question: AskQuestion): Choice[] {
  const low = question.low ?? 0;
  return Array.from({ length: (question.high ?? low) - low + 1 }, (_, at) => ({ code: String(low + at), text: String(low + at) }));
}

function choices(kept: Kept, question: AskQuestion, next: () => void): HTMLElement {
  const isMany = question.kind === "multiple";
  const isScale = question.kind === "scale";
  const given = kept.body.answers?.[question.code];
  const chosen = (Array.isArray(given) ? given : [given]).map(String);
  const options = isScale ? steps(question) : question.options;
  const take = async () => {
    const ticked = [...box.querySelectorAll<HTMLInputElement>("input:checked")].map((one) => one.value);
    const value: Answer = isMany ? ticked : isScale ? Number(ticked[0]) : (ticked[0] ?? "");
    delete box.dataset.kept;
    await answer(kept, question.code, value);
    box.dataset.kept = "";
    if (!isMany) next();
  };
  const tile = ({ code, text }: Choice) =>
    h("label", {}, h("input", { type: isMany ? "checkbox" : "radio", name: "answer", value: code, checked: chosen.includes(code), onchange: () => void take() }), h("span", {}, text));
  const box = h("fieldset", { class: isScale ? "verdicts answer-scale" : "verdicts answer-options" }, h("legend", { class: "visually-hidden" }, question.text), options.map(tile));
  return box;
}

function typed(kept: Kept, question: AskQuestion): HTMLElement {
  const value = String(kept.body.answers?.[question.code] ?? "");
  const more = { class: "form-control", id: "field-answer", value, "aria-label": question.text };
  const box = question.kind === "text" ? h("textarea", { ...more, rows: 4, maxlength: 500 }) : h("input", { ...more, type: "number", inputmode: "numeric" });
  keepTyping(box, (text) => answer(kept, question.code, text));
  return box;
}

/** Back to the list; a draft can be gone on with later. */
export function interviewScreen(kept: Kept, code: string, reread: (id: string) => Promise<Kept | null>): Drawn {
  if (!isChangeable(kept) || !kept.work) return lost();
  const shown = asked(kept.work.questions, kept.body.answers ?? {});
  const first = shown.find((one) => !isAnswered(one, kept.body.answers?.[one.code]));
  const question = shown.find((one) => one.code === code) ?? (code === "end" ? undefined : (first ?? shown[0]));
  return question ? questionScreen(kept, shown, question, reread) : endScreen(kept, shown);
}

function questionScreen(kept: Kept, shown: AskQuestion[], question: AskQuestion, reread: (id: string) => Promise<Kept | null>): Drawn {
  const at = shown.indexOf(question);
  const forward = async () => {
    await flush();
    const now = (await reread(kept.id)) ?? kept;
    const said = now.body.answers ?? {};
    if (!isAnswered(question, said[question.code])) return void told.replaceChildren(say("please_answer"));
    const after = asked(kept.work?.questions ?? [], said);
    const following = after[after.findIndex((one) => one.code === question.code) + 1];
    go(addresses.interview(kept.id, following?.code ?? "end"));
  };
  const told = h("p", { class: "field-error", role: "alert" });
  const isTyped = question.kind === "text" || question.kind === "number";
  const content = h(
    "div",
    { class: "stack" },
    at === 0 && kept.work?.intro ? h("p", { class: "muted" }, kept.work.intro) : null,
    h("p", { class: "muted" }, `${say("position_of", { at: at + 1, total: shown.length })}${question.required ? "" : ` · ${say("optional")}`}`),
    h("p", { class: "page-lead asked" }, question.text),
    isTyped ? typed(kept, question) : choices(kept, question, () => void forward()),
    told,
  );
  const before = shown[at - 1];
  const back = before ? addresses.interview(kept.id, before.code) : addresses.interviews();
  const bar = [h("a", { class: "btn", href: back }, say("back")), button(say("next"), forward, "btn btn-primary")];
  return { title: nameOf(kept.stop), back: addresses.interviews(), content, bar };
}

function endScreen(kept: Kept, shown: AskQuestion[]): Drawn {
  const lacking = shown.find((one) => !isAnswered(one, kept.body.answers?.[one.code]));
  const keep = async () => {
    if (lacking) return become(addresses.interview(kept.id, lacking.code));
    await finishInterview(kept);
    become(addresses.interviews());
    void connect();
  };
  const drop = async () => {
    await discard(kept.id);
    become(addresses.interviews());
  };
  const content = h(
    "div",
    { class: "stack" },
    h("p", { class: "page-lead" }, say("interview_end")),
    h("p", { class: "muted" }, say("interview_end_more")),
    button(say("interview_broken"), drop, "btn btn-quiet", "archive"),
  );
  const last = shown[shown.length - 1];
  const bar = [h("a", { class: "btn", href: addresses.interview(kept.id, last?.code ?? "") }, say("back")), button(say("interview_keep"), keep, "btn btn-primary", "check")];
  return { title: nameOf(kept.stop), back: addresses.interviews(), content, bar };
}
