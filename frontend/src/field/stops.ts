// The day's stops as the list shows them: those of the packet and those that were begun on this phone.
import type { CheckPoint, ClosedCase, Id, Kept, Packet, Stop } from "./types";

export interface Shown {
  key: string;
  stop: Stop;
  kept: Kept | null;
}

const OPEN = ["draft", "ready", "stuck"];

export function keyOf(stop: Stop, kept: Kept | null): string {
  return kept ? kept.id : `v${stop.visit}`;
}

/** The newest record at a visit that was not put away. */
function recordAt(records: Kept[], visit: Id): Kept | null {
  const found = records.filter((one) => one.body.visit === visit && one.state !== "aside");
  return found[found.length - 1] ?? null;
}

/** The packet already has the reserve stop that was begun here without it. */
function isDoubled(stop: Stop, records: Kept[]): boolean {
  if (stop.kind !== "reserve") return false;
  return records.some((one) => one.body.reserve && one.body.site === stop.site?.id && one.state !== "aside");
}

/** Stops to do, then those begun here that the packet does not know (any more). Safe ones come apart. */
export function shownStops(packet: Packet | null, records: Kept[]): { open: Shown[]; done: Shown[] } {
  const fromPacket = (packet?.stops ?? [])
    .filter((stop) => stop.visit !== null && !isDoubled(stop, records))
    .map((stop) => {
      const kept = recordAt(records, stop.visit as Id);
      return { key: keyOf(stop, kept), stop, kept };
    });
  // Interviews have a list of their own.
  const known = new Set(fromPacket.map((one) => one.kept?.id));
  const others = records
    .filter((one) => !known.has(one.id) && one.state !== "aside" && one.body.kind !== "interview")
    .map((kept) => ({ key: kept.id, stop: kept.stop, kept }));
  const all = [...fromPacket, ...others];
  const isOpen = (one: Shown) => !one.kept || OPEN.includes(one.kept.state);
  return { open: all.filter(isOpen), done: all.filter((one) => !isOpen(one)) };
}

const NEAR = 500;
const EARTH = 6_371_000;

/** Metres between two sites with a point; null where one has none. Flat enough for a walk. */
export function metresBetween(one: Stop, other: Stop): number | null {
  const [a, b] = [one.site, other.site];
  if (!a || !b || a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  const radians = Math.PI / 180;
  const east = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  return EARTH * Math.hypot(east, (b.lat - a.lat) * radians);
}

/** One's own re-checks that wait within 500 metres of a stop, the nearest first. */
export function rechecksNear(stop: Stop, open: Shown[]): { key: string; found: ClosedCase; metres: number }[] {
  return open
    .filter((one) => one.stop.recheck && one.stop.visit !== stop.visit)
    .map((one) => ({ key: one.key, found: one.stop.recheck as ClosedCase, metres: metresBetween(stop, one.stop) ?? NEAR + 1 }))
    .filter((one) => one.metres <= NEAR)
    .sort((a, b) => a.metres - b.metres);
}

/** The next of the reserve list that was not begun and not given up. */
export function nextReserve(stop: Stop, records: Kept[]): { stop: Stop; rank: number } | null {
  const of = stop.visit;
  if (of === null) return null;
  const used = records.filter((one) => one.body.reserve?.of_visit === of && one.state !== "aside");
  const next = (stop.reserve ?? []).find((one) => !used.some((kept) => kept.body.reserve?.rank === one.rank));
  if (!next) return null;
  const { site, check_points, rank } = next;
  return { rank, stop: { ...stop, visit: null, kind: "reserve", site, check_points, answers: [], open_cases: [], recheck: null, reserve: [] } };
}

export function pointsOf(packet: Packet | null, kept: Kept | null): Record<string, CheckPoint> {
  return kept?.check_points ?? packet?.check_points ?? {};
}
