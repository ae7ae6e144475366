// One question per screen. Every tap is on the disk before the screen shows it.
import { VERDICTS, following, fresh, isCounted, lineOf, linesOf, mayHavePhoto } from "../checklist";
import type { Line } from "../checklist";
import { camera } from "../camera";
import { button, h, link, notice } from "../dom";
import type { Taken } from "../pictures";
import { addresses, become, go } from "../place";
import { addPhoto, change, isChangeable } from "../records";
import { lost, nameOf } from "../screen";
import type { Drawn } from "../screen";
import type { Card, CheckPoint, Kept, Observation, PhotoKind, Verdict } from "../types";
import { flush, inTurn, keepTyping } from "../typing";
import { say } from "../words";

const MOST_REPETITIONS = 50;

type Alter = (observation: Observation) => void;

/** Changes this line's answer; an answer that is on the server already is copied first. */
function altering(line: Line, alter: Alter, verdict?: Verdict): (kept: Kept) => void {
  const { point, repetition } = line;
  return (kept) => {
    const now = lineOf(kept, point, repetition);
    let mine = now.observation;
    if (!mine) {
      const first = verdict ?? now.known?.verdict;
      if (!first) return;
      mine = fresh(point.id, repetition, now.known, first, new Date().toISOString());
      kept.body.observations.push(mine);
    }
    alter(mine);
    mine.observed_at = new Date().toISOString();
  };
}

function alter(kept: Kept, line: Line, how: Alter, verdict?: Verdict): Promise<Kept> {
  return change(kept.id, altering(line, how, verdict));
}

function reasons(point: CheckPoint): HTMLElement[] {
  const rows: [string, string | undefined][] = [
    ["measure", point.threshold],
    ["exceptions", point.exceptions],
  ];
  const shown: HTMLElement[] = rows.filter(([, text]) => text).map(([name, text]) => h("p", { class: "reason" }, h("strong", {}, say(name)), text ?? ""));
  const faults = point.example_faults ?? [];
  if (faults.length) {
    shown.push(h("details", { class: "faults" }, h("summary", {}, say("example_faults")), h("ul", {}, faults.map((one) => h("li", {}, one)))));
  }
  return shown;
}

function cardFigure(card: Card): HTMLElement {
  const image = card.picture ? h("img", { src: card.picture, alt: card.caption || say(`card_${card.kind}`), loading: "lazy" }) : null;
  return h("figure", { class: `card-figure card-${card.kind}` }, image, h("figcaption", {}, h("strong", {}, say(`card_${card.kind}`)), card.caption));
}

function cards(point: CheckPoint): HTMLElement | null {
  if (!point.cards?.length) return null;
  return h("div", { class: "cards", tabindex: 0, role: "group", "aria-label": say("cards") }, point.cards.map(cardFigure));
}

/** What a check point means: its measure, what does not count, its cards. */
export function hints(point: CheckPoint): HTMLElement[] {
  const shown = cards(point);
  return shown ? [...reasons(point), shown] : reasons(point);
}

function verdicts(kept: Kept, line: Line): HTMLElement {
  const chosen = (line.observation ?? line.known)?.verdict;
  const choice = (verdict: Verdict) => {
    const input = h("input", { type: "radio", id: `verdict-${verdict}`, name: "verdict", value: verdict, checked: verdict === chosen, disabled: !isChangeable(kept) });
    input.addEventListener("change", () => {
      void inTurn(() => alter(kept, line, (one) => (one.verdict = verdict), verdict)).then(again);
    });
    return h("label", { class: `verdict-${verdict}` }, input, say(`verdict_${verdict}`));
  };
  return h("fieldset", { class: "verdicts" }, h("legend", { class: "form-label" }, say("verdict")), VERDICTS.map(choice));
}

function again(): void {
  become(location.hash);
}

function input(kept: Kept, line: Line, name: "number" | "total" | "unit_label", isNumber: boolean): HTMLElement {
  const value = (line.observation ?? line.known)?.[name] ?? "";
  const box = h("input", { class: "form-control", id: `field-${name}`, value, inputmode: isNumber ? "decimal" : "text", maxlength: isNumber ? 13 : 20, autocomplete: "off", disabled: !isChangeable(kept) });
  keepTyping(box, (typed) => {
    const isGood = !isNumber || typed === "" || /^\d{1,10}([.]\d{1,2})?$/.test(typed);
    box.classList.toggle("is-invalid", !isGood);
    box.setAttribute("aria-invalid", String(!isGood));
    if (!isGood) return Promise.resolve();
    return alter(kept, line, (one) => Object.assign(one, { [name]: isNumber ? typed || null : typed }));
  });
  return h("div", {}, h("label", { class: "form-label", for: box.id }, say(name)), box);
}

function note(kept: Kept, line: Line): HTMLElement {
  const value = (line.observation ?? line.known)?.note ?? "";
  const box = h("textarea", { class: "form-control", id: "field-note", rows: 2, maxlength: 1000, value, disabled: !isChangeable(kept) });
  keepTyping(box, (typed) => alter(kept, line, (one) => (one.note = typed)));
  return h("div", { class: "note-box" }, h("label", { class: "form-label", for: box.id }, say("note"), " ", h("span", { class: "optional" }, say("optional"))), box);
}

function photos(kept: Kept, line: Line, kind: PhotoKind, label: string): HTMLElement {
  const add = (taken: Taken) =>
    addPhoto(kept.id, taken, (one, ref) => altering(line, (mine) => {
      if (!mine.photos.some((known) => known.sha256 === ref.sha256 && known.kind === kind)) mine.photos.push(ref);
    })(one)).then(again);
  const remove = (sha256: string) =>
    alter(kept, line, (one) => (one.photos = one.photos.filter((ref) => ref.sha256 !== sha256 || ref.kind !== kind))).then(again);
  const onServer = (line.known?.photos ?? []).filter((one) => one.kind === kind).length;
  return camera({ record: kept.id, kind, refs: line.observation?.photos ?? [], onServer, label, add, remove });
}

function onTheSpot(kept: Kept, line: Line): HTMLElement {
  const given = line.observation ?? line.known;
  const box = h("input", { type: "checkbox", class: "form-check-input", checked: given?.is_corrected_on_spot ?? false });
  box.addEventListener("change", () => {
    void inTurn(() => alter(kept, line, (one) => (one.is_corrected_on_spot = box.checked))).then(again);
  });
  const told = h("p", { class: "muted" }, say("corrected_more"));
  const more = given?.is_corrected_on_spot ? [photos(kept, line, "corrected", say("photo_corrected")), told] : [];
  return h("div", { class: "on-spot" }, h("label", { class: "choice-tile" }, box, say("corrected")), more);
}

function missingLine(line: Line): HTMLElement | null {
  if (!(line.observation ?? line.known) || !line.missing.length) return null;
  const told = notice("warn", line.missing.map((name) => say(`lacks_${name}`)).join(say("comma")));
  told.id = "missing";
  return told;
}

/** The line whose gap was pointed out: a second tap goes on all the same. */
let pointedOut = "";

async function onward(kept: Kept, line: Line, record: (id: string) => Promise<Kept | null>): Promise<void> {
  await flush();
  const now = await record(kept.id);
  if (!now) return;
  const { point, repetition } = line;
  const here = lineOf(now, point, repetition);
  const next = following(linesOf(now), point.id, repetition);
  const isLast = next?.point.id === point.id && next.repetition === repetition;
  const key = `${kept.id}/${point.id}/${repetition}`;
  if (isLast || (here.missing.length && (here.observation ?? here.known) && pointedOut !== key)) {
    pointedOut = key;
    again();
    window.setTimeout(() => document.getElementById("missing")?.scrollIntoView({ block: "center" }), 100);
    return;
  }
  go(next ? addresses.question(kept.id, next.point.id, next.repetition) : addresses.finish(kept.id));
}

export function questionScreen(kept: Kept, point: number, repetition: number, record: (id: string) => Promise<Kept | null>): Drawn {
  const found = kept.check_points[String(point)];
  if (!found || !(repetition >= 1 && repetition <= MOST_REPETITIONS)) return lost();
  const line = lineOf(kept, found, repetition);
  const lines = linesOf(kept);
  const given = line.observation ?? line.known;
  const at = lines.findIndex((one) => one.point.id === point && one.repetition === repetition);
  const position = say("position_of", { at: (at < 0 ? lines.length : at) + 1, total: Math.max(lines.length, at + 1) });
  const wantsPhoto = given && mayHavePhoto(found, given.verdict);
  const canChange = isChangeable(kept);
  const content = h(
    "div",
    { class: "answer" },
    h("p", { class: "page-lead" }, nameOf(kept.stop), repetition > 1 ? say("repetition_mark", { number: repetition }) : "", h("span", { class: "position" }, position)),
    hints(found),
    verdicts(kept, line),
    isCounted(found) && given ? h("div", { class: "count-row" }, input(kept, line, "number", true), input(kept, line, "total", true), input(kept, line, "unit_label", false)) : null,
    wantsPhoto && canChange ? photos(kept, line, "found", say(found.photo === "always" ? "photo_always" : "photo_on_fail")) : null,
    given ? note(kept, line) : null,
    given?.verdict === "fail" && canChange ? onTheSpot(kept, line) : null,
    missingLine(line),
    given && canChange ? h("p", {}, link(say("repeat"), addresses.question(kept.id, point, lastRepetition(lines, point) + 1), "btn btn-quiet", "circle-plus")) : null,
  );
  const bar: HTMLElement[] = [link(say("list"), addresses.stop(kept.id))];
  if (canChange) bar.push(button(say("next"), () => onward(kept, line, record), "btn btn-primary"));
  return { title: found.text, back: addresses.stop(kept.id), content, bar };
}

function lastRepetition(lines: Line[], point: number): number {
  return Math.max(...lines.filter((line) => line.point.id === point).map((line) => line.repetition));
}
