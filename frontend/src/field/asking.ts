// Interviews on this phone: which addresses are open, which questions follow from what was said, one record per outcome.
import { uuid } from "./ids";
import { change, changed, finish } from "./records";
import { write } from "./store";
import type { AddressTask, Answer, AskQuestion, Body, CellTask, InterviewWork, Kept, Packet, Person } from "./types";

export type Where = { work: InterviewWork; address: AddressTask | null; cell: CellTask | null };

/** As the server does it: what depends on an unasked question is not asked either. */
export function asked(questions: AskQuestion[], answers: Record<string, Answer>): AskQuestion[] {
  const shown = new Set<string>();
  return questions.filter((one) => {
    const rule = one.ask_if;
    const given = rule ? answers[rule.question] : undefined;
    const chosen = Array.isArray(given) ? given : [given];
    const is = !rule || (shown.has(rule.question) && chosen.some((value) => rule.any_of.includes(String(value))));
    if (is) shown.add(one.code);
    return is;
  });
}

export function isAnswered(question: AskQuestion, answer: Answer | undefined): boolean {
  if (answer === undefined || answer === "" || (Array.isArray(answer) && !answer.length)) return !question.required;
  if (question.kind !== "number") return true;
  const number = Number(answer);
  return Number.isInteger(number) && number >= (question.low ?? 0) && number <= (question.high ?? 1e9);
}

export function isInterview(kept: Kept): boolean {
  return kept.body.kind === "interview";
}

function living(records: Kept[]): Kept[] {
  return records.filter((one) => isInterview(one) && one.state !== "aside");
}

/** Not in the packet yet: not entered, or entered after the packet came. */
function isNews(kept: Kept, packet: Packet | null): boolean {
  return !kept.is_settled || new Date(kept.changed_at).getTime() > (packet?.received_at ?? 0);
}

export interface AddressShown {
  address: AddressTask;
  absences: number;
  kept: Kept | null;
}

/** Addresses to go to: those of the packet that are not done here, and as many of the reserve as were given up here. */
export function openAddresses(work: InterviewWork, records: Kept[], packet: Packet | null): AddressShown[] {
  const own = living(records);
  const of = (id: number, outcome: string) => own.filter((one) => one.body.address === id && one.body.outcome === outcome);
  const isGone = (one: AddressTask) => of(one.id, "replaced").length > 0;
  const isDone = (one: AddressTask) => of(one.id, "answered").some((kept) => kept.state !== "draft");
  const first = work.addresses.filter((one) => !one.is_reserve);
  const reserve = work.addresses.filter((one) => one.is_reserve);
  let called = first.filter(isGone).length;
  const shown = [...first];
  for (const one of reserve) {
    if (called <= 0) break;
    shown.push(one);
    called += isGone(one) ? 0 : -1;
  }
  return shown
    .filter((one) => !isGone(one) && !isDone(one))
    .map((address) => ({
      address,
      absences: address.absences + of(address.id, "absent").filter((one) => isNews(one, packet)).length,
      kept: of(address.id, "answered").find((one) => one.state === "draft") ?? null,
    }));
}

/** How many of a quota's cell are still wanted, those on this phone counted. */
export function cellLeft(cell: CellTask, records: Kept[], packet: Packet | null): number {
  const here = living(records).filter((one) => one.body.cell === cell.id && one.state !== "draft" && isNews(one, packet));
  return Math.max(0, cell.wanted - cell.done - here.length);
}

export function draftsOf(cell: CellTask, records: Kept[]): Kept | null {
  return living(records).find((one) => one.body.cell === cell.id && one.state === "draft") ?? null;
}

function salt(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

function bodyOf(id: string, where: Where, outcome: string, packet: Packet | null): Body {
  return {
    id,
    kind: "interview",
    packet: packet?.id ?? null,
    visit: null,
    site: null,
    reserve: null,
    reason: "",
    started_at: new Date().toISOString(),
    finished_at: null,
    position: null,
    observations: [],
    findings: [],
    note: "",
    outcome,
    address: where.address?.id ?? null,
    cell: where.cell?.id ?? null,
    given_up: "",
    answers: {},
    seconds: null,
    salt: salt(),
  };
}

/** A draft that is on the disk when the promise resolves. */
export async function beginInterview(owner: Person, where: Where, outcome: string, packet: Packet | null): Promise<Kept> {
  const id = uuid();
  const name = where.address?.text ?? where.cell?.label ?? where.work.place;
  const kept: Kept = {
    id,
    owner: owner.id,
    owner_name: owner.name,
    state: "draft",
    body: bodyOf(id, where, outcome, packet),
    stop: { visit: null, kind: "interview", round: null, day: null, site: { id: 0, code: "", name, lon: null, lat: null }, check_points: [] },
    check_points: {},
    work: { ...where.work, addresses: [], cells: [] },
    changed_at: new Date().toISOString(),
    attempts: 0,
    next_try_at: 0,
    first_sent_at: null,
    receipt: null,
    is_settled: false,
    error: null,
  };
  await write(["records"], async (tx) => {
    await tx.objectStore("records").put(kept);
  });
  changed();
  return kept;
}

export function say(kept: Kept, code: string, answer: Answer): Promise<Kept> {
  return change(kept.id, (one) => {
    one.body.answers = { ...one.body.answers, [code]: answer };
  });
}

/** Complete: what was not asked in the end goes, and it waits to be sent. */
export function finishInterview(kept: Kept): Promise<Kept> {
  return finish(kept.id, (one) => {
    const all = one.body.answers ?? {};
    const kinds = asked(one.work?.questions ?? [], all).map((question) => question.code);
    one.body.answers = Object.fromEntries(Object.entries(all).filter(([code]) => kinds.includes(code)));
    one.body.seconds = Math.round((Date.now() - new Date(one.body.started_at).getTime()) / 1000);
  });
}

/** Nobody at home, or given up for a reason. */
export async function noteOutcome(owner: Person, where: Where, packet: Packet | null, given_up: string, reason: string): Promise<void> {
  const kept = await beginInterview(owner, where, given_up ? "replaced" : "absent", packet);
  await finish(kept.id, (one) => Object.assign(one.body, { given_up, reason }));
}
