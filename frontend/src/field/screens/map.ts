// The stops on the city's own geometry, from the packet: no tiles, no network. The list stands beneath.
import type { Feature } from "geojson";

import { h, notice } from "../dom";
import { addresses } from "../place";
import { nameOf } from "../screen";
import type { Drawn, World } from "../screen";
import { shownStops } from "../stops";
import type { Shown } from "../stops";
import { say } from "../words";
import { stateBadge, views } from "./stops";

interface MapModule {
  showMap(canvas: HTMLElement, worker: string): Promise<void>;
}

function pointOf({ key, stop, kept }: Shown): Feature | null {
  const { site } = stop;
  if (!site || site.lon === null || site.lat === null) return null;
  const tone = !kept ? "info" : kept.state === "draft" ? "progress" : kept.state === "sent" ? "done" : "warn";
  const properties = { kind: "point", name: site.name, note: site.address ?? "", url: addresses.stop(key), tone };
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: [site.lon, site.lat] } };
}

function ground(world: World): Feature[] {
  const areas = (world.packet?.areas ?? []).map(
    ({ name, rings }): Feature => ({ type: "Feature", properties: { kind: "area", name }, geometry: { type: "Polygon", coordinates: rings } }),
  );
  const streets = (world.packet?.segments ?? []).map(
    ({ name, line }): Feature => ({ type: "Feature", properties: { kind: "street", name }, geometry: { type: "LineString", coordinates: line } }),
  );
  return [...areas, ...streets];
}

function style(): void {
  const address = document.body.dataset.mapStyle;
  if (!address || document.querySelector(`link[href="${address}"]`)) return;
  document.head.append(h("link", { rel: "stylesheet", href: address }));
}

async function fill(canvas: HTMLElement, place: HTMLElement): Promise<void> {
  try {
    style();
    const map = (await import(document.body.dataset.mapScript ?? "")) as MapModule;
    await map.showMap(canvas, document.body.dataset.mapWorker ?? "");
  } catch (problem) {
    console.error(problem);
    place.replaceChildren(notice("info", say("map_failed")));
  }
}

export function mapScreen(world: World): Drawn {
  const { open, done } = shownStops(world.packet, world.records);
  const all = [...open, ...done];
  const points = all.map(pointOf).filter((one): one is Feature => one !== null);
  const data = h("script", { type: "application/json", id: "stops-data" }, JSON.stringify({ type: "FeatureCollection", features: [...ground(world), ...points] }));
  const canvas = h("div", { class: "map field-map", "data-source": "stops-data", role: "region", "aria-label": say("view_map") });
  const place = h("div", { class: "field-map-place" }, canvas);
  const line = (one: Shown) => h("li", { class: "check-row" }, h("a", { class: "check-text", href: addresses.stop(one.key) }, nameOf(one.stop)), one.kept ? stateBadge(one.kept) : null);
  const content = h("div", { class: "stack" }, views(world, "map"), data, place, h("ul", { class: "check-list" }, all.map(line)));
  // The canvas must stand in the page before it can be measured.
  window.setTimeout(() => void fill(canvas, place));
  return { title: say("stops"), back: null, content };
}
