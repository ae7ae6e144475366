// From this phone to the server: each record by itself, so that one bad record never holds the others up.
import { Declined, DeviceRevoked, SignedOut, Unreachable, callJson, post } from "./api";
import { mark, recordsOf, settle, takeForSending } from "./records";
import type { Id, Kept, Receipt } from "./types";
import { PhotoLost, upload } from "./uploading";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** Doubles from five seconds to a quarter of an hour, spread by a fifth so that phones do not knock together. */
export function waitAfter(attempts: number, chance = Math.random()): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, attempts - 1)) * (0.9 + chance * 0.2);
}

function due(kept: Kept, now: number): boolean {
  return kept.state === "ready" && kept.next_try_at <= now;
}

/** When the next record may be tried again; null when none waits. */
export async function nextTry(owner: Id): Promise<number | null> {
  const waiting = (await recordsOf(owner)).filter((one) => one.state === "ready");
  return waiting.length ? Math.min(...waiting.map((one) => one.next_try_at)) : null;
}

/** Everything is due at once: somebody asked, or the network is back. */
export async function hurry(owner: Id): Promise<void> {
  for (const one of await recordsOf(owner)) if (one.state === "ready") await mark(one.id, { next_try_at: 0 });
}

/** Sends what is due. One tab at a time. Raises SignedOut and DeviceRevoked; everything else stays with its record. */
export async function sendAll(owner: Id): Promise<void> {
  const work = async () => {
    for (const kept of await recordsOf(owner)) {
      if (!due(kept, Date.now())) continue;
      if (!(await sendOne(kept.id))) return;
    }
  };
  if (navigator.locks) await navigator.locks.request(`field-sending-${owner}`, work);
  else await work();
}

/** False when there is no network at all: the others need not be tried. */
async function sendOne(id: string): Promise<boolean> {
  const kept = await takeForSending(id);
  if (!kept) return true;
  try {
    await deliver(kept);
  } catch (problem) {
    if (problem instanceof SignedOut || problem instanceof DeviceRevoked) throw problem;
    await mark(id, verdictOn(problem, kept));
    return !(problem instanceof Unreachable && !problem.isServer && !navigator.onLine);
  }
  return true;
}

function verdictOn(problem: unknown, kept: Kept): Partial<Kept> {
  if (problem instanceof Declined) {
    return { state: "stuck", error: { code: problem.code || String(problem.status), message: problem.told } };
  }
  if (problem instanceof PhotoLost) return { state: "stuck", error: { code: "photo_lost", message: "" } };
  const code = problem instanceof Unreachable ? problem.message : "unexpected";
  const message = problem instanceof Unreachable ? "" : String(problem);
  return { error: { code, message }, next_try_at: Date.now() + waitAfter(kept.attempts) };
}

async function submit(kept: Kept): Promise<Receipt> {
  try {
    return await post<Receipt>("/field/submissions/", { ...kept.body, sent_at: new Date().toISOString() });
  } catch (problem) {
    if (problem instanceof Declined && problem.status === 409) return problem.answer as unknown as Receipt;
    throw problem;
  }
}

/** Each photo by itself: one that fails does not keep the others back. The first trouble is raised at the end. */
async function sendPhotos(kept: Kept, missing: string[]): Promise<void> {
  const troubles: unknown[] = [];
  for (const sha256 of missing) {
    try {
      await upload(kept.id, sha256);
    } catch (problem) {
      if (problem instanceof SignedOut || problem instanceof DeviceRevoked) throw problem;
      troubles.push(problem);
    }
  }
  const worst = troubles.find((one) => !(one instanceof Unreachable)) ?? troubles[0];
  if (worst) throw worst;
}

async function deliver(kept: Kept): Promise<void> {
  let receipt = await submit(kept);
  await mark(kept.id, { receipt: receipt.receipt ?? null });
  const missing = receipt.missing ?? [];
  await sendPhotos(kept, missing);
  if (missing.length) receipt = await callJson<Receipt>(`/field/submissions/${kept.id}/`);
  await conclude(kept, receipt);
}

/** Once the record and all its photos are there they are safe, whether or not they have been entered already. */
async function conclude(kept: Kept, receipt: Receipt): Promise<void> {
  if (receipt.state === "conflict") return settle(kept.id, "conflict", receipt.message ?? "", true);
  if (receipt.state === "refused") throw new Declined(422, "refused", receipt.message ?? "", {});
  if (receipt.missing?.length) throw new Unreachable(true);
  return settle(kept.id, "sent", "", receipt.state === "applied");
}

/** What became of the records that were safe but not yet entered when they were sent. */
export async function askAgain(owner: Id): Promise<void> {
  for (const kept of await recordsOf(owner)) {
    if (kept.state !== "sent" || kept.is_settled) continue;
    await conclude(kept, await callJson<Receipt>(`/field/submissions/${kept.id}/`));
  }
}
