// Repeats a draw from its published proof: the same promises, under the same names, as `chuangcheng draw verify`.
import { canonical } from "../field/canonical";
import { hex, joined, md5, sha256, unhex } from "./digests";

export interface Check {
  code: string;
  subject: string;
  holds: boolean;
  detail: string;
}
interface Source {
  code: string;
  kind: string;
  known_at: string;
}
interface Stratum {
  ordinal: number;
  pool: number;
  count: number;
  reserve: number;
}
interface Frame {
  code: string;
  publication: string;
  sha256: string;
  strata: Stratum[];
}
interface Entry {
  ordinal: number;
  stratum: number;
  code?: string;
  name?: string;
  hash?: string;
}
interface Commitment {
  format: string;
  serial: number;
  committed_at: string;
  fails_after: string;
  secret_sha256: string;
  sources: Source[];
  frames: Frame[];
}
export interface Proof {
  format: string;
  state: string;
  commitment: Commitment;
  commitment_sha256: string;
  proof_sha256: string;
  run_at: string;
  revealed_at?: string;
  cancelled_at?: string;
  entropy: Array<{ source: string; values: string[] }>;
  secret: string;
  frames: Array<{ code: string; salt: string; entries: Entry[] }>;
  selection: Array<{ stratum: number; selected: number[]; reserve: number[] }>;
  opened?: Array<{ ordinal: number; code: string; name: string; stratum: number; salt: string }>;
}

const COMMITMENT = "chuangcheng-draw-commitment/1";
const PROOF = "chuangcheng-draw-proof/1";
const OUTSIDE = ["proof_sha256", "opened"];
const MOST_STEPS = 65536;
const utf8 = new TextEncoder();
const fingerprint = (value: unknown): string => hex(sha256(utf8.encode(canonical(value))));
const same = (said: string, computed: string): string => (said === computed ? "" : `${said} ≠ ${computed}`);

/** RFC 3797, section 4: step i takes MD5(uint16(i) key uint16(i)) modulo what is left; that one is drawn and removed. */
export function select(key: string, pool: number, count: number): number[] {
  if (count > pool || count > MOST_STEPS) throw new Error("more than there is");
  const text = utf8.encode(key);
  const left = Array.from({ length: pool }, (_, n) => n + 1);
  const chosen: number[] = [];
  for (let step = 0; step < count; step++) {
    const edge = new Uint8Array([step >> 8, step & 255]);
    let rest = 0;
    for (const byte of md5(joined(edge, text, edge))) rest = (rest * 256 + byte) % left.length;
    chosen.push(left.splice(rest, 1)[0]!);
  }
  return chosen;
}

function line(entry: Entry): Uint8Array {
  if (entry.hash !== undefined) return utf8.encode(`${entry.ordinal}\t${entry.hash}\t${entry.stratum}\n`);
  return openLine(entry.ordinal, entry.code ?? "", entry.name ?? "", entry.stratum);
}

function openLine(ordinal: number, code: string, name: string, stratum: number): Uint8Array {
  const plain = [code, name].map((text) => text.normalize("NFC"));
  // eslint-disable-next-line no-control-regex
  if (plain.some((text) => /[\u0000-\u001f\u007f-\u009f]/.test(text))) throw new Error("control characters");
  return utf8.encode(`${ordinal}\t${plain[0]}\t${plain[1]}\t${stratum}\n`);
}

function moment(text: string | undefined): number {
  const found = text ? Date.parse(text) : NaN;
  if (Number.isNaN(found)) throw new Error("no moment");
  return found;
}

/** Numbers ascending without leading zeros, or one word of hexadecimal digits in upper case. */
function areCanonical(kind: string, values: string[]): boolean {
  if (kind === "hexadecimal") return values.length === 1 && /^[0-9A-F]{16,1024}$/.test(values[0]!);
  if (kind !== "numbers" || !values.length || !values.every((one) => /^(0|[1-9][0-9]{0,79})$/.test(one))) return false;
  return values.every((one, n) => !n || one.length > values[n - 1]!.length || (one.length === values[n - 1]!.length && one >= values[n - 1]!));
}

function state(proof: Proof): string {
  if (proof.state !== "revealed") return proof.state;
  return moment(proof.revealed_at) > moment(proof.commitment.fails_after) ? proof.revealed_at! : "";
}

function times(proof: Proof): string {
  const committed = moment(proof.commitment.committed_at);
  const run = moment(proof.run_at);
  for (const source of proof.commitment.sources) {
    const known = moment(source.known_at);
    if (known <= committed || run < known) return source.code;
  }
  return run <= moment(proof.revealed_at ?? proof.cancelled_at) ? "" : proof.run_at;
}

function entropy(proof: Proof): string {
  const sources = proof.commitment.sources;
  const isSame = sources.length > 0 && sources.length === proof.entropy.length;
  if (!isSame || !sources.every((one, n) => one.code === proof.entropy[n]!.source)) return "≠";
  return sources.find((one, n) => !areCanonical(one.kind, proof.entropy[n]!.values))?.code ?? "";
}

function strata(commitment: Commitment): string {
  const all = commitment.frames.flatMap((frame) => frame.strata);
  const isWhole = (size: number): boolean => Number.isInteger(size) && size >= 0;
  const wrong = all.find(
    (one, n) =>
      one.ordinal !== n + 1 ||
      ![one.pool, one.count, one.reserve].every(isWhole) ||
      one.count + one.reserve > one.pool,
  );
  return all.length && !wrong ? "" : String(wrong?.ordinal ?? 0);
}

/** By code points, as the frozen list is sorted: JavaScript's own order is by UTF-16 units. */
function isBefore(one: string, other: string): boolean {
  const left = [...one];
  const right = [...other];
  for (let n = 0; n < left.length && n < right.length; n++) {
    const gap = left[n]!.codePointAt(0)! - right[n]!.codePointAt(0)!;
    if (gap) return gap < 0;
  }
  return left.length < right.length;
}

function frameEntries(frame: Frame, shown: Proof["frames"][number]): string {
  const wanted = frame.strata.flatMap((one) => Array.from({ length: one.pool }, (_, n) => `${one.ordinal}/${n + 1}`));
  const given = shown.entries.map((entry) => `${entry.stratum}/${entry.ordinal}`);
  if (wanted.length !== given.length || wanted.some((place, n) => place !== given[n])) return "1…N";
  const isVeiled = frame.publication === "veiled";
  if (shown.entries.some((one) => (one.hash !== undefined) !== isVeiled || (one.code === undefined) !== isVeiled)) return "#";
  const wrong = shown.entries.find((one, n) => {
    const before = shown.entries[n - 1];
    return !isVeiled && before?.stratum === one.stratum && !isBefore(before.code!, one.code!);
  });
  return wrong?.code ?? "";
}

function frameHash(frame: Frame, shown: Proof["frames"][number]): string {
  const salt = unhex(shown.salt);
  if (salt.length !== 32) return "32";
  return same(frame.sha256, hex(sha256(joined(salt, ...shown.entries.map(line)))));
}

function selection(proof: Proof, stratum: Stratum): string {
  const shown = proof.selection.find((one) => one.stratum === stratum.ordinal)!;
  const parts = [...proof.entropy.map((one) => one.values.join(".")), proof.secret.toUpperCase()];
  const key = [...parts, proof.commitment.serial, stratum.ordinal].map((part) => `${part}./`).join("");
  const drawn = select(key, stratum.pool, stratum.count + stratum.reserve);
  return same([...shown.selected, "|", ...shown.reserve].join(), [...drawn.slice(0, stratum.count), "|", ...drawn.slice(stratum.count)].join());
}

function opened(proof: Proof, one: NonNullable<Proof["opened"]>[number]): string {
  const digest = hex(sha256(joined(unhex(one.salt), openLine(one.ordinal, one.code, one.name, one.stratum))));
  const entries = proof.frames.flatMap((frame) => frame.entries);
  const said = entries.filter((entry) => entry.stratum === one.stratum && entry.ordinal === one.ordinal);
  return said.length === 1 && said[0]!.hash === digest ? "" : `${one.stratum}/${one.ordinal}`;
}

/** Every promise of a revealed proof; what cannot be read does not hold. */
export function verify(proof: Proof): Check[] {
  const found: Check[] = [];
  const check = (code: string, test: () => string, subject = ""): void => {
    let detail: string;
    try {
      detail = test();
    } catch (error) {
      detail = String(error) || "?";
    }
    found.push({ code, subject, holds: !detail, detail });
  };
  check("format", () => (proof.format === PROOF && proof.commitment.format === COMMITMENT ? "" : "≠"));
  if (!found[0]!.holds) return found;
  const commitment = proof.commitment;
  const hashed = Object.fromEntries(Object.entries(proof).filter(([name]) => !OUTSIDE.includes(name)));
  check("proof_hash", () => same(proof.proof_sha256, fingerprint(hashed)));
  check("commitment_hash", () => same(proof.commitment_sha256, fingerprint(commitment)));
  check("strata", () => strata(commitment));
  check("state", () => state(proof));
  check("times", () => times(proof));
  check("entropy", () => entropy(proof));
  check("secret", () => {
    const secret = unhex(proof.secret);
    return secret.length === 32 ? same(commitment.secret_sha256, hex(sha256(secret))) : "32";
  });
  if (commitment.frames.length !== proof.frames.length) check("frame_entries", () => "≠");
  for (const frame of commitment.frames) {
    const shown = proof.frames.find((one) => one.code === frame.code)!;
    check("frame_entries", () => frameEntries(frame, shown), frame.code);
    check("frame_hash", () => frameHash(frame, shown), frame.code);
  }
  const all = commitment.frames.flatMap((frame) => frame.strata);
  if (all.length !== proof.selection.length) check("selection", () => "≠");
  for (const stratum of all) check("selection", () => selection(proof, stratum), String(stratum.ordinal));
  (proof.opened ?? []).forEach((one, n) => check("opened", () => opened(proof, one), String(n + 1)));
  return found;
}
