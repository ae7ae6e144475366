// Anything else that is wrong at the stop: no check point asks about it, it becomes a case.
import { uuid } from "../ids";
import { camera } from "../camera";
import { button, h } from "../dom";
import { addresses, become } from "../place";
import { addPhoto, change, isChangeable } from "../records";
import { lost, nameOf } from "../screen";
import type { Drawn } from "../screen";
import type { Finding, Kept } from "../types";
import { flush, keepTyping } from "../typing";
import { say } from "../words";

const SEVERITIES = [1, 2, 3];

/** The finding with this id, made when the first thing is known about it. */
function findingOf(kept: Kept, id: string): Finding {
  let found = kept.body.findings.find((one) => one.id === id);
  if (!found) kept.body.findings.push((found = { id, text: "", severity: 2, photos: [] }));
  return found;
}

function severity(kept: Kept, id: string, chosen: number): HTMLElement {
  const choice = (value: number) => {
    const input = h("input", { type: "radio", name: "severity", value, checked: value === chosen });
    input.addEventListener("change", () => void change(kept.id, (one) => (findingOf(one, id).severity = value)));
    return h("label", { class: "choice-tile" }, input, say(`severity_${value}`));
  };
  return h("fieldset", { class: "severities" }, h("legend", { class: "form-label" }, say("severity")), SEVERITIES.map(choice));
}

export function findingScreen(kept: Kept, wanted: string): Drawn {
  if (!isChangeable(kept)) return lost();
  const back = addresses.stop(kept.id);
  const known = kept.body.findings.find((one) => one.id === wanted);
  if (wanted !== "new" && !known) return lost();
  const id = known?.id ?? uuid();
  // The address names the finding from now on, so that a reload finds what was typed.
  const settle = () => history.replaceState(null, "", addresses.finding(kept.id, id));
  const box = h("textarea", { class: "form-control", id: "field-text", rows: 4, maxlength: 1000, value: known?.text ?? "" });
  keepTyping(box, (typed) => change(kept.id, (one) => (findingOf(one, id).text = typed)).then(settle));
  const again = () => become(addresses.finding(kept.id, id));
  const content = h(
    "div",
    { class: "answer" },
    h("p", { class: "page-lead" }, nameOf(kept.stop)),
    h("div", { class: "note-box" }, h("label", { class: "form-label", for: "field-text" }, say("finding_text")), box),
    severity(kept, id, known?.severity ?? 2),
    camera({
      record: kept.id,
      kind: "found",
      refs: known?.photos ?? [],
      label: say("finding_photos"),
      add: async (taken) => {
        await addPhoto(kept.id, taken, (one, ref) => {
          const { photos } = findingOf(one, id);
          if (!photos.some((photo) => photo.sha256 === ref.sha256)) photos.push(ref);
        });
        // What is being typed goes first: the screen is drawn anew.
        void flush().then(again);
      },
      remove: (sha256) =>
        change(kept.id, (one) => {
          const found = findingOf(one, id);
          found.photos = found.photos.filter((photo) => photo.sha256 !== sha256);
        }).then(again),
    }),
  );
  const remove = async () => {
    await flush();
    await change(kept.id, (one) => (one.body.findings = one.body.findings.filter((finding) => finding.id !== id)));
    become(back);
  };
  const keep = async () => {
    await flush();
    if (box.value.trim()) return become(back);
    box.classList.add("is-invalid");
    box.focus();
  };
  const bar = [button(say("finding_drop"), remove, "btn"), button(say("keep"), keep, "btn btn-primary")];
  return { title: say("finding_new"), back, content, bar };
}
