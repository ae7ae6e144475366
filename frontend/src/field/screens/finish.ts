// The end of a visit: what still lacks, one look at what was seen, one position. Or: it could not be visited.
import { lacking, linesOf } from "../checklist";
import { button, h, link, notice } from "../dom";
import { connect } from "../engine";
import { addresses, go } from "../place";
import { askPosition } from "../position";
import { change, finish, isChangeable } from "../records";
import { lost, nameOf } from "../screen";
import type { Drawn } from "../screen";
import type { Kept } from "../types";
import { flush, keepTyping } from "../typing";
import { say, sayCount } from "../words";

function counts(kept: Kept): HTMLElement {
  const lines = linesOf(kept);
  const number = (verdict: string) => lines.filter((line) => (line.observation ?? line.known)?.verdict === verdict).length;
  const rows: [string, number][] = [
    [say("verdict_pass"), number("pass")],
    [say("verdict_fail"), number("fail")],
    [say("not_judged"), number("not_applicable") + number("not_observed")],
    [say("findings"), kept.body.findings.length],
  ];
  return h("dl", { class: "seen" }, rows.map(([name, count]) => h("div", {}, h("dt", {}, name), h("dd", {}, String(count)))));
}

function lackingList(kept: Kept): HTMLElement | null {
  const lines = lacking(kept);
  const bare = kept.body.findings.filter((one) => !one.text.trim());
  if (!lines.length && !bare.length) return null;
  const points = lines.map((line) =>
    h(
      "li",
      { class: "check-row" },
      h("a", { class: "check-text", href: addresses.question(kept.id, line.point.id, line.repetition) }, line.point.text),
      h("span", { class: "muted" }, line.missing.map((name) => say(`lacks_${name}`)).join(say("comma"))),
    ),
  );
  const findings = bare.map((one) =>
    h("li", { class: "check-row" }, h("a", { class: "check-text", href: addresses.finding(kept.id, one.id) }, say("finding_text"))),
  );
  return h("section", {}, h("h2", { class: "check-group" }, sayCount("still_lacking", lines.length + bare.length)), h("ul", { class: "check-list" }, points, findings));
}

/** The last tap: one position, then the record is complete. `alter`: what else is settled in the same moment. */
export async function finishNow(kept: Kept, told: HTMLElement, act: HTMLButtonElement, alter: (kept: Kept) => void = () => undefined): Promise<void> {
  act.disabled = true;
  await flush();
  told.replaceChildren(notice("info", say("asking_position")));
  const position = await askPosition();
  await finish(kept.id, (one) => {
    one.body.position = position;
    alter(one);
  });
  go(addresses.stops());
  void connect();
}

export function finishScreen(kept: Kept): Drawn {
  if (!isChangeable(kept)) return lost();
  const missing = lackingList(kept);
  const told = h("div", { "aria-live": "polite" });
  const box = h("textarea", { class: "form-control", id: "field-note", rows: 2, maxlength: 1000, value: kept.body.note });
  keepTyping(box, (typed) => change(kept.id, (one) => (one.body.note = typed)));
  const content = h(
    "div",
    { class: "stack" },
    h("p", { class: "page-lead" }, nameOf(kept.stop)),
    missing,
    counts(kept),
    h("div", {}, h("label", { class: "form-label", for: box.id }, say("visit_note"), " ", h("span", { class: "optional" }, say("optional"))), box),
    h("p", { class: "muted" }, say("position_why")),
    told,
  );
  const act = button(say("finish_keep"), () => finishNow(kept, told, act), "btn btn-primary", "check");
  const bar = [link(say("list"), addresses.stop(kept.id)), missing ? h("span", { class: "bar-told" }, say("finish_first")) : act];
  return { title: say("finish"), back: addresses.stop(kept.id), content, bar };
}

export function impossibleScreen(kept: Kept): Drawn {
  if (!isChangeable(kept)) return lost();
  const box = h("textarea", { class: "form-control", id: "field-reason", rows: 3, maxlength: 500, value: kept.body.reason });
  keepTyping(box, (typed) => change(kept.id, (one) => (one.body.reason = typed)));
  const choose = (reason: string) => {
    box.value = reason;
    box.dispatchEvent(new Event("input"));
  };
  const reasons = ["closed", "not_found", "gone", "no_entry"].map((name) =>
    button(say(`reason_${name}`), () => choose(say(`reason_${name}`)), "btn"),
  );
  const told = h("div", { "aria-live": "polite" });
  const answers = kept.body.observations.length;
  const content = h(
    "div",
    { class: "stack" },
    h("p", { class: "page-lead" }, nameOf(kept.stop)),
    answers ? notice("warn", sayCount("answers_dropped", answers)) : null,
    h("div", { class: "reasons" }, reasons),
    h("div", {}, h("label", { class: "form-label", for: box.id }, say("reason")), box),
    h("p", { class: "muted" }, say("position_why")),
    told,
  );
  const keep = async () => {
    await flush();
    const reason = box.value.trim();
    if (!reason) {
      box.classList.add("is-invalid");
      return box.focus();
    }
    told.replaceChildren(notice("info", say("asking_position")));
    const position = await askPosition();
    await finish(kept.id, (one) => {
      Object.assign(one.body, { kind: "not_possible", reason, position, observations: [], findings: [], recheck: null });
    });
    go(addresses.stop(kept.id));
    void connect();
  };
  const bar = [link(say("cancel"), addresses.stop(kept.id)), button(say("keep"), keep, "btn btn-primary")];
  return { title: say("not_possible"), back: addresses.stop(kept.id), content, bar };
}
