// Records and their photos on this phone. Everything belongs to somebody: nobody reads another person's.
import { uuid } from "./ids";
import { tidied } from "./checklist";
import { read, write } from "./store";
import type { Writing } from "./store";
import type { Body, CheckPoint, Id, Kept, KeptPhoto, Person, PhotoRef, Stop } from "./types";

/** The record can no longer be changed: it has left the phone, or somebody put it away. */
export class NotOpen extends Error {}

const changes = new EventTarget();

/** Called after every change of any record. */
export function onChange(listener: () => void): void {
  changes.addEventListener("change", listener);
}

export function changed(): void {
  changes.dispatchEvent(new Event("change"));
}

export async function recordsOf(owner: Id): Promise<Kept[]> {
  const all = await read((database) => database.getAllFromIndex("records", "owner", owner));
  return all.sort((a, b) => (a.body.started_at < b.body.started_at ? -1 : 1));
}

export async function recordFor(owner: Id, id: string): Promise<Kept | null> {
  const found = await read((database) => database.get("records", id));
  return found?.owner === owner ? found : null;
}

export function photosOf(record: string): Promise<KeptPhoto[]> {
  return read((database) => database.getAllFromIndex("photos", "record", record));
}

export function photo(record: string, sha256: string): Promise<KeptPhoto | undefined> {
  return read((database) => database.get("photos", `${record}/${sha256}`));
}

export interface Beginning {
  kind?: Body["kind"];
  packet?: string | null;
  reserve?: Body["reserve"];
}

function made(owner: Person, stop: Stop, points: Record<string, CheckPoint>, more: Beginning): Kept {
  const at = new Date().toISOString();
  const wanted = stop.check_points.map(String).filter((id) => id in points);
  return {
    id: uuid(),
    owner: owner.id,
    owner_name: owner.name,
    state: "draft",
    body: {
      id: "",
      kind: more.kind ?? "visit",
      packet: more.packet ?? null,
      visit: stop.visit,
      site: stop.site?.id ?? null,
      reserve: more.reserve ?? null,
      reason: "",
      started_at: at,
      finished_at: null,
      position: null,
      observations: [],
      findings: [],
      note: "",
      recheck: stop.kind === "recheck" ? { outcome: "", note: "", photos: [] } : null,
    },
    stop,
    check_points: Object.fromEntries(wanted.map((id) => [id, points[id] as CheckPoint])),
    changed_at: at,
    attempts: 0,
    next_try_at: 0,
    first_sent_at: null,
    receipt: null,
    is_settled: false,
    error: null,
  };
}

function isSame(kept: Kept, stop: Stop, more: Beginning): boolean {
  if (kept.state === "aside" || kept.state === "sent") return false;
  if (stop.visit !== null) return kept.body.visit === stop.visit;
  const { reserve } = more;
  return !!reserve && kept.body.reserve?.of_visit === reserve.of_visit && kept.body.reserve.rank === reserve.rank;
}

/** Begins a record at a stop, or goes on with the one that was begun. */
export async function begin(
  owner: Person,
  stop: Stop,
  points: Record<string, CheckPoint>,
  more: Beginning = {},
): Promise<Kept> {
  const kept = await write(["records"], async (tx) => {
    const own = await tx.objectStore("records").index("owner").getAll(owner.id);
    const found = own.find((one) => isSame(one, stop, more));
    if (found) return found;
    const fresh = made(owner, stop, points, more);
    fresh.body.id = fresh.id;
    await tx.objectStore("records").put(fresh);
    return fresh;
  });
  changed();
  return kept;
}

/** True while nothing of it has left the phone. */
export function isChangeable(kept: Kept): boolean {
  return !kept.first_sent_at && (kept.state === "draft" || kept.state === "ready");
}

async function opened(tx: Writing<["records", "photos"]>, id: string): Promise<Kept> {
  const kept = await tx.objectStore("records").get(id);
  if (!kept || !isChangeable(kept)) throw new NotOpen(id);
  return kept;
}

/** Changes a record in one transaction; resolves when it is on the disk. Whoever changes it must finish it again. */
export async function change(id: string, alter: (kept: Kept) => void): Promise<Kept> {
  const kept = await write(["records", "photos"], async (tx) => {
    const found = await opened(tx, id);
    found.state = "draft";
    alter(found);
    found.changed_at = new Date().toISOString();
    await tx.objectStore("records").put(found);
    return found;
  });
  changed();
  return kept;
}

/** The picture and what refers to it, together or not at all. */
export async function addPhoto(
  id: string,
  taken: { bytes: ArrayBuffer; media_type: string; ref: PhotoRef },
  attach: (kept: Kept, ref: PhotoRef) => void,
): Promise<Kept> {
  const kept = await write(["records", "photos"], async (tx) => {
    const found = await opened(tx, id);
    found.state = "draft";
    attach(found, taken.ref);
    found.changed_at = new Date().toISOString();
    await tx.objectStore("photos").put({
      id: `${id}/${taken.ref.sha256}`,
      owner: found.owner,
      record: id,
      sha256: taken.ref.sha256,
      media_type: taken.media_type,
      size: taken.bytes.byteLength,
      bytes: taken.bytes,
      is_uploaded: false,
    });
    await tx.objectStore("records").put(found);
    return found;
  });
  changed();
  return kept;
}

export function refsOf(body: Body): PhotoRef[] {
  return [...body.observations, ...body.findings, ...(body.recheck ? [body.recheck] : [])].flatMap((one) => one.photos);
}

async function dropUnused(tx: Writing<["records", "photos"]>, kept: Kept): Promise<void> {
  const wanted = new Set(refsOf(kept.body).map((ref) => `${kept.id}/${ref.sha256}`));
  const photos = tx.objectStore("photos");
  for (const key of await photos.index("record").getAllKeys(kept.id)) if (!wanted.has(key)) await photos.delete(key);
}

/** The record is complete: what was not asked for goes, and it waits to be sent. */
export async function finish(id: string, alter: (kept: Kept) => void): Promise<Kept> {
  const kept = await write(["records", "photos"], async (tx) => {
    const found = await opened(tx, id);
    alter(found);
    const { body } = found;
    body.observations = body.observations.map((one) => tidied(one, found.check_points[String(one.check_point)]));
    body.finished_at = new Date().toISOString();
    found.state = "ready";
    found.next_try_at = 0;
    found.changed_at = body.finished_at;
    await dropUnused(tx, found);
    await tx.objectStore("records").put(found);
    return found;
  });
  changed();
  return kept;
}

/** What sending learnt about a record: never its content. */
export async function mark(id: string, news: Partial<Omit<Kept, "id" | "body" | "owner">>): Promise<void> {
  await write(["records"], async (tx) => {
    const found = await tx.objectStore("records").get(id);
    if (found) await tx.objectStore("records").put({ ...found, ...news });
  });
  changed();
}

/**
 * Takes a record into sending: from here on its content stays as it is. Null when somebody is changing it just now;
 * the body is what the transaction saw, so that no half-typed change can be sent under the same id.
 */
export function takeForSending(id: string): Promise<Kept | null> {
  return write(["records"], async (tx) => {
    const found = await tx.objectStore("records").get(id);
    if (found?.state !== "ready") return null;
    found.first_sent_at ??= new Date().toISOString();
    found.attempts += 1;
    await tx.objectStore("records").put(found);
    return found;
  });
}

export async function markUploaded(record: string, sha256: string, isUploaded: boolean): Promise<void> {
  await write(["photos"], async (tx) => {
    const found = await tx.objectStore("photos").get(`${record}/${sha256}`);
    if (found) await tx.objectStore("photos").put({ ...found, is_uploaded: isUploaded });
  });
}

/**
 * Safe on the server: the pictures may go, the record stays as a line of the day. `isSettled`: the server has entered
 * it, too. What contradicts what is there keeps its pictures here until the inspector lets it go.
 */
export async function settle(id: string, state: "sent" | "conflict", message: string, isSettled: boolean): Promise<void> {
  await write(["records", "photos"], async (tx) => {
    const found = await tx.objectStore("records").get(id);
    if (!found) return;
    const error = state === "conflict" ? { code: "conflict", message } : null;
    // What somebody answered, and at which door, does not stay on a phone once it is safe.
    if (state === "sent" && found.body.kind === "interview") {
      found.body = { ...found.body, answers: {}, reason: "" };
      if (found.stop.site && found.work) found.stop = { ...found.stop, site: { ...found.stop.site, name: found.work.place } };
    }
    await tx.objectStore("records").put({ ...found, state, error, next_try_at: 0, is_settled: isSettled });
    if (state !== "sent") return;
    const photos = tx.objectStore("photos");
    for (const key of await photos.index("record").getAllKeys(id)) await photos.delete(key);
  });
  changed();
}

const KEEP_SENT = 7 * 86_400_000;

/** Lines of what was entered a week ago are no longer news. */
export async function tidy(owner: Id, now = Date.now()): Promise<void> {
  for (const one of await recordsOf(owner)) {
    const isOld = now - new Date(one.changed_at).getTime() > KEEP_SENT;
    if (one.state === "sent" && one.is_settled && isOld) await discard(one.id);
  }
}

/**
 * What the server refused is corrected under a new id: the old one may be known there with its old content.
 * The pictures move along.
 */
export async function reopen(id: string): Promise<Kept | null> {
  const fresh = await write(["records", "photos"], async (tx) => {
    const records = tx.objectStore("records");
    const old = await records.get(id);
    if (!old || (old.state !== "stuck" && old.state !== "aside")) return null;
    const next: Kept = { ...old, id: uuid(), state: "draft", attempts: 0, next_try_at: 0 };
    Object.assign(next, { first_sent_at: null, receipt: null, is_settled: false, error: null, changed_at: new Date().toISOString() });
    next.body = { ...old.body, id: next.id, finished_at: null };
    const photos = tx.objectStore("photos");
    for (const one of await photos.index("record").getAll(id)) {
      await photos.put({ ...one, id: `${next.id}/${one.sha256}`, record: next.id, is_uploaded: false });
      await photos.delete(one.id);
    }
    await records.put(next);
    await records.delete(id);
    return next;
  });
  changed();
  return fresh;
}

/** Gone for good, pictures too. Only for what the inspector put away, or what is safe elsewhere. */
export async function discard(id: string): Promise<void> {
  await write(["records", "photos"], async (tx) => {
    const photos = tx.objectStore("photos");
    for (const key of await photos.index("record").getAllKeys(id)) await photos.delete(key);
    await tx.objectStore("records").delete(id);
  });
  changed();
}

/** A record from a file; false when it is here already. */
export async function bringIn(kept: Kept, photos: KeptPhoto[]): Promise<boolean> {
  const isNew = await write(["records", "photos"], async (tx) => {
    if (await tx.objectStore("records").get(kept.id)) return false;
    for (const one of photos) await tx.objectStore("photos").put(one);
    await tx.objectStore("records").put(kept);
    return true;
  });
  changed();
  return isNew;
}

export interface Waiting {
  records: number;
  drafts: number;
  photos: number;
  troubled: number;
}

/** What is only on this phone. */
export async function waitingOf(owner: Id): Promise<Waiting> {
  const records = (await recordsOf(owner)).filter((one) => ["draft", "ready", "stuck"].includes(one.state));
  return {
    records: records.length,
    drafts: records.filter((one) => one.state === "draft").length,
    photos: records.reduce((sum, one) => sum + new Set(refsOf(one.body).map((ref) => ref.sha256)).size, 0),
    troubled: records.filter((one) => one.error).length,
  };
}

/** How many records of other people wait on this phone; nothing else about them. */
export async function waitingOfOthers(owner: Id | null): Promise<number> {
  const all = await read((database) => database.getAll("records"));
  return all.filter((one) => one.owner !== owner && ["draft", "ready", "stuck"].includes(one.state)).length;
}
