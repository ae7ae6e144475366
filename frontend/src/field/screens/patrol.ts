// A team's patrol: what is to be looked at now, and the sign of a point. It keeps that a place was looked at, not by whom.
import { badge, button, h, notice } from "../dom";
import { forgetScan } from "../scans";
import { empty } from "../screen";
import type { Drawn, World } from "../screen";
import type { PatrolWindow } from "../types";
import { say, sayCount, sayHour, sayTime } from "../words";
import { signBox } from "./sign";
import { views } from "./stops";

/** Whoever has neither stops nor free visits opens the app for the patrol alone. */
export function isPatrolOnly({ packet, records }: World): boolean {
  return !!packet?.patrol && !packet.stops.length && !packet.free_sites && !records.length;
}

function windowBox(world: World, one: PatrolWindow): HTMLElement {
  const waiting = new Set(world.scans.filter((scan) => scan.state === "waiting" && scan.scanned_at >= isoOf(one.starts_at)).map((scan) => scan.name));
  const seen = one.points.filter((point) => point.seen >= one.looks).length;
  const line = (point: PatrolWindow["points"][number]) => {
    const isSeen = point.seen >= one.looks;
    const state = isSeen ? badge(say("looked_at"), "done") : waiting.has(point.name) ? badge(say("look_kept"), "warn") : badge(say("look_open"), "neutral");
    return h("li", { class: "check-row" }, h("span", { class: "check-text" }, point.name), h("span", { class: "check-state" }, state));
  };
  const isNow = isoOf(one.starts_at) <= new Date().toISOString();
  return h(
    "section",
    {},
    h("h2", { class: "check-group" }, `${sayHour(one.starts_at)}–${sayHour(one.ends_at)}`, " ", isNow ? badge(say("now"), "progress") : null),
    h("p", { class: "muted" }, `${one.place} · ${one.team} · ${say("looked_of", { seen, total: one.points.length })}`),
    h("ul", { class: "check-list" }, one.points.map(line)),
  );
}

function isoOf(moment: string): string {
  return new Date(moment).toISOString();
}

/** Scans that wait, and those that the server did not take. */
export function scanList(world: World): HTMLElement | null {
  if (!world.scans.length) return null;
  const line = (scan: World["scans"][number]) =>
    h(
      "li",
      { class: "record-box", "data-scan": scan.id, "data-state": scan.state },
      h("p", { class: "record-name" }, h("strong", {}, scan.name || say("sign_unknown")), " ", scan.state === "waiting" ? badge(say("state_ready"), "warn") : badge(say("state_stuck"), "alarm")),
      h("p", { class: "muted" }, sayTime(scan.scanned_at)),
      scan.state === "refused" ? notice("alarm", scan.message || say("error_declined")) : null,
      scan.state === "refused" ? h("div", { class: "record-acts" }, button(say("discard"), () => forgetScan(scan.id), "btn", "trash")) : null,
    );
  return h("section", {}, h("h2", { class: "check-group" }, sayCount("scans", world.scans.length)), h("ul", { class: "record-list" }, world.scans.map(line)));
}

export function patrolScreen(world: World): Drawn {
  const patrol = world.packet?.patrol;
  const content = h("div", { class: "stack" }, isPatrolOnly(world) ? null : views(world, "patrol"));
  if (!patrol) content.append(empty(say("no_team"), say("no_team_more")));
  else {
    content.append(signBox());
    if (patrol.windows.length) content.append(...patrol.windows.map((one) => windowBox(world, one)));
    else content.append(empty(say("no_window"), say("no_window_more")));
  }
  const scans = scanList(world);
  if (scans) content.append(scans);
  return { title: say("patrol"), back: null, content };
}
