// The strip under the title: what is only on this phone, and what stands in the way of sending it.
import { h, icon } from "./dom";
import { engine } from "./engine";
import { addresses } from "./place";
import { waitingOf, waitingOfOthers } from "./records";
import { waitingScans } from "./scans";
import { holder, standingNow } from "./session";
import { say, sayCount } from "./words";

/** Whoever signs in comes back to the same screen. */
function loginAddress(): string {
  return `/account/login/?next=${encodeURIComponent(`/field/app/${location.hash}`)}`;
}

function sentence(waiting: Awaited<ReturnType<typeof waitingOf>>, scans: number): string {
  if (!waiting.records && !scans) return say("all_safe");
  const parts = waiting.records ? [sayCount("only_here", waiting.records)] : [];
  if (waiting.photos) parts.push(sayCount("only_here_photos", waiting.photos));
  if (waiting.drafts) parts.push(sayCount("only_here_drafts", waiting.drafts));
  if (scans) parts.push(sayCount("only_here_scans", scans));
  return parts.join(say("clause"));
}

function strip(tone: string, mark: string, ...children: (Node | string)[]): HTMLElement {
  return h("p", { class: `strip strip-${tone}` }, icon(mark), h("span", {}, ...children));
}

async function strips(): Promise<HTMLElement[]> {
  const person = holder();
  const shown: HTMLElement[] = [];
  if (!person) {
    const others = await waitingOfOthers(null);
    if (others) shown.push(strip("warn", "device-mobile", sayCount("others_here", others)));
    return shown;
  }
  const waiting = await waitingOf(person.id);
  const scans = (await waitingScans(person.id)).length;
  const isSafe = !waiting.records && !scans;
  const line = strip(isSafe ? "done" : "warn", isSafe ? "circle-check" : "device-mobile", sentence(waiting, scans));
  line.append(h("a", { href: addresses.phone(), class: "strip-link" }, say("look")));
  shown.push(line);
  if (!navigator.onLine) shown.push(strip("quiet", "wifi-off", say("offline")));
  else if (standingNow() === "signed_out") {
    shown.push(strip("warn", "login", say("session_ended"), " ", h("a", { href: loginAddress() }, say("sign_in"))));
  }
  else if (engine.failures) shown.push(strip("quiet", "wifi-off", say("server_down")));
  if (waiting.troubled && navigator.onLine) shown.push(strip("alarm", "alert-circle", sayCount("troubled", waiting.troubled)));
  if (engine.isRevoked) shown.push(strip("alarm", "ban", say("revoked")));
  if (engine.hasExpired) shown.push(strip("warn", "clock-exclamation", say("expired")));
  return shown;
}

let turn = 0;

export async function showBanner(place: HTMLElement): Promise<void> {
  const mine = ++turn;
  const made = await strips();
  if (mine === turn) place.replaceChildren(...made);
}

export { loginAddress };
