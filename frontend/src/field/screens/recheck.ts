// A closed case is looked at again: has it stayed in order? One screen, one answer, and a photo where it has not.
import { camera } from "../camera";
import { button, h, icon, link, notice } from "../dom";
import { addresses, become } from "../place";
import { addPhoto, change, isChangeable } from "../records";
import type { ClosedCase, Kept, Outcome, Rechecked } from "../types";
import { flush, inTurn, keepTyping } from "../typing";
import { say, sayDate } from "../words";
import { finishNow } from "./finish";

const OUTCOMES: Outcome[] = ["kept", "relapsed", "not_seen"];
const LOOKS: Record<Outcome, string> = { kept: "pass", relapsed: "fail", not_seen: "not_observed" };

/** What was wrong, what was done, and the pictures of both. */
export function closedCase(found: ClosedCase): HTMLElement {
  const picture = ({ label, picture: src }: ClosedCase["photos"][number]) => h("figure", {}, h("img", { src, alt: label, loading: "lazy" }), h("figcaption", {}, label));
  const closed = [found.closed_at ? say("closed_on", { day: sayDate(found.closed_at) }) : "", found.unit ?? ""].filter(Boolean).join(" · ");
  return h(
    "section",
    { class: "closed-case" },
    h("h2", { class: "check-group" }, say("case_number", { number: found.number })),
    h("p", {}, h("strong", {}, say("was_wrong")), found.description),
    found.measure ? h("p", {}, h("strong", {}, say("was_done")), found.measure) : null,
    closed ? h("p", { class: "muted" }, closed) : null,
    found.photos.length ? h("div", { class: "recheck-photos", tabindex: 0, role: "group", "aria-label": say("case_photos") }, found.photos.map(picture)) : null,
  );
}

function saidOf(kept: Kept): Rechecked {
  return (kept.body.recheck ??= { outcome: "", note: "", photos: [] });
}

/** What must still be said before the outcome can be kept; empty when all is there. */
export function recheckLacks(said: Rechecked): string {
  if (!said.outcome) return "outcome_missing";
  if (said.outcome === "relapsed" && !said.photos.length) return "relapse_photo";
  if (said.outcome === "not_seen" && !said.note.trim()) return "unseen_why";
  return "";
}

/** The question and its buttons, beneath what the stop's screen has shown already. */
export function recheckPart(kept: Kept, content: HTMLElement, record: (id: string) => Promise<Kept | null>): HTMLElement[] {
  const said = kept.body.recheck ?? { outcome: "", note: "", photos: [] };
  if (!isChangeable(kept)) {
    if (said.outcome) content.append(notice("info", say(`outcome_${said.outcome}`), said.note ? h("p", {}, said.note) : null));
    return [link(say("stops"), addresses.stops())];
  }
  const again = () => become(addresses.stop(kept.id));
  const choice = (outcome: Outcome) => {
    const input = h("input", { type: "radio", name: "outcome", value: outcome, checked: outcome === said.outcome });
    input.addEventListener("change", () => void inTurn(() => change(kept.id, (one) => (saidOf(one).outcome = outcome))).then(again));
    return h("label", { class: `verdict-${LOOKS[outcome]}` }, input, say(`outcome_${outcome}`));
  };
  const box = h("textarea", { class: "form-control", id: "field-note", rows: 2, maxlength: 1000, value: said.note });
  keepTyping(box, (typed) => change(kept.id, (one) => (saidOf(one).note = typed)));
  const told = h("div", { "aria-live": "polite", id: "missing" });
  content.append(
    h("fieldset", { class: "verdicts" }, h("legend", { class: "form-label" }, say("still_in_order")), OUTCOMES.map(choice)),
    said.outcome === "kept" || said.outcome === "relapsed" ? photos(kept, said, again) : "",
    h("div", { class: "note-box" }, h("label", { class: "form-label", for: box.id }, say("seen_now"), " ", said.outcome === "not_seen" ? "" : h("span", { class: "optional" }, say("optional"))), box),
    h("p", { class: "muted" }, say("relapse_more")),
    told,
  );
  const keep = button(say("recheck_keep"), async () => {
    await flush();
    const now = await record(kept.id);
    const lacks = recheckLacks(now?.body.recheck ?? said);
    if (lacks) {
      told.replaceChildren(notice("warn", say(lacks)));
      return told.scrollIntoView({ block: "center" });
    }
    await finishNow(kept, told, keep, tidy);
  }, "btn btn-primary", "check");
  return [keep];
}

/** What could not be seen has no picture; the visit's own note says the same. */
function tidy(kept: Kept): void {
  const said = saidOf(kept);
  if (said.outcome === "not_seen") said.photos = [];
  kept.body.note = said.note;
}

function photos(kept: Kept, said: Rechecked, again: () => void): HTMLElement {
  return camera({
    record: kept.id,
    kind: "found",
    refs: said.photos,
    label: say(said.outcome === "relapsed" ? "relapse_photo" : "recheck_photo"),
    add: (taken) =>
      addPhoto(kept.id, taken, (one, ref) => {
        const mine = saidOf(one);
        if (!mine.photos.some((known) => known.sha256 === ref.sha256)) mine.photos.push(ref);
      }).then(() => void flush().then(again)),
    remove: (sha256) => change(kept.id, (one) => {
      const mine = saidOf(one);
      mine.photos = mine.photos.filter((ref) => ref.sha256 !== sha256);
    }).then(again),
  });
}

/** Beside an ordinary stop: one's own re-checks that lie near. */
export function nearRechecks(near: { key: string; found: ClosedCase; metres: number }[]): HTMLElement {
  const line = ({ key, found, metres }: (typeof near)[number]) =>
    h("li", {}, h("a", { class: "check-text", href: addresses.stop(key) }, icon("refresh"), h("span", {}, `${found.description} · ${say("metres", { count: Math.round(metres) })}`)));
  return h("section", {}, h("h2", { class: "check-group" }, say("rechecks_near")), h("ul", { class: "check-list" }, near.map(line)));
}
