// What every screen needs to know, and the parts that screens share.
import { h, icon, link } from "./dom";
import { addresses } from "./place";
import type { Kept, KeptScan, Packet, Person, Stop } from "./types";
import { say, sayDay } from "./words";

export interface World {
  person: Person;
  packet: Packet | null;
  records: Kept[];
  scans: KeptScan[];
}
export interface Drawn {
  title: string;
  /** Where "back" leads; null on the first screen. */
  back: string | null;
  content: HTMLElement;
  /** The buttons at the thumb. */
  bar?: HTMLElement[];
}

export function nameOf(stop: Stop): string {
  return stop.site?.name ?? (stop.recheck ? say("case_number", { number: stop.recheck.number }) : say("stop"));
}

export function kindName(kind: string): string {
  return say(`kind_${kind}`);
}

export function whereOf(stop: Stop): HTMLElement[] {
  const { site } = stop;
  if (!site) return [];
  const lines: [string, string | undefined][] = [
    ["map-pin", site.address],
    ["clock", site.hours],
    ["building", site.units?.join(say("comma"))],
  ];
  return lines
    .filter((line): line is [string, string] => !!line[1])
    .map(([mark, text]) => h("p", { class: "where" }, icon(mark), h("span", {}, text)));
}

export function dayOf(stop: Stop): string {
  return stop.day ? sayDay(stop.day) : say("no_day");
}

export function empty(title: string, text: string, ...more: HTMLElement[]): HTMLElement {
  return h("div", { class: "empty" }, h("p", { class: "empty-title" }, title), h("p", { class: "muted" }, text), ...more);
}

export function lost(): Drawn {
  const content = empty(say("not_here"), say("not_here_more"), link(say("stops"), addresses.stops(), "btn", "route"));
  return { title: say("not_here"), back: addresses.stops(), content };
}
