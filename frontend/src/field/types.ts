// What the server hands out and takes in (the packet, a record), and what this phone keeps of it.

export type Verdict = "pass" | "fail" | "not_applicable" | "not_observed";
export type Id = number;

export interface Card {
  kind: "pass" | "fail" | "exception";
  caption: string;
  picture: string | null;
}
export interface CheckPoint {
  id: Id;
  code: string;
  text: string;
  standard?: string;
  content?: string;
  kind: string;
  threshold?: string;
  photo: "none" | "on_fail" | "always";
  severity?: number;
  exceptions?: string;
  example_faults?: string[];
  cards?: Card[];
}
export interface Site {
  id: Id;
  code: string;
  name: string;
  type?: string;
  address?: string;
  lon: number | null;
  lat: number | null;
  hours?: string;
  units?: string[];
  /** Digests of the tokens of the signs that hang there (SHA-256, hexadecimal). */
  signs?: string[];
}
export interface ReserveSite {
  rank: number;
  site: Site;
  check_points: Id[];
}
export interface NearCase {
  id: Id;
  number: string;
  description: string;
  due_at: string | null;
  distance: number | null;
}
/** An answer that is on the server already; its photos stay there. */
export interface KnownAnswer {
  check_point: Id;
  repetition: number;
  verdict: Verdict;
  number?: string | null;
  total?: string | null;
  unit_label?: string;
  note?: string;
  is_corrected_on_spot?: boolean;
  photos?: { sha256?: string; kind: PhotoKind }[];
}
/** A closed case that somebody looks at again: what was wrong, and what was done about it. */
export interface ClosedCase {
  case: Id;
  number: string;
  description: string;
  measure?: string;
  unit?: string;
  closed_at?: string | null;
  photos: { kind: string; label: string; picture: string }[];
}
export interface Stop {
  visit: Id | null;
  kind: "drawn" | "reserve" | "recheck" | "review" | "free" | "calibration" | "interview";
  position?: number;
  round: Id | null;
  day: string | null;
  is_apart?: boolean;
  site: Site | null;
  check_points: Id[];
  answers?: KnownAnswer[];
  recheck?: ClosedCase | null;
  open_cases?: NearCase[];
  reserve?: ReserveSite[];
}
export interface Packet {
  id: string;
  made_at: string;
  expires_at: string;
  /** When this phone received it, by its own clock. Added by the phone. */
  received_at?: number;
  language: string;
  person: Person;
  city: { name: string; filing_number?: string; is_sample?: boolean };
  rounds?: { id: Id; code: string; name: string; closes_on?: string; kind?: string }[];
  check_points: Record<string, CheckPoint>;
  stops: Stop[];
  segments?: { id: Id; name: string; line: [number, number][] }[];
  areas?: { id: Id; name: string; rings: [number, number][][] }[];
  free_sites?: string | null;
  finished?: Finished[];
  calibrations?: Calibration[];
  patrol?: Patrol | null;
  interviews?: InterviewWork[];
}
/** A visit that is over, and what came of it. */
export interface Finished {
  visit: Id;
  name: string;
  state: string;
  is_apart: boolean;
  visited_at: string | null;
  cases: { number: string; text: string; state: string; unit: string }[];
}
/** Scenes to be judged on pages of their own, with a network. */
export interface Calibration {
  name: string;
  address: string;
  is_open: boolean;
  judged: number;
  total: number;
  closes_on: string;
}
export interface PatrolWindow {
  team: string;
  place: string;
  starts_at: string;
  ends_at: string;
  looks: number;
  points: { name: string; seen: number }[];
}
export interface Patrol {
  windows: PatrolWindow[];
  /** Digest of a sign's token (SHA-256, hexadecimal) -> what hangs there. */
  signs: Record<string, { name: string; place: string }>;
}
export type Answer = string | number | string[];
export interface AskQuestion {
  code: string;
  kind: "single" | "multiple" | "scale" | "number" | "text";
  text: string;
  required: boolean;
  options: { code: string; text: string }[];
  low: number | null;
  high: number | null;
  ask_if: { question: string; any_of: string[] } | null;
}
export interface AddressTask {
  id: Id;
  text: string;
  is_reserve: boolean;
  absences: number;
}
export interface CellTask {
  id: Id;
  label: string;
  wanted: number;
  done: number;
}
/** A community or a place of one interviewer. */
export interface InterviewWork {
  cluster: Id;
  place: string;
  survey: string;
  intro: string;
  questions: AskQuestion[];
  addresses: AddressTask[];
  cells: CellTask[];
}
export interface Person {
  id: Id;
  name: string;
}
export interface Session {
  person: Person;
  csrf: string;
  server_time: string;
  language: string;
}
export interface Receipt {
  receipt?: string;
  id: string;
  state: "waiting" | "applied" | "conflict" | "refused";
  missing?: string[];
  message?: string;
  received_at?: string;
}

export type PhotoKind = "found" | "corrected";
export type PhotoSource = "camera" | "library" | "unknown";
export interface PhotoRef {
  sha256: string;
  kind: PhotoKind;
  taken_at: string | null;
  lon: number | null;
  lat: number | null;
  camera: string;
  source: PhotoSource;
}
export interface Observation {
  check_point: Id;
  repetition: number;
  verdict: Verdict;
  number: string | null;
  total: string | null;
  unit_label: string;
  note: string;
  is_corrected_on_spot: boolean;
  observed_at: string;
  photos: PhotoRef[];
}
export interface Finding {
  id: string;
  text: string;
  severity: number;
  photos: PhotoRef[];
}
export type Outcome = "kept" | "relapsed" | "not_seen";
export interface Rechecked {
  outcome: Outcome | "";
  note: string;
  photos: PhotoRef[];
}
export interface Position {
  lon: number;
  lat: number;
  accuracy: number;
  is_mocked: boolean | null;
  at: string;
}
/** What is sent; `sent_at` is added on the way and does not belong to the content. */
export interface Body {
  id: string;
  kind: "visit" | "not_possible" | "free_visit" | "interview";
  packet: string | null;
  visit: Id | null;
  site: Id | null;
  reserve: { of_visit: Id; rank: number } | null;
  reason: string;
  started_at: string;
  finished_at: string | null;
  position: Position | null;
  observations: Observation[];
  findings: Finding[];
  note: string;
  /** Only at a re-check; records of older versions of the app lack it. */
  recheck?: Rechecked | null;
  /** Only of interviews. `salt` is random: without it the record's hash could be tried against possible answers. */
  outcome?: string;
  address?: Id | null;
  cell?: Id | null;
  given_up?: string;
  answers?: Record<string, Answer>;
  seconds?: number | null;
  salt?: string;
}

/**
 * draft: being filled in. ready: finished, to be sent. sent: safe on the server. conflict: kept by the server for a
 * person to decide. stuck: the server said no, and why. aside: put away by the inspector, not sent.
 */
export type RecordState = "draft" | "ready" | "sent" | "conflict" | "stuck" | "aside";
export interface Kept {
  id: string;
  owner: Id;
  owner_name: string;
  state: RecordState;
  body: Body;
  /** The stop as the packet had it, so that the record outlives the packet. */
  stop: Stop;
  check_points: Record<string, CheckPoint>;
  /** The form of an interview, so that the record outlives the packet. */
  work?: InterviewWork;
  changed_at: string;
  attempts: number;
  next_try_at: number;
  /** Set before the first byte leaves: from then on the content must not change. */
  first_sent_at: string | null;
  receipt: string | null;
  /** The server has said what became of it: nothing more to ask. */
  is_settled: boolean;
  error: { code: string; message: string } | null;
}
export interface KeptPhoto {
  /** record id + "/" + SHA-256 of the bytes. */
  id: string;
  owner: Id;
  record: string;
  sha256: string;
  media_type: string;
  size: number;
  bytes: ArrayBuffer | null;
  is_uploaded: boolean;
}

/** A sign was scanned: the place was looked at. Kept until the server has answered; nobody's name is sent with it. */
export interface KeptScan {
  id: string;
  owner: Id;
  sign: string;
  name: string;
  scanned_at: string;
  state: "waiting" | "refused";
  message: string;
}
