// This phone: every record with its own state and its own way out, files in and out, storage, language, signing out.
import { button, h, link, notice } from "../dom";
import { connect, engine } from "../engine";
import { BadFile, download, exported, imported } from "../files";
import { addresses, become, go } from "../place";
import { discard, isChangeable, mark, refsOf, reopen } from "../records";
import { nameOf } from "../screen";
import type { Drawn, World } from "../screen";
import { isPersisted, signOut } from "../session";
import { keepSetting } from "../store";
import type { Kept } from "../types";
import { chooseLanguage, currentLanguage, languages, say, sayCount, sayTime } from "../words";
import { scanList } from "./patrol";
import { stateBadge } from "./stops";

const OWN_WORDS = ["network", "server", "photo_lost", "refused", "conflict", "unexpected"];

function trouble(kept: Kept): HTMLElement | null {
  if (!kept.error) return null;
  const { code, message } = kept.error;
  const text = OWN_WORDS.includes(code) ? say(`error_${code}`) : say("error_declined");
  const next = kept.state === "ready" && kept.next_try_at > Date.now() ? say("tried_again", { time: sayTime(new Date(kept.next_try_at).toISOString()) }) : "";
  return notice(kept.state === "ready" ? "warn" : "alarm", text, message ? h("p", { class: "told" }, message) : null, next ? h("p", { class: "muted" }, next) : null);
}

async function again(kept: Kept): Promise<void> {
  await mark(kept.id, { state: "ready", next_try_at: 0, error: null });
  void connect(true);
}

/** Where a record is filled in. */
function addressOf(kept: Kept): string {
  return kept.body.kind === "interview" ? addresses.interview(kept.id) : addresses.stop(kept.id);
}

async function edit(kept: Kept): Promise<void> {
  const fresh = await reopen(kept.id);
  if (fresh) go(addressOf(fresh));
}

function acts(kept: Kept, redraw: () => void): HTMLElement[] {
  const made: HTMLElement[] = [];
  const add = (name: string, act: () => unknown, mark_: string, css = "btn") => made.push(button(say(name), act, css, mark_));
  if (isChangeable(kept)) made.push(link(say("open"), addressOf(kept), "btn", "pencil"));
  if (kept.state === "ready" || kept.state === "stuck") add("try_again", () => again(kept), "refresh");
  if (kept.state === "stuck" || kept.state === "aside") add("correct", () => edit(kept), "pencil");
  if (kept.state !== "sent") add("export", async () => download(await exported(kept)), "file-export");
  if (kept.state === "stuck" || kept.state === "draft" || kept.state === "conflict") {
    add("set_aside", () => mark(kept.id, { state: "aside" }).then(redraw), "archive", "btn btn-quiet");
  }
  if (kept.state === "aside") made.push(sure("discard", "discard_sure", () => discard(kept.id).then(redraw)));
  return made;
}

/** What cannot be undone asks once more, in the same place. */
function sure(name: string, question: string, act: () => unknown): HTMLElement {
  const place = h("span", { class: "sure" });
  const ask = () => {
    const yes = button(say(name), act, "btn btn-danger", "trash");
    place.replaceChildren(h("span", {}, say(question)), yes, button(say("cancel"), calm));
    yes.focus();
  };
  const calm = () => place.replaceChildren(button(say(name), ask, "btn btn-danger", "trash"));
  calm();
  return place;
}

function recordBox(kept: Kept, redraw: () => void): HTMLElement {
  const photos = new Set(refsOf(kept.body).map((ref) => ref.sha256)).size;
  const facts = [sayTime(kept.body.finished_at ?? kept.body.started_at), kept.body.kind === "interview" ? say(`outcome_${kept.body.outcome}`) : sayCount("answers", kept.body.observations.length), photos ? sayCount("photos", photos) : ""];
  return h(
    "li",
    { class: "record-box", "data-record": kept.id, "data-state": kept.state },
    h("p", { class: "record-name" }, h("strong", {}, nameOf(kept.stop)), " ", stateBadge(kept)),
    h("p", { class: "muted" }, facts.filter(Boolean).join(" · ")),
    trouble(kept),
    h("div", { class: "record-acts" }, acts(kept, redraw)),
  );
}

/** What the last file said, kept while the list is drawn anew around it. */
let fileTold = "";

function bringIn(world: World, redraw: () => void): HTMLElement {
  const told = h("div", { "aria-live": "polite" }, fileTold ? notice("alarm", fileTold) : null);
  const input = h("input", { type: "file", accept: "application/json,.json", class: "visually-hidden" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (!file) return;
    fileTold = "";
    imported(file, world.person)
      .then(redraw)
      .catch((problem: unknown) => {
        const code = problem instanceof BadFile ? problem.code : "broken";
        fileTold = say(`file_${code}`, { name: problem instanceof BadFile ? problem.owner : "" });
        redraw();
      });
  });
  return h("div", {}, h("label", { class: "btn btn-wide" }, say("bring_in"), input), h("p", { class: "muted" }, say("bring_in_more")), told);
}

function storage(): HTMLElement {
  const persisted = isPersisted();
  const name = persisted === true ? "persisted" : persisted === false ? "not_persisted" : "persist_unknown";
  return notice(persisted ? "done" : "warn", say(name));
}

function languageChoice(redraw: () => void): HTMLElement {
  const names: Record<string, string> = { "zh-hans": "简体中文", "zh-hant": "繁體中文", en: "English" };
  const choice = (code: string) => {
    const made = button(names[code] ?? code, async () => {
      if (chooseLanguage(code)) await keepSetting("language", code);
      redraw();
    });
    if (code === currentLanguage()) made.setAttribute("aria-pressed", "true");
    return made;
  };
  return h("div", { class: "chips", role: "group", "aria-label": say("language") }, languages().map(choice));
}

export function phoneScreen(world: World): Drawn {
  const redraw = () => become(addresses.phone());
  const order = ["stuck", "conflict", "ready", "draft", "aside", "sent"];
  const sorted = [...world.records].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const leave = async () => {
    await signOut();
    go(addresses.stops());
  };
  const content = h(
    "div",
    { class: "stack" },
    h("p", { class: "page-lead" }, world.person.name),
    sorted.length
      ? h("ul", { class: "record-list" }, sorted.map((one) => recordBox(one, redraw)))
      : h("p", { class: "muted" }, say("no_records")),
    scanList(world),
    button(say("send_now"), () => connect(true), "btn btn-wide", "cloud-upload"),
    bringIn(world, redraw),
    storage(),
    engine.isRevoked ? notice("alarm", say("revoked_more")) : null,
    h("h2", { class: "check-group" }, say("language")),
    languageChoice(redraw),
    h("h2", { class: "check-group" }, say("account")),
    h("p", { class: "muted" }, say("sign_out_more")),
    h("div", { class: "more-actions" }, h("a", { href: "/desk/", class: "btn" }, say("back_office")), button(say("sign_out"), leave, "btn", "logout")),
  );
  return { title: say("this_phone"), back: addresses.stops(), content };
}

