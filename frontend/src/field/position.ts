// One position per visit, asked when it is finished. No track is kept.
import type { Position } from "./types";

const PATIENCE = 8000;

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Null where the person, the phone or the walls do not give one. */
export function askPosition(): Promise<Position | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    const timer = window.setTimeout(() => resolve(null), PATIENCE + 1000);
    const done = (position: Position | null) => {
      window.clearTimeout(timer);
      resolve(position);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        done({
          lon: rounded(coords.longitude, 7),
          lat: rounded(coords.latitude, 7),
          accuracy: rounded(coords.accuracy, 1),
          is_mocked: null,
          at: new Date(timestamp).toISOString(),
        }),
      () => done(null),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 30_000 },
    );
  });
}
