import type { Feature } from "geojson";
import type { LayerSpecification } from "maplibre-gl";

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
      id: "dots",
      type: "circle",
      source: "points",
      filter: ["!", ["has", "count"]],
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
      filter: ["has", "count"],
      paint: {
        "circle-color": "#39424d",
        "circle-radius": ["interpolate", ["linear"], ["get", "count"], 2, 9, 50, 15, 500, 22],
        "circle-stroke-color": "#ffffff",
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "counts",
      type: "symbol",
      source: "points",
      filter: ["has", "count"],
      layout: { "text-field": ["to-string", ["get", "count"]], "text-size": 11, "text-allow-overlap": true },
      paint: { "text-color": "#ffffff" },
    },
  ];
}
