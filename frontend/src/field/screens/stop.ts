// One stop: where it is, what is to be asked there, and what was answered.
import { following, isCounted, lineOf, linesOf, fresh } from "../checklist";
import type { Line } from "../checklist";
import { badge, button, h, icon, link, notice } from "../dom";
import { addresses, become, go } from "../place";
import { begin, change, isChangeable, recordFor } from "../records";
import { kindName, nameOf, whereOf } from "../screen";
import type { Drawn, World } from "../screen";
import { nextReserve, rechecksNear, shownStops } from "../stops";
import type { Shown } from "../stops";
import type { Kept, Stop } from "../types";
import { say, sayCount, sayTime } from "../words";
import { hints } from "./question";
import { closedCase, nearRechecks, recheckPart } from "./recheck";
import { stateBadge } from "./stops";

const VERDICT_TONES: Record<string, string> = { pass: "done", fail: "alarm", not_applicable: "neutral", not_observed: "neutral" };

/** One tap says "met" where nothing more is asked for. */
function isSimple(line: Line): boolean {
  return !line.observation && !line.known && !isCounted(line.point) && line.point.photo !== "always";
}

async function met(kept: Kept, line: Line): Promise<void> {
  const at = new Date().toISOString();
  await change(kept.id, (one) => {
    if (lineOf(one, line.point, 1).observation) return;
    one.body.observations.push(fresh(line.point.id, 1, null, "pass", at));
  });
  become(addresses.stop(kept.id));
}

function row(kept: Kept, line: Line, number: number): HTMLElement {
  const given = line.observation ?? line.known;
  const state = given
    ? badge(line.missing.length ? say("incomplete") : say(`verdict_${given.verdict}`), line.missing.length ? "warn" : (VERDICT_TONES[given.verdict] ?? "neutral"))
    : null;
  const quick = isSimple(line) && isChangeable(kept) ? button(say("verdict_pass"), () => met(kept, line), "btn btn-met", "check") : null;
  const text = line.repetition > 1 ? `${line.point.text}${say("repetition_mark", { number: line.repetition })}` : line.point.text;
  return h(
    "li",
    { class: `check-row${given && !line.missing.length ? " is-answered" : ""}` },
    h(
      "a",
      { class: "check-text", href: addresses.question(kept.id, line.point.id, line.repetition) },
      h("span", { class: "check-number" }, String(number)),
      h("span", {}, text),
    ),
    h("span", { class: "check-state" }, state, quick),
  );
}

function groups(kept: Kept, lines: Line[]): HTMLElement[] {
  const found = new Map<string, HTMLElement>();
  lines.forEach((line, at) => {
    const name = line.point.content || say("other");
    let list = found.get(name);
    if (!list) found.set(name, (list = h("ul", { class: "check-list" })));
    list.append(row(kept, line, at + 1));
  });
  return [...found].map(([name, list]) => h("section", {}, h("h2", { class: "check-group" }, name), list));
}

function about(world: World, stop: Stop): HTMLElement[] {
  const parts: HTMLElement[] = [...whereOf(stop)];
  if (stop.is_apart) parts.push(notice("info", say("apart")));
  if (stop.recheck) parts.push(closedCase(stop.recheck));
  const again = stop.recheck ? [] : rechecksNear(stop, shownStops(world.packet, world.records).open);
  if (again.length) parts.push(nearRechecks(again));
  const near = stop.open_cases ?? [];
  if (near.length) parts.push(nearCases(near));
  return parts;
}

function nearCases(near: NonNullable<Stop["open_cases"]>): HTMLElement {
  const line = (one: (typeof near)[number]) =>
    h(
      "li",
      {},
      h("span", { class: "code" }, one.number),
      " ",
      one.description,
      h("span", { class: "muted" }, one.distance === null ? "" : ` · ${say("metres", { count: Math.round(one.distance) })}`, one.due_at ? ` · ${say("due", { time: sayTime(one.due_at) })}` : ""),
    );
  return h("details", { class: "near" }, h("summary", {}, sayCount("cases_near", near.length)), h("ul", { class: "plain-list" }, near.map(line)));
}

function begun(kept: Kept, content: HTMLElement): HTMLElement[] {
  const lines = linesOf(kept);
  const done = lines.filter((line) => !line.missing.length).length;
  content.append(
    h("p", { class: "answered" }, say("answered_of", { done, total: lines.length }), h("progress", { max: lines.length || 1, value: done, "aria-label": say("progress") })),
    ...groups(kept, lines),
  );
  if (!lines.length) content.append(notice("info", say("no_points")));
  content.append(ownFindings(kept) ?? "");
  if (!isChangeable(kept)) return [link(say("stops"), addresses.stops())];
  content.append(more(kept));
  const next = following(lines, 0, 0);
  const onward = next ? link(say("go_on"), addresses.question(kept.id, next.point.id, next.repetition), done === lines.length ? "btn" : "btn btn-primary") : null;
  const finish = link(say("finish"), addresses.finish(kept.id), next ? "btn" : "btn btn-primary");
  return onward ? [finish, onward] : [finish];
}

function ownFindings(kept: Kept): HTMLElement | null {
  if (!kept.body.findings.length) return null;
  const line = (one: Kept["body"]["findings"][number]) => h("li", {}, h("a", { class: "check-text", href: addresses.finding(kept.id, one.id) }, icon("flag"), one.text || say("incomplete")));
  return h("section", {}, h("h2", { class: "check-group" }, say("findings")), h("ul", { class: "check-list" }, kept.body.findings.map(line)));
}

function more(kept: Kept): HTMLElement {
  const isPlanned = kept.body.visit !== null || kept.body.reserve;
  return h(
    "div",
    { class: "more-actions" },
    link(say("finding_new"), addresses.finding(kept.id), "btn", "flag"),
    isPlanned ? link(say("not_possible"), addresses.impossible(kept.id), "btn btn-quiet", "ban") : null,
  );
}

/** A re-check asks about its case alone; the check point of the case only helps to judge. */
function looked(kept: Kept, content: HTMLElement): HTMLElement[] {
  for (const point of Object.values(kept.check_points)) content.append(...hints(point));
  const bar = recheckPart(kept, content, (id) => recordFor(kept.owner, id));
  content.append(ownFindings(kept) ?? "", isChangeable(kept) ? more(kept) : "");
  return bar;
}

function reserveOffer(world: World, stop: Stop): HTMLElement | null {
  const next = nextReserve(stop, world.records);
  if (!next) return notice("info", say("no_reserve"));
  const start = async () => {
    const reserve = { of_visit: stop.visit as number, rank: next.rank };
    const kept = await begin(world.person, next.stop, world.packet?.check_points ?? {}, { packet: world.packet?.id ?? null, reserve });
    go(addresses.stop(kept.id));
  };
  const where = next.stop.site?.address ? h("p", { class: "muted" }, next.stop.site.address) : null;
  return notice("info", h("p", {}, say("reserve_next"), " ", h("strong", {}, next.stop.site?.name ?? "")), where, button(say("reserve_begin"), start, "btn btn-primary", "route"));
}

function impossible(world: World, kept: Kept, content: HTMLElement): HTMLElement[] {
  content.append(notice("warn", say("not_possible_because"), " ", kept.body.reason));
  if (kept.body.visit !== null) content.append(reserveOffer(world, kept.stop) ?? "");
  const takeBack = async () => {
    await change(kept.id, (one) => (one.body.kind = "visit"));
    become(addresses.stop(kept.id));
  };
  const back = link(say("stops"), addresses.stops());
  return isChangeable(kept) ? [button(say("take_back"), takeBack), back] : [back];
}

export function stopScreen(world: World, { stop, kept }: Shown): Drawn {
  const lead = [stop.site?.type, stop.kind === "drawn" ? "" : kindName(stop.kind)].filter(Boolean).join(" · ");
  const content = h("div", { class: "stack" }, h("p", { class: "page-lead" }, lead, " ", kept ? stateBadge(kept) : null), ...about(world, stop));
  const title = nameOf(stop);
  const isRecheck = stop.kind === "recheck";
  const back = addresses.stops();
  if (!kept) {
    if (!isRecheck) content.append(h("p", { class: "muted" }, sayCount("points_here", stop.check_points.length)));
    const start = async () => {
      const fresh = await begin(world.person, stop, world.packet?.check_points ?? {}, { packet: world.packet?.id ?? null });
      become(addresses.stop(fresh.id));
    };
    const refuse = async () => {
      const fresh = await begin(world.person, stop, world.packet?.check_points ?? {}, { packet: world.packet?.id ?? null });
      become(addresses.impossible(fresh.id));
    };
    return { title, back, content, bar: [button(say("not_possible"), refuse), button(say("begin"), start, "btn btn-primary", "player-play")] };
  }
  if (kept.error) content.append(notice("alarm", say("has_error"), " ", link(say("look"), addresses.phone(), "strip-link")));
  if (kept.first_sent_at && kept.state === "ready") content.append(notice("info", say("being_sent")));
  const bar = kept.body.kind === "not_possible" ? impossible(world, kept, content) : isRecheck ? looked(kept, content) : begun(kept, content);
  return { title, back, content, bar };
}
