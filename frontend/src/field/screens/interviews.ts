// What an interviewer works through: addresses by community, and cells of quotas.
import { badge, button, h, icon } from "../dom";
import { beginInterview, cellLeft, draftsOf, isInterview, noteOutcome, openAddresses } from "../asking";
import type { AddressShown, Where } from "../asking";
import { connect } from "../engine";
import { addresses, become, go } from "../place";
import { empty, lost } from "../screen";
import type { Drawn, World } from "../screen";
import type { CellTask, InterviewWork } from "../types";
import { say, sayCount } from "../words";
import { views } from "./stops";

export const ABSENCES = 3;
const REASONS = ["refused", "not_at_home", "not_able", "no_dwelling"];

/** Only interviews are this person's work: then they are the first screen. */
export function isInterviewsOnly(world: World): boolean {
  const { packet } = world;
  return !!packet?.interviews?.length && !packet.stops.length && !packet.patrol && !packet.free_sites;
}

async function start(world: World, where: Where): Promise<void> {
  const kept = await beginInterview(world.person, where, "answered", world.packet);
  go(addresses.interview(kept.id));
}

function addressCard(work: InterviewWork, { address, absences, kept }: AddressShown): HTMLElement {
  const told = absences ? sayCount("absent_times", absences) : address.is_reserve ? say("from_reserve") : "";
  const target = kept ? addresses.interview(kept.id) : addresses.door(work.cluster, address.id);
  return h(
    "li",
    {},
    h(
      "a",
      { class: "stop-card", href: target },
      h("strong", {}, address.text),
      h("span", { class: "stop-state" }, told ? h("span", { class: "muted" }, told) : null, kept ? badge(say("state_draft"), "progress") : null),
    ),
  );
}

function cellCard(world: World, work: InterviewWork, cell: CellTask): HTMLElement | null {
  const left = cellLeft(cell, world.records, world.packet);
  const draft = draftsOf(cell, world.records);
  if (!left && !draft) return null;
  const where = { work, address: null, cell };
  const act = () => (draft ? go(addresses.interview(draft.id)) : start(world, where));
  return h("li", {}, h("button", { type: "button", class: "stop-card", onclick: () => void act() }, h("strong", {}, cell.label), h("span", { class: "row-note" }, sayCount("still_wanted", left))));
}

function group(world: World, work: InterviewWork): HTMLElement | null {
  const doors = openAddresses(work, world.records, world.packet).map((one) => addressCard(work, one));
  const cells = work.cells.map((one) => cellCard(world, work, one)).filter((one): one is HTMLElement => !!one);
  if (!doors.length && !cells.length) return null;
  return h("section", {}, h("h2", { class: "check-group" }, work.place), h("p", { class: "muted" }, work.survey), h("ul", { class: "stop-list" }, doors, cells));
}

export function interviewsScreen(world: World): Drawn {
  const groups = (world.packet?.interviews ?? []).map((work) => group(world, work)).filter((one): one is HTMLElement => !!one);
  const done = world.records.filter((one) => isInterview(one) && one.body.outcome === "answered" && one.state !== "draft" && one.state !== "aside").length;
  const content = h("div", { class: "stack" }, isInterviewsOnly(world) ? null : views(world, "interviews"), groups);
  if (!groups.length) content.append(empty(say("no_interviews"), say("no_interviews_more")));
  if (done) content.append(h("p", { class: "muted" }, sayCount("interviews_held", done)));
  content.append(button(say("fetch_now"), () => connect(true), "btn btn-quiet", "refresh"));
  return { title: say("interviews"), back: null, content };
}

/** At a door: begin, nobody at home, or give it up for a reason. */
export function doorScreen(world: World, cluster: number, id: number): Drawn {
  const work = world.packet?.interviews?.find((one) => one.cluster === cluster);
  const found = work ? openAddresses(work, world.records, world.packet).find((one) => one.address.id === id) : undefined;
  if (!work || !found) return lost();
  const where: Where = { work, address: found.address, cell: null };
  const box = h("textarea", { class: "form-control", id: "field-reason", rows: 2, maxlength: 200 });
  const note = async (given_up: string) => {
    await noteOutcome(world.person, where, world.packet, given_up, given_up ? box.value.trim() : "");
    become(addresses.interviews());
    void connect();
  };
  const reasons = REASONS.filter((name) => name !== "not_at_home" || found.absences >= ABSENCES);
  const content = h(
    "div",
    { class: "stack" },
    h("p", { class: "where" }, icon("map-pin"), h("span", {}, work.place)),
    found.absences ? h("p", { class: "muted" }, sayCount("absent_times", found.absences)) : null,
    button(say("nobody_home"), () => note(""), "btn btn-wide", "home"),
    h(
      "details",
      { class: "near" },
      h("summary", {}, say("give_up")),
      h("p", { class: "muted" }, say("give_up_more")),
      h("label", { class: "form-label", for: box.id }, say("note"), " ", h("span", { class: "optional" }, say("optional"))),
      box,
      h("div", { class: "reasons" }, reasons.map((name) => button(say(`given_up_${name}`), () => note(name), "btn"))),
    ),
  );
  const bar = [button(say("begin_interview"), () => start(world, where), "btn btn-primary", "messages")];
  return { title: found.address.text, back: addresses.interviews(), content, bar };
}
