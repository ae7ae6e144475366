// Who holds this phone. A session that ends leaves the person at work; signing out, or another person, does not.
import { uuid } from "./ids";
import { askToPersist } from "./able";
import type { Persistence } from "./able";
import { Declined, SignedOut, callJson, isTrusted, lastAnswerAt, post, useDevice, useToken } from "./api";
import { keepSetting, setting } from "./store";
import type { Person, Session } from "./types";

const SIGNED_OUT = "field-signed-out";
export type Standing = "unknown" | "signed_in" | "signed_out";

let person: Person | null = null;
let standing: Standing = "unknown";
let persisted: Persistence = null;
const GREETING_LASTS = 60_000;

export const holder = (): Person | null => person;
export const standingNow = (): Standing => standing;
export const isPersisted = (): Persistence => persisted;

/** Whoever worked here last, unless they signed out (in the app or on any page of the back office). */
export async function recall(): Promise<Person | null> {
  person = localStorage.getItem(SIGNED_OUT) ? null : ((await setting<Person>("person")) ?? null);
  persisted = await askToPersist().catch(() => null);
  return person;
}

async function deviceOf(owner: Person): Promise<string> {
  const key = `device:${owner.id}`;
  const known = await setting<string>(key);
  if (known) return known;
  const id = uuid();
  await keepSetting(key, id);
  return id;
}

function deviceName(): string {
  const found = /\(([^)]+)\)/.exec(navigator.userAgent)?.[1] ?? navigator.userAgent;
  return found.slice(0, 60);
}

/**
 * True while the last greeting holds: a token and a device that the server knows, and an answer within the last minute.
 * Otherwise it is greeted before any record leaves: what was never sent can still be changed.
 */
export function isGreeted(): boolean {
  return standing === "signed_in" && isTrusted() && Date.now() - lastAnswerAt() < GREETING_LASTS;
}

/** Asks the server who is signed in. Raises SignedOut, Unreachable, DeviceRevoked. */
export async function greet(): Promise<Session> {
  try {
    useDevice("");
    const session = await callJson<Session>("/field/session.json");
    useToken(session.csrf);
    standing = "signed_in";
    localStorage.removeItem(SIGNED_OUT);
    person = session.person;
    await keepSetting("person", session.person);
    const id = await deviceOf(session.person);
    await introduce(id);
    useDevice(id);
    return session;
  } catch (problem) {
    if (problem instanceof SignedOut) standing = "signed_out";
    throw problem;
  }
}

async function introduce(id: string): Promise<void> {
  try {
    await post("/field/devices.json", { id, name: deviceName(), persisted });
  } catch (problem) {
    if (!(problem instanceof Declined)) throw problem;
    console.warn("device not taken", problem.code);
  }
}

export function noteSignedOut(): void {
  standing = "signed_out";
}

/** Signs out on this phone at once, on the server when it can be reached. The records stay under the account. */
export async function signOut(): Promise<void> {
  localStorage.setItem(SIGNED_OUT, "1");
  person = null;
  standing = "signed_out";
  const form = new URLSearchParams();
  const session = await callJson<Session>("/field/session.json").catch(() => null);
  if (!session) return;
  form.set("csrfmiddlewaretoken", session.csrf);
  await fetch("/account/logout/", { method: "POST", body: form, redirect: "manual" }).catch(() => undefined);
}
