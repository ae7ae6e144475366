// When the phone talks to the server: at the start, when the network or the inspector comes back, and when a retry is
// due. Never by asking again and again.
import { DeviceRevoked, SignedOut, Unreachable } from "./api";
import { onChange, tidy } from "./records";
import { isExpired, packetOf, refresh, wipe, wipeExpired } from "./packet";
import { askAgain, hurry, nextTry, sendAll, waitAfter } from "./sending";
import { sendScans, waitingScans } from "./scans";
import { setting } from "./store";
import { greet, holder, isGreeted, noteSignedOut, standingNow } from "./session";
import { chooseLanguage } from "./words";

const PACKET_AGE = 15 * 60_000;

export interface Standing {
  isBusy: boolean;
  isRevoked: boolean;
  hasExpired: boolean;
  /** Rounds in a row that the server did not answer. */
  failures: number;
}
export const engine: Standing = { isBusy: false, isRevoked: false, hasExpired: false, failures: 0 };

let tell: () => void = () => undefined;
let renew: () => void = () => undefined;
let timer = 0;
let isAgain = false;
let fetchedAt = 0;

/** `told`: something about the connection changed. `renewed`: another person, language or packet. */
export function startEngine(told: () => void, renewed: () => void): void {
  tell = told;
  renew = renewed;
  window.addEventListener("online", () => void connect(true));
  window.addEventListener("offline", told);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void connect();
  });
  onChange(() => void schedule());
}

async function checkExpiry(): Promise<void> {
  const person = holder();
  if (!person) return;
  if (await wipeExpired(person.id)) {
    engine.hasExpired = true;
    renew();
  }
}

async function refreshPacket(owner: number, isForced: boolean): Promise<void> {
  const known = await packetOf(owner);
  const isYoung = known && !isExpired(known) && Date.now() - fetchedAt < PACKET_AGE;
  if (isYoung && !isForced) return;
  const packet = await refresh(owner);
  fetchedAt = Date.now();
  engine.hasExpired = false;
  if (packet.id !== known?.id) renew();
}

async function round(isForced: boolean): Promise<void> {
  const before = holder()?.id;
  const session = isGreeted() ? null : await greet();
  engine.isRevoked = false;
  const chosen = await setting<string>("language");
  const owner = holder()?.id;
  if (owner === undefined) return;
  if ((session && chooseLanguage(chosen ?? session.language)) || before !== owner) renew();
  if (isForced) await hurry(owner);
  // What waits goes first: fetching comes after saving.
  await sendAll(owner);
  await askAgain(owner);
  await tidy(owner);
  await refreshPacket(owner, (await sendScans(owner)) > 0 || isForced);
}

async function trouble(problem: unknown): Promise<void> {
  if (problem instanceof SignedOut) noteSignedOut();
  engine.failures = problem instanceof Unreachable ? engine.failures + 1 : 0;
  const person = holder();
  if (problem instanceof DeviceRevoked && person) {
    engine.isRevoked = true;
    await wipe(person.id);
    renew();
  }
}

/** One round of talking; a call during it makes one more follow. */
export async function connect(isForced = false): Promise<void> {
  await checkExpiry();
  if (!navigator.onLine) return tell();
  if (engine.isBusy) {
    isAgain ||= isForced;
    return;
  }
  engine.isBusy = true;
  tell();
  try {
    await round(isForced);
    engine.failures = 0;
  } catch (problem) {
    await trouble(problem);
  }
  engine.isBusy = false;
  tell();
  if (isAgain) {
    isAgain = false;
    return connect(true);
  }
  await schedule();
}

/** The next retry, if anything waits. Who is signed out, revoked or without a network is not asked again in vain. */
async function schedule(): Promise<void> {
  window.clearTimeout(timer);
  const person = holder();
  const isVain = standingNow() === "signed_out" || engine.isRevoked || !navigator.onLine;
  if (!person || engine.isBusy || isVain) return;
  const at = (await waitingScans(person.id)).length ? 0 : await nextTry(person.id);
  if (at === null) return;
  const patience = engine.failures ? waitAfter(engine.failures) : 500;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void connect(), Math.max(patience, at - Date.now()));
}
