// The day's stops, by day; what is safe comes last. The map shows the same stops.
import { isExpired } from "../packet";
import { linesOf } from "../checklist";
import { badge, button, h, icon, link, notice } from "../dom";
import { connect } from "../engine";
import { addresses } from "../place";
import { dayOf, empty, kindName, nameOf } from "../screen";
import type { Drawn, World } from "../screen";
import { shownStops } from "../stops";
import type { Shown } from "../stops";
import type { Calibration, Finished, Kept } from "../types";
import { say, sayCount, sayDay, sayTime } from "../words";

const TONES: Record<string, string> = {
  draft: "progress",
  ready: "warn",
  sent: "done",
  conflict: "review",
  stuck: "alarm",
  aside: "neutral",
};

export function stateBadge(kept: Kept): HTMLElement {
  const isImpossible = kept.body.kind === "not_possible" && kept.state !== "draft";
  const label = isImpossible ? `${say("not_possible")} · ${say(`state_${kept.state}`)}` : say(`state_${kept.state}`);
  return badge(label, TONES[kept.state] ?? "neutral");
}

function progress(kept: Kept): string {
  const lines = linesOf(kept);
  return say("answered_of", { done: lines.filter((line) => !line.missing.length).length, total: lines.length });
}

function card({ key, stop, kept }: Shown, packet: World["packet"]): HTMLElement {
  const round = packet?.rounds?.find((one) => one.id === stop.round);
  const kind = stop.kind === "drawn" ? (round?.name ?? kindName("drawn")) : kindName(stop.kind);
  return h(
    "li",
    {},
    h(
      "a",
      { class: "stop-card", href: addresses.stop(key) },
      h("strong", {}, nameOf(stop)),
      stop.site?.address ? h("span", { class: "row-note" }, icon("map-pin"), stop.site.address) : null,
      h(
        "span",
        { class: "stop-state" },
        h("span", { class: "muted" }, kind),
        kept ? stateBadge(kept) : null,
        kept?.state === "draft" && stop.kind !== "recheck" ? h("span", { class: "muted" }, progress(kept)) : null,
      ),
    ),
  );
}

function byDay(stops: Shown[]): [string, Shown[]][] {
  const days = new Map<string, Shown[]>();
  const sorted = [...stops].sort((a, b) => (a.stop.day ?? "9").localeCompare(b.stop.day ?? "9"));
  for (const one of sorted) days.set(one.stop.day ?? "", [...(days.get(one.stop.day ?? "") ?? []), one]);
  return [...days];
}

type View = "stops" | "map" | "patrol";

export function views(world: World, current: View): HTMLElement {
  const tab = (name: View, mark: string) =>
    h("a", { href: addresses[name](), class: "view-tab", "aria-current": name === current ? "page" : null }, icon(mark), say(`view_${name}`));
  return h("nav", { class: "view-tabs", "aria-label": say("views") }, tab("stops", "list-check"), tab("map", "map-2"), world.packet?.patrol ? tab("patrol", "walk") : null);
}

function packetLine(world: World): HTMLElement {
  const { packet } = world;
  if (!packet) return notice("info", say("no_packet"), " ", button(say("fetch_now"), () => connect(true), "btn btn-sm", "refresh"));
  const values = { made: sayTime(packet.made_at), until: sayTime(packet.expires_at) };
  const line = h("p", { class: "muted packet-line" }, h("span", {}, say(isExpired(packet) ? "packet_over" : "packet_good", values)));
  line.append(button(say("fetch_now"), () => connect(true), "btn btn-quiet", "refresh"));
  return line;
}

/** Scenes are judged on a page of their own: their pictures stay on the server. */
function calibration(one: Calibration): HTMLElement {
  const told = one.is_open ? `${say("scenes_judged", { done: one.judged, total: one.total })} · ${say("scenes_until", { day: sayDay(one.closes_on) })}` : say("scenes_result");
  return h("a", { class: "stop-card", href: one.address }, h("strong", {}, one.name), h("span", { class: "row-note" }, told), h("span", { class: "row-note" }, icon("info-circle"), say("needs_network")));
}

/** What came of a visit, once the server has entered it. */
function cases(one: Finished | undefined): HTMLElement | null {
  if (!one?.cases.length) return null;
  const line = (found: Finished["cases"][number]) => h("li", {}, h("span", { class: "code" }, found.number), " ", found.text, h("span", { class: "muted" }, ` · ${[found.state, found.unit].filter(Boolean).join(" · ")}`));
  return h("details", { class: "near" }, h("summary", {}, sayCount("cases_came", one.cases.length)), h("ul", { class: "plain-list" }, one.cases.map(line)));
}

/** Visits that left this phone, and those that the server knows from elsewhere. */
function lately(world: World, done: Shown[]): HTMLElement | null {
  const known = world.packet?.finished ?? [];
  const of = ({ kept, stop }: Shown) => known.find((one) => one.visit === (kept?.body.visit ?? stop.visit));
  const own = new Set(done.map((one) => of(one)?.visit));
  const others = known.filter((one) => !own.has(one.visit));
  if (!done.length && !others.length) return null;
  const mine = done.map((one) => {
    const box = card(one, world.packet);
    box.append(cases(of(one)) ?? "");
    return box;
  });
  const theirs = others.map((one) =>
    h("li", {}, h("div", { class: "stop-card is-over" }, h("strong", {}, one.name), h("span", { class: "stop-state" }, h("span", { class: "muted" }, sayTime(one.visited_at)), badge(one.is_apart ? say("judgement_kept") : one.state, "done"))), cases(one)),
  );
  return h("section", {}, h("h2", { class: "check-group" }, say("sent_lately")), h("ul", { class: "stop-list" }, mine, theirs));
}

export function stopsScreen(world: World): Drawn {
  const { open, done } = shownStops(world.packet, world.records);
  const content = h("div", { class: "stack" }, views(world, "stops"), packetLine(world));
  content.append(...(world.packet?.calibrations ?? []).map(calibration));
  if (!open.length && world.packet) content.append(empty(say("no_stops"), say("no_stops_more")));
  for (const [, group] of byDay(open)) {
    const first = group[0];
    if (!first) continue;
    content.append(
      h("section", {}, h("h2", { class: "check-group" }, dayOf(first.stop)), h("ul", { class: "stop-list" }, group.map((one) => card(one, world.packet)))),
    );
  }
  content.append(link(say("sign_scan"), addresses.sign(), "btn btn-wide", "qrcode"));
  if (!world.packet || world.packet.free_sites) content.append(link(say("free_visit"), addresses.free(), "btn btn-wide", "plus"));
  content.append(lately(world, done) ?? "");
  return { title: say("stops"), back: null, content };
}
