// A visit that nobody drew: leaders, working groups, and everybody who passes by. It enters no rate.
import { callJson } from "../api";
import { button, h, icon, notice } from "../dom";
import { addresses, go } from "../place";
import { begin } from "../records";
import type { Drawn, World } from "../screen";
import type { CheckPoint, Site, Stop } from "../types";
import { say } from "../words";

interface Found {
  site: Site;
  check_points: number[];
}
interface Answer {
  sites: Found[];
  check_points: Record<string, CheckPoint>;
}
/** As the server answers: each site with the check points that are asked there. */
interface Listed {
  sites: (Site & { check_points: number[] })[];
  check_points: Record<string, CheckPoint>;
}

/** Sites that the packet knows: they can be chosen without a network. */
function known(world: World, words: string): Found[] {
  const sites = new Map<number, Found>();
  for (const { site, check_points } of world.packet?.stops ?? []) if (site) sites.set(site.id, { site, check_points });
  return [...sites.values()].filter(({ site }) => `${site.name}${site.address ?? ""}${site.code}`.includes(words));
}

async function search(world: World, words: string): Promise<Answer> {
  const address = world.packet?.free_sites;
  const near: Answer = { sites: known(world, words), check_points: world.packet?.check_points ?? {} };
  if (!address || !words || !navigator.onLine) return near;
  try {
    const found = await callJson<Listed>(`${address}${address.includes("?") ? "&" : "?"}q=${encodeURIComponent(words)}`);
    const sites = found.sites.map(({ check_points, ...site }) => ({ site, check_points }));
    return { sites, check_points: { ...near.check_points, ...found.check_points } };
  } catch {
    return near;
  }
}

async function start(world: World, found: Found, points: Record<string, CheckPoint>): Promise<void> {
  const stop: Stop = { visit: null, kind: "free", round: null, day: null, site: found.site, check_points: found.check_points };
  const kept = await begin(world.person, stop, points, { kind: "free_visit", packet: world.packet?.id ?? null });
  go(addresses.stop(kept.id));
}

export function freeScreen(world: World): Drawn {
  const list = h("ul", { class: "stop-list" });
  const told = h("div", { "aria-live": "polite" });
  const box = h("input", { class: "form-control", type: "search", id: "field-words", autocomplete: "off", enterkeyhint: "search" });
  const show = (answer: Answer) => {
    const card = (found: Found) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "stop-card", onclick: () => void start(world, found, answer.check_points) },
          h("strong", {}, found.site.name),
          h("span", { class: "row-note" }, icon("map-pin"), found.site.address ?? ""),
        ),
      );
    list.replaceChildren(...answer.sites.map(card));
    told.replaceChildren(answer.sites.length ? "" : notice("info", say(navigator.onLine ? "no_site" : "no_site_offline")));
  };
  const look = async () => show(await search(world, box.value.trim()));
  const form = h("form", { class: "find-row", role: "search" }, box, button(say("search"), look, "btn", "search"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void look();
  });
  void look();
  const content = h("div", { class: "stack" }, h("p", { class: "muted" }, say("free_more")), h("label", { class: "form-label", for: box.id }, say("find_site")), form, told, list);
  return { title: say("free_visit"), back: addresses.stops(), content };
}
