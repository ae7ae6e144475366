// The drawing for devices without WebGL: one SVG, north up, areas under streets under points.
import type { Feature, FeatureCollection, Position } from "geojson";

import { labelPoint } from "./geometry";

const SVG = "http://www.w3.org/2000/svg";
type Project = (position: Position) => [number, number];

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function projection(canvas: HTMLElement, bounds: [number, number, number, number]): Project {
  const [west, south, east, north] = bounds;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const width = canvas.clientWidth - 48;
  const height = canvas.clientHeight - 48;
  const scale = Math.min(width / Math.max((east - west) * squeeze, 1e-4), height / Math.max(north - south, 1e-4));
  const left = (canvas.clientWidth - (east - west) * squeeze * scale) / 2;
  const top = (canvas.clientHeight - (north - south) * scale) / 2;
  return ([x = 0, y = 0]) => [left + (x - west) * squeeze * scale, top + (north - y) * scale];
}

function line(positions: Position[], project: Project): string {
  return positions.map((p, n) => `${n ? "L" : "M"}${project(p).map((v) => v.toFixed(1)).join(" ")}`).join("");
}

function path(feature: Feature, project: Project): string {
  const geometry = feature.geometry;
  switch (geometry.type) {
    case "Polygon":
    case "MultiLineString":
      return geometry.coordinates.map((ring) => line(ring, project)).join("");
    case "MultiPolygon":
      return geometry.coordinates.flat().map((ring) => line(ring, project)).join("");
    case "LineString":
      return line(geometry.coordinates, project);
    default:
      return "";
  }
}

function shape(feature: Feature, project: Project): SVGElement {
  const { colour, tone } = feature.properties as { colour: string; tone: string };
  const type = feature.geometry.type;
  if (feature.geometry.type === "Point") {
    const [x, y] = project(feature.geometry.coordinates);
    return element("circle", { cx: x, cy: y, r: 4.5, fill: colour, stroke: "#fff" });
  }
  if (type.includes("Line")) {
    return element("path", { d: path(feature, project), fill: "none", stroke: tone ? colour : "#98a1a8", "stroke-width": 3 });
  }
  return element("path", {
    d: path(feature, project),
    fill: tone ? colour : "#fff",
    "fill-opacity": tone ? 0.22 : 0.75,
    stroke: "#b9c0bd",
  });
}

function titled(drawn: SVGElement, feature: Feature): SVGElement {
  const title = element("title", {});
  title.textContent = String(feature.properties?.name ?? "");
  drawn.append(title);
  if (!feature.properties?.url) return drawn;
  const link = element("a", { href: String(feature.properties.url) });
  link.append(drawn);
  return link;
}

export function draw(canvas: HTMLElement, data: FeatureCollection, bounds: [number, number, number, number]): void {
  const project = projection(canvas, bounds);
  const root = element("svg", { class: "map-drawing", viewBox: `0 0 ${canvas.clientWidth} ${canvas.clientHeight}` });
  const order = ["area", "street", "point"];
  const features = [...data.features].sort(
    (a, b) => order.indexOf(String(a.properties?.kind)) - order.indexOf(String(b.properties?.kind)),
  );
  for (const feature of features) root.append(titled(shape(feature, project), feature));
  for (const feature of features) {
    const at = feature.properties?.kind === "area" ? labelPoint(feature.geometry) : null;
    if (!at) continue;
    const [x, y] = project(at);
    const name = element("text", { x, y, "text-anchor": "middle", "font-size": 12, fill: "#5a635f" });
    name.textContent = String(feature.properties?.name ?? "");
    root.append(name);
  }
  canvas.replaceChildren(root);
}
