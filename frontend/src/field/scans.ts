// Scans of patrol signs: kept on this phone until the server has answered. What is told is that the place was looked at.
import { Declined, post } from "./api";
import { sha256 } from "./canonical";
import { uuid } from "./ids";
import { changed } from "./records";
import { read, write } from "./store";
import type { Id, KeptScan } from "./types";

const TOKEN = /^[A-Za-z0-9_-]{16,40}$/;
const AT_ONCE = 200;
/** A second tap within a minute is the same look. */
const SAME_LOOK = 60_000;

interface Answer {
  results: { id: string; state: "applied" | "refused"; code: string; message: string }[];
}

/** The code of a sign, from the sign's address or typed; null when it can be none. */
export function signOf(text: string): string | null {
  const last = text.trim().replace(/\/+$/, "").split("/").pop() ?? "";
  const code = last.replace(/\s/g, "");
  return TOKEN.test(code) ? code : null;
}

/** How the packet names a sign without telling its code. */
export function digestOf(sign: string): Promise<string> {
  return sha256(new TextEncoder().encode(sign));
}

export async function scansOf(owner: Id): Promise<KeptScan[]> {
  const all = await read((database) => database.getAllFromIndex("scans", "owner", owner));
  return all.sort((a, b) => (a.scanned_at < b.scanned_at ? -1 : 1));
}

export async function waitingScans(owner: Id): Promise<KeptScan[]> {
  return (await scansOf(owner)).filter((one) => one.state === "waiting");
}

/** On the disk when it resolves. */
export async function look(owner: Id, sign: string, name: string): Promise<void> {
  const now = new Date();
  await write(["scans"], async (tx) => {
    const own = await tx.objectStore("scans").index("owner").getAll(owner);
    const isSame = (one: KeptScan) => one.sign === sign && one.state === "waiting" && now.getTime() - Date.parse(one.scanned_at) < SAME_LOOK;
    if (own.some(isSame)) return;
    await tx.objectStore("scans").put({ id: uuid(), owner, sign, name, scanned_at: now.toISOString(), state: "waiting", message: "" });
  });
  changed();
}

export async function forgetScan(id: string): Promise<void> {
  await write(["scans"], async (tx) => {
    await tx.objectStore("scans").delete(id);
  });
  changed();
}

/** How many the server has answered. Each is answered by itself; raises what `post` raises but Declined. */
export async function sendScans(owner: Id): Promise<number> {
  const waiting = (await waitingScans(owner)).slice(0, AT_ONCE);
  if (!waiting.length) return 0;
  const answered = await answersTo(waiting);
  await write(["scans"], async (tx) => {
    const scans = tx.objectStore("scans");
    for (const one of answered.results) {
      const kept = await scans.get(one.id);
      if (!kept || one.code === "at_the_same_time") continue;
      if (one.state === "applied") await scans.delete(one.id);
      else await scans.put({ ...kept, state: "refused", message: one.message });
    }
  });
  changed();
  return answered.results.length;
}

async function answersTo(waiting: KeptScan[]): Promise<Answer> {
  const scans = waiting.map(({ id, sign, scanned_at }) => ({ id, sign, scanned_at }));
  try {
    return await post<Answer>("/field/scans/", { scans });
  } catch (problem) {
    if (!(problem instanceof Declined)) throw problem;
    const said = { state: "refused", code: problem.code, message: problem.told } as const;
    return { results: waiting.map(({ id }) => ({ id, ...said })) };
  }
}
