// A map of the city's own data. With WebGL it moves (MapLibre); without, the same data is drawn once as SVG.
import type { Feature, FeatureCollection } from "geojson";
import { Map as LibreMap, Marker, NavigationControl, Popup, setWorkerUrl, LngLatBounds } from "maplibre-gl";
import type { GeoJSONSource, GeoJSONSourceSpecification, StyleSpecification } from "maplibre-gl";

import { draw } from "./map/drawing";
import { focusOf, namesOf } from "./map/geometry";
import { layers, markTones } from "./map/look";
import { text } from "./pieces/texts";

interface Answer extends FeatureCollection {
  /** The server joined points because they are many. */
  is_cut?: boolean;
}

async function fetched(address: string): Promise<Answer> {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`map data: ${answer.status}`);
  return (await answer.json()) as Answer;
}

/** What the map shows, over the ground (areas, streets) that it lies on. */
async function dataOf(canvas: HTMLElement): Promise<Answer> {
  const { source, url, ground } = canvas.dataset;
  const given = source
    ? (JSON.parse(document.getElementById(source)?.textContent ?? "{}") as Answer)
    : fetched(url ?? "");
  const beneath = ground ? fetched(ground).then((answer) => answer.features).catch(() => []) : [];
  const [over, under] = await Promise.all([given, beneath]);
  return { ...over, type: "FeatureCollection", features: markTones([...under, ...(over.features ?? [])]) };
}

function hasWebGL(): boolean {
  const probe = document.createElement("canvas");
  return !!(probe.getContext("webgl2") ?? probe.getContext("webgl"));
}

/** What a feature says when touched: its name as a link, and a line beneath. */
export function bubble(feature: Feature): HTMLElement {
  const properties = feature.properties ?? {};
  const box = document.createElement("div");
  const name = properties.url ? document.createElement("a") : document.createElement("strong");
  if (name instanceof HTMLAnchorElement) name.href = String(properties.url);
  name.textContent = String(properties.name ?? properties.label ?? "");
  box.append(name);
  if (properties.note) {
    const note = document.createElement("div");
    note.textContent = String(properties.note);
    box.append(note);
  }
  return box;
}

function split(features: Feature[]): { points: FeatureCollection; ground: FeatureCollection } {
  const isPoint = (feature: Feature) => feature.geometry.type === "Point";
  return {
    points: { type: "FeatureCollection", features: features.filter(isPoint) },
    ground: { type: "FeatureCollection", features: features.filter((feature) => !isPoint(feature)) },
  };
}

function joinable(points: FeatureCollection): GeoJSONSourceSpecification {
  return {
    type: "geojson",
    data: points,
    cluster: points.features.length > 120,
    clusterRadius: 30,
    clusterMaxZoom: 13,
    clusterProperties: {
      sum: ["+", ["coalesce", ["get", "count"], 1]],
      alarms: ["+", ["case", ["==", ["get", "tone"], "alarm"], 1, 0]],
    },
  };
}

function styleOf(data: FeatureCollection, tiles: string | undefined): StyleSpecification {
  const { points, ground } = split(data.features);
  const style: StyleSpecification = {
    version: 8,
    sources: { ground: { type: "geojson", data: ground }, points: joinable(points), names: { type: "geojson", data: namesOf(ground) } },
    layers: [{ id: "base", type: "background", paint: { "background-color": "#eef0ef" } }, ...layers()],
  };
  if (tiles) {
    style.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    style.layers.splice(1, 0, { id: "tiles", type: "raster", source: "tiles", paint: { "raster-saturation": -0.7 } });
  }
  return style;
}

/** Where the server joined points, moving closer asks it again for what is then in sight. */
function followView(map: LibreMap, canvas: HTMLElement, isCut: boolean): void {
  map.on("click", "joined", (event) => {
    if (event.features?.[0]?.properties.url) return;
    map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
  });
  const address = canvas.dataset.url;
  if (!isCut || !address) return;
  map.on("moveend", () => {
    const view = map.getBounds();
    const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()].map((edge) => edge.toFixed(6));
    const asked = `${address}${address.includes("?") ? "&" : "?"}bbox=${box.join(",")}`;
    void fetched(asked).then(({ features }) => {
      (map.getSource("points") as GeoJSONSource).setData(split(markTones(features)).points);
    });
  });
}

function addPopups(map: LibreMap): void {
  for (const layer of ["dots", "joined", "streets"]) {
    map.on("click", layer, (event) => {
      const feature = event.features?.[0];
      if (!feature || (layer === "joined" && !feature.properties.url)) return;
      new Popup({ closeButton: true, maxWidth: "280px" })
        .setLngLat(event.lngLat)
        .setDOMContent(bubble(feature as Feature))
        .addTo(map);
    });
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

/** Where a form asks for corners, each click adds one to its box of lines. */
function takeCorners(map: LibreMap, canvas: HTMLElement): void {
  const box = document.getElementById(canvas.closest<HTMLElement>("[data-corners]")?.dataset.corners ?? "");
  if (!(box instanceof HTMLTextAreaElement)) return;
  map.on("click", ({ lngLat }) => {
    const corner = `${lngLat.lng.toFixed(6)}, ${lngLat.lat.toFixed(6)}`;
    box.value = [box.value.trimEnd(), corner].filter(Boolean).join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    new Marker({ scale: 0.6 }).setLngLat(lngLat).addTo(map);
  });
}

/** Where a form asks for one point, a click puts the pin there and fills both fields. */
function takePin(map: LibreMap): void {
  const pin = new Marker({ draggable: true });
  const take = (): void => {
    const { lng, lat } = pin.getLngLat();
    for (const [name, value] of [["longitude", lng.toFixed(6)], ["latitude", lat.toFixed(6)], ["datum", "wgs84"]]) {
      const box = document.getElementById(`id_${name}`);
      if (box instanceof HTMLInputElement || box instanceof HTMLSelectElement) box.value = value!;
    }
  };
  pin.on("dragend", take);
  map.on("click", ({ lngLat }) => {
    pin.setLngLat(lngLat).addTo(map);
    take();
  });
}

/** Shows the features of `data-url` or `data-source` in the element. */
export async function showMap(canvas: HTMLElement, worker: string): Promise<void> {
  const data = await dataOf(canvas);
  const bounds = focusOf(data);
  if (!bounds) {
    canvas.dataset.waiting = text("mapEmpty");
    return;
  }
  if (!hasWebGL()) {
    canvas.title = text("noWebgl");
    draw(canvas, data, bounds);
    return;
  }
  setWorkerUrl(worker);
  const map = new LibreMap({
    container: canvas,
    style: styleOf(data, canvas.dataset.tiles),
    bounds: new LngLatBounds([bounds[0], bounds[1]], [bounds[2], bounds[3]]),
    fitBoundsOptions: { padding: 32, maxZoom: 15 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    fadeDuration: 0,
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (canvas.closest("[data-corners]")) takeCorners(map, canvas);
  else if (canvas.closest("[data-pin]")) takePin(map);
  else addPopups(map);
  followView(map, canvas, !!data.is_cut);
}
