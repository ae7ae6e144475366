import type { Feature } from "geojson";
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";

/** The tones of the interface, as the map draws them. */
export const TONES: Record<string, string> = {
  neutral: "#5b6470",
  info: "#1d6fb8",
  progress: "#0d7f92",
  review: "#6a4bb0",
  warn: "#b87a09",
  alarm: "#b0124a",
  done: "#3f8a5c",
  muted: "#9aa2ad",
};

/** How many things a point stands for: joined by the server (`count`), by the map (`sum`), or one. */
const SUM: ExpressionSpecification = ["coalesce", ["get", "sum"], ["get", "count"], 1];
const ALARM = "#b0124a";

/** Kind by geometry where none is given, colour by tone; what alarms is drawn last, on top. */
export function markTones(features: Feature[]): Feature[] {
  const marked = features
    .filter((feature) => feature.geometry)
    .map((feature) => {
      const type = feature.geometry.type;
      const guess = type.includes("Polygon") ? "area" : type.includes("Line") ? "street" : "point";
      const properties = { kind: guess, ...feature.properties };
      const tone = String((properties as Record<string, unknown>).tone ?? "");
      return { ...feature, properties: { ...properties, colour: TONES[tone] ?? TONES.neutral, tone } };
    });
  return marked.sort((a, b) => Number(a.properties.tone === "alarm") - Number(b.properties.tone === "alarm"));
}

export function layers(): LayerSpecification[] {
  const source = "ground";
  const isTone = ["!=", ["get", "tone"], ""];
  return [
    {
      id: "areas",
      type: "fill",
      source,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: {
        "fill-color": ["case", isTone, ["get", "colour"], "#ffffff"] as never,
        "fill-opacity": ["case", isTone, 0.22, 0.75] as never,
      },
    },
    {
      id: "borders",
      type: "line",
      source,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "line-color": "#b9c0bd", "line-width": 1 },
    },
    {
      id: "streets",
      type: "line",
      source,
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": ["case", isTone, ["get", "colour"], "#98a1a8"] as never,
        "line-width": ["interpolate", ["linear"], ["zoom"], 10, 1.5, 15, 5],
      },
    },
    {
      id: "names",
      type: "symbol",
      source: "names",
      layout: {
        "text-field": ["get", "name"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 10, 11, 14, 13],
        "symbol-sort-key": ["get", "rank"],
        "text-padding": 6,
      },
      paint: { "text-color": "#3d4551", "text-halo-color": "#ffffff", "text-halo-width": 1.5 },
    },
    {
      id: "dots",
      type: "circle",
      source: "points",
      filter: ["<", SUM, 2],
      paint: {
        "circle-color": ["get", "colour"],
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 3.5, 13, 5, 16, 8],
        "circle-stroke-color": "#ffffff",
        "circle-stroke-width": 1,
      },
    },
    {
      id: "joined",
      type: "circle",
      source: "points",
      filter: [">=", SUM, 2],
      paint: {
        "circle-color": "#4a5561",
        "circle-radius": ["interpolate", ["linear"], SUM, 2, 8, 20, 12, 200, 20],
        "circle-stroke-color": ["case", [">", ["coalesce", ["get", "alarms"], 0], 0], ALARM, "#ffffff"] as never,
        "circle-stroke-width": ["case", [">", ["coalesce", ["get", "alarms"], 0], 0], 2.5, 1.5] as never,
      },
    },
    {
      id: "counts",
      type: "symbol",
      source: "points",
      filter: [">=", SUM, 2],
      layout: { "text-field": ["to-string", SUM], "text-size": 10.5, "text-allow-overlap": true },
      paint: { "text-color": "#ffffff" },
    },
  ];
}
