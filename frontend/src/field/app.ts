// The inspector's phone: starts, shows the screen of the present address, keeps the strip of facts up to date.
import { hindrance } from "./able";
import { showBanner } from "./banner";
import { forgetPictures } from "./camera";
import { button, h, icon } from "./dom";
import { connect, startEngine } from "./engine";
import { packetOf } from "./packet";
import { addresses, placeOf } from "./place";
import type { Place } from "./place";
import { NotOpen, onChange, recordFor, recordsOf, waitingOfOthers } from "./records";
import { scansOf } from "./scans";
import { lost } from "./screen";
import type { Drawn, World } from "./screen";
import { findingScreen } from "./screens/finding";
import { finishScreen, impossibleScreen } from "./screens/finish";
import { freeScreen } from "./screens/free";
import { gateScreen, unableScreen } from "./screens/gate";
import { mapScreen } from "./screens/map";
import { isPatrolOnly, patrolScreen } from "./screens/patrol";
import { phoneScreen } from "./screens/phone";
import { questionScreen } from "./screens/question";
import { scanScreen, signScreen } from "./screens/sign";
import { stopScreen } from "./screens/stop";
import { stopsScreen } from "./screens/stops";
import { holder, recall } from "./session";
import { shownStops } from "./stops";
import { setting } from "./store";
import { flush } from "./typing";
import { watchUpdates } from "./updates";
import { chooseLanguage, htmlLanguage, loadWords, say } from "./words";

const place = (id: string) => document.getElementById(id) as HTMLElement;
let before = "";
let turn = 0;

async function world(): Promise<World | null> {
  const person = holder();
  if (!person) return null;
  const [packet, records, scans] = await Promise.all([packetOf(person.id), recordsOf(person.id), scansOf(person.id)]);
  return { person, packet, records, scans };
}

async function atStop(now: World, where: Extract<Place, { key: string }>): Promise<Drawn> {
  const { open, done } = shownStops(now.packet, now.records);
  // Sheets and calendars name a stop by its visit, whether or not it was begun on this phone.
  const listed = [...open, ...done].find((one) => one.key === where.key || `v${one.stop.visit}` === where.key);
  const kept = listed?.kept ?? (await recordFor(now.person.id, where.key));
  const shown = listed ?? (kept ? { key: kept.id, stop: kept.stop, kept } : null);
  if (!shown) return lost();
  if (!kept) return stopScreen(now, shown);
  if (where.screen === "question") {
    return questionScreen(kept, where.point, where.repetition, (id) => recordFor(now.person.id, id));
  }
  if (where.screen === "finding") return findingScreen(kept, where.finding);
  if (where.screen === "finish") return finishScreen(kept);
  if (where.screen === "impossible") return impossibleScreen(kept);
  return stopScreen(now, shown);
}

async function drawn(where: Place): Promise<Drawn> {
  const now = await world();
  shownGist = gist(now);
  if (!now) return gateScreen(await waitingOfOthers(null), () => void connect(true));
  switch (where.screen) {
    case "stops":
      return isPatrolOnly(now) ? patrolScreen(now) : stopsScreen(now);
    case "patrol":
      return patrolScreen(now);
    case "sign":
      return signScreen(now);
    case "scan":
      return scanScreen(now, where.sign);
    case "map":
      return mapScreen(now);
    case "phone":
      return phoneScreen(now);
    case "free":
      return freeScreen(now);
    default:
      return atStop(now, where);
  }
}

function put(screen: Drawn): void {
  document.documentElement.lang = htmlLanguage();
  document.title = `${screen.title} · ${say("app")}`;
  const back = screen.back ? h("a", { href: screen.back, class: "top-link", "aria-label": say("back") }, icon("arrow-left")) : null;
  place("field-back").replaceChildren(...(back ? [back] : []));
  place("field-phone").setAttribute("aria-label", say("this_phone"));
  place("field-title").textContent = screen.title;
  place("field-content").replaceChildren(screen.content);
  const bar = place("field-bar");
  bar.replaceChildren(...(screen.bar ?? []));
  bar.hidden = !screen.bar?.length;
}

/** Draws the present address. The same address again keeps the place on the page and what has the focus. */
async function show(): Promise<void> {
  const mine = ++turn;
  await flush();
  const address = location.hash;
  const screen = await drawn(placeOf(address));
  if (mine !== turn) return;
  const isSame = address === before;
  const height = window.scrollY;
  const focused = document.activeElement?.id;
  forgetPictures();
  put(screen);
  before = address;
  void showBanner(place("field-banner"));
  if (isSame) {
    window.scrollTo(0, height);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  } else {
    window.scrollTo(0, 0);
    place("field-title").focus({ preventScroll: true });
  }
}

/** What a list shows, in short: as long as it is the same, nothing moves under the thumb. */
function gist(now: World | null): string {
  const records = now?.records.map((one) => [one.id, one.state, one.changed_at, one.error?.code, one.next_try_at]);
  return JSON.stringify([now?.person.id, now?.packet?.made_at, records, now?.scans.map((one) => [one.id, one.state])]);
}

let shownGist = "";

/** Lists are drawn anew when something changed beneath them; a screen where somebody types is left alone. */
async function refreshLists(): Promise<void> {
  void showBanner(place("field-banner"));
  const { screen } = placeOf(location.hash);
  if (screen !== "stops" && screen !== "phone" && screen !== "patrol") return;
  if (gist(await world()) !== shownGist) await show();
}

function sayUpdate(take: () => void): void {
  const bar = h("p", { class: "strip strip-info" }, icon("refresh"), h("span", {}, say("update_ready")), button(say("update_now"), () => void flush().then(take), "btn btn-sm"));
  place("field-update").replaceChildren(bar);
}

/** Whatever could not be written is said loudly; a record that left meanwhile is shown as it is now. */
function sayFailure(event: PromiseRejectionEvent): void {
  event.preventDefault();
  console.error(event.reason);
  if (event.reason instanceof NotOpen) return void show();
  const told = h("p", { class: "strip strip-alarm", role: "alert" }, icon("alert-circle"), h("span", {}, say("not_kept")));
  place("field-update").replaceChildren(told);
}

async function start(): Promise<void> {
  loadWords(JSON.parse(place("field-texts").textContent ?? "{}") as Record<string, Record<string, string>>);
  const why = await hindrance();
  if (why) return put(unableScreen(why));
  chooseLanguage((await setting<string>("language")) ?? document.documentElement.lang.toLowerCase());
  await recall();
  window.addEventListener("hashchange", () => void show());
  window.addEventListener("unhandledrejection", sayFailure);
  onChange(() => void refreshLists());
  startEngine(() => void refreshLists(), () => void show());
  watchUpdates(sayUpdate);
  await show();
  place("field-phone").setAttribute("href", addresses.phone());
  await connect(true);
}

void start();
