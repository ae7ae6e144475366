import type { Feature, FeatureCollection, Geometry, Position } from "geojson";

function positions(geometry: Geometry | null): Position[] {
  switch (geometry?.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
    case "GeometryCollection":
      return geometry.geometries.flatMap(positions);
    default:
      return [];
  }
}

/** [west, south, east, north] of everything, or null where there is nothing. */
export function boundsOf(data: FeatureCollection): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const feature of data.features) {
    for (const [x = 0, y = 0] of positions(feature.geometry)) {
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
    }
  }
  return west <= east ? [west, south, east, north] : null;
}

/** What to look at: the points and streets, else the areas they would lie in. */
export function focusOf(data: FeatureCollection): [number, number, number, number] | null {
  const things = data.features.filter((feature) => feature.properties?.kind !== "area");
  return boundsOf({ ...data, features: things }) ?? boundsOf(data);
}

/** The middle of a geometry's box: good enough for the name of an area. */
export function labelPoint(geometry: Geometry | null): [number, number] | null {
  const all = positions(geometry);
  if (!all.length) return null;
  const xs = all.map((p) => p[0] ?? 0);
  const ys = all.map((p) => p[1] ?? 0);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** The names of areas as points, larger areas first; the one that holds all others needs no name. */
export function namesOf(data: FeatureCollection): FeatureCollection {
  const named: Feature[] = [];
  const whole = boundsOf(data);
  for (const feature of data.features) {
    const at = labelPoint(feature.geometry);
    if (feature.properties?.kind !== "area" || !feature.properties.name || !at || !whole) continue;
    const box = boundsOf({ type: "FeatureCollection", features: [feature] }) ?? whole;
    const share = ((box[2] - box[0]) * (box[3] - box[1])) / ((whole[2] - whole[0]) * (whole[3] - whole[1]) || 1);
    if (share > 0.95 && data.features.length > 1) continue;
    const properties = { name: feature.properties.name as string, rank: 1 - share };
    named.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: at } });
  }
  return { type: "FeatureCollection", features: named };
}
