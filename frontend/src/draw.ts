// The public page of a draw: downloads the proof and repeats the whole computation here, in the reader's own browser.
import { type Check, type Proof, verify } from "./draw/proof";

function row(place: HTMLElement, check: Check): HTMLTableRowElement {
  const found = document.createElement("tr");
  const said = place.querySelector<HTMLElement>(`[data-check="${CSS.escape(check.code)}"]`)?.textContent ?? check.code;
  const name = document.createElement("td");
  name.textContent = check.subject ? `${said} (${check.subject})` : said;
  if (check.detail) {
    const note = document.createElement("span");
    note.className = "row-note mono break";
    note.textContent = check.detail.slice(0, 300);
    name.append(note);
  }
  const verdict = document.createElement("td");
  const badge = document.createElement("span");
  badge.className = check.holds ? "tone tone-done" : "tone tone-alarm";
  badge.textContent = (check.holds ? place.dataset.fits : place.dataset.differs) ?? "";
  verdict.append(badge);
  found.append(name, verdict);
  return found;
}

async function repeat(place: HTMLElement, said: HTMLElement, rows: HTMLElement): Promise<void> {
  const started = performance.now();
  const answer = await fetch(place.dataset.proof ?? "");
  if (!answer.ok) throw new Error(String(answer.status));
  const checks = verify((await answer.json()) as Proof);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  rows.replaceChildren(...checks.map((check) => row(place, check)));
  rows.closest("table")!.hidden = false;
  const text = checks.every((check) => check.holds) ? place.dataset.holds : place.dataset.fails;
  said.textContent = (text ?? "").replace("{count}", String(checks.length)).replace("{seconds}", seconds);
}

for (const place of document.querySelectorAll<HTMLElement>("[data-proof]")) {
  const button = place.querySelector("button");
  const said = place.querySelector<HTMLElement>("[data-said]");
  const rows = place.querySelector<HTMLElement>("[data-rows-here]");
  if (!button || !said || !rows) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    said.textContent = place.dataset.working ?? "";
    repeat(place, said, rows)
      .catch(() => {
        said.textContent = place.dataset.failed ?? "";
      })
      .finally(() => {
        button.disabled = false;
      });
  });
}
