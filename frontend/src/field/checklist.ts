// What an answer must bring, what is still missing, what comes next: the same rules as the server's.
import type { CheckPoint, Id, Kept, KnownAnswer, Observation, PhotoRef, Verdict } from "./types";

export const VERDICTS: Verdict[] = ["pass", "fail", "not_applicable", "not_observed"];
const ANSWERED = ["pass", "fail"];
const COUNTED = ["count", "scale"];

export interface Line {
  point: CheckPoint;
  repetition: number;
  observation: Observation | null;
  known: KnownAnswer | null;
  missing: string[];
}

export function isCounted(point: CheckPoint): boolean {
  return COUNTED.includes(point.kind);
}

/** Photos only where the check point asks for one: always, or when it fails. */
export function mayHavePhoto(point: CheckPoint, verdict: Verdict): boolean {
  return ANSWERED.includes(verdict) && (point.photo === "always" || (point.photo === "on_fail" && verdict === "fail"));
}

function photosOf(answer: { photos?: { kind: string }[] }, kind: PhotoRef["kind"]): number {
  return (answer.photos ?? []).filter((photo) => photo.kind === kind).length;
}

export function missing(point: CheckPoint, answer: Observation | null, known: KnownAnswer | null): string[] {
  const given = answer ?? known;
  if (!given) return ["verdict"];
  const lacking: string[] = [];
  const count = (kind: PhotoRef["kind"]) => photosOf(given, kind) + (answer && known ? photosOf(known, kind) : 0);
  if (isCounted(point) && ANSWERED.includes(given.verdict) && !given.number) lacking.push("number");
  if (mayHavePhoto(point, given.verdict) && !count("found")) lacking.push("photo");
  if (given.is_corrected_on_spot && !count("corrected")) lacking.push("corrected_photo");
  return lacking;
}

function same(one: { check_point: Id; repetition: number }, point: Id, repetition: number): boolean {
  return one.check_point === point && one.repetition === repetition;
}

export function lineOf(kept: Kept, point: CheckPoint, repetition: number): Line {
  const observation = kept.body.observations.find((one) => same(one, point.id, repetition)) ?? null;
  const known = kept.stop.answers?.find((one) => same(one, point.id, repetition)) ?? null;
  return { point, repetition, observation, known, missing: missing(point, observation, known) };
}

/** In the packet's order; a check point answered at several spots has a line for each. */
export function linesOf(kept: Kept): Line[] {
  const lines: Line[] = [];
  for (const id of kept.stop.check_points) {
    const point = kept.check_points[String(id)];
    if (!point) continue;
    const given = [...kept.body.observations, ...(kept.stop.answers ?? [])].filter((one) => one.check_point === id);
    const repetitions = new Set([1, ...given.map((one) => one.repetition)]);
    for (const repetition of [...repetitions].sort((a, b) => a - b)) lines.push(lineOf(kept, point, repetition));
  }
  return lines;
}

/** A free visit may leave check points out; an answer that was begun must be complete everywhere. */
export function lacking(kept: Kept): Line[] {
  const isFree = kept.stop.kind === "free";
  return linesOf(kept).filter((line) => line.missing.length && (!isFree || line.observation));
}

/** The next line that lacks something after this one, else the first that does; null when all is complete. */
export function following(lines: Line[], point: Id, repetition: number): Line | null {
  const here = lines.findIndex((line) => line.point.id === point && line.repetition === repetition);
  const waiting = lines.filter((line) => line.missing.length);
  return waiting.find((line) => lines.indexOf(line) > here) ?? waiting[0] ?? null;
}

export function fresh(point: Id, repetition: number, known: KnownAnswer | null, verdict: Verdict, at: string): Observation {
  return {
    check_point: point,
    repetition,
    verdict,
    number: known?.number ?? null,
    total: known?.total ?? null,
    unit_label: known?.unit_label ?? "",
    note: known?.note ?? "",
    is_corrected_on_spot: known?.is_corrected_on_spot ?? false,
    observed_at: at,
    photos: [],
  };
}

/** What the verdict no longer asks for is not sent: photos nobody asked for, a correction of what was met. */
export function tidied(observation: Observation, point: CheckPoint | undefined): Observation {
  const hasFailed = observation.verdict === "fail";
  const corrected = hasFailed && observation.is_corrected_on_spot;
  const wants = !!point && mayHavePhoto(point, observation.verdict);
  const photos = observation.photos.filter((photo) => (photo.kind === "found" ? wants : corrected));
  return { ...observation, is_corrected_on_spot: corrected, photos };
}
