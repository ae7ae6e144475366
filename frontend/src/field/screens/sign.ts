// A sign in the street: photographed, typed, or its place chosen from the packet; and where it leads in the app.
import { readCode } from "../codes";
import { button, h, icon, link, notice } from "../dom";
import { connect } from "../engine";
import { addresses, become, go } from "../place";
import { digestOf, look, signOf } from "../scans";
import { nameOf } from "../screen";
import type { Drawn, World } from "../screen";
import { shownStops } from "../stops";
import type { Shown } from "../stops";
import { say } from "../words";

/** A photo of the sign, or its code by hand. */
export function signBox(): HTMLElement {
  const told = h("div", { "aria-live": "polite" });
  const box = h("input", { class: "form-control", id: "field-sign", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
  const open = (text: string, why: string) => {
    const sign = signOf(text);
    if (sign) return go(addresses.scan(sign));
    told.replaceChildren(notice("warn", say(why)));
  };
  const form = h("form", { class: "find-row" }, box, h("button", { class: "btn" }, say("sign_go")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(box.value, "sign_bad");
  });
  const camera = h("input", { type: "file", accept: "image/*", capture: "environment", class: "visually-hidden" });
  camera.addEventListener("change", () => {
    const file = camera.files?.[0];
    camera.value = "";
    if (!file) return;
    told.replaceChildren(h("p", { class: "muted" }, say("sign_reading")));
    void readCode(file).then((text) => open(text, text ? "sign_bad" : "sign_unread"));
  });
  const take = h("label", { class: "btn btn-primary btn-wide" }, icon("qrcode"), h("span", {}, say("sign_photo")), camera);
  return h("section", { class: "stack" }, take, h("label", { class: "form-label", for: box.id }, say("sign_code")), form, told);
}

function chooser(stops: Shown[]): HTMLElement {
  const line = (one: Shown) => h("li", { class: "check-row" }, h("a", { class: "check-text", href: addresses.stop(one.key) }, nameOf(one.stop)));
  return h("ul", { class: "check-list" }, stops.map(line));
}

/** Scanning inside the app: the phone's own camera would ask the network for the sign's page. */
export function signScreen(world: World): Drawn {
  const { open } = shownStops(world.packet, world.records);
  const content = h("div", { class: "stack" }, signBox());
  if (open.length) content.append(h("section", {}, h("h2", { class: "check-group" }, say("sign_choose")), chooser(open)));
  return { title: say("sign_scan"), back: addresses.stops(), content };
}

/** Where a sign leads: to the stop at its place, to the point of a patrol, or to what can be done without either. */
export async function scanScreen(world: World, sign: string): Promise<Drawn> {
  const code = signOf(sign);
  if (!code) return { title: say("sign_scan"), back: addresses.sign(), content: notice("warn", say("sign_bad")) };
  const digest = await digestOf(code);
  const { open, done } = shownStops(world.packet, world.records);
  const here = [...open, ...done].filter((one) => one.stop.site?.signs?.includes(digest));
  const [only] = here;
  if (only && here.length === 1) become(addresses.stop(only.key));
  if (only) return { title: only.stop.site?.name ?? "", back: addresses.stops(), content: h("div", { class: "stack" }, h("p", { class: "page-lead" }, say("sign_several")), chooser(here)) };
  const known = world.packet?.patrol?.signs[digest];
  if (known || world.packet?.patrol || !world.packet) return patrolPoint(world, code, known);
  const content = h(
    "div",
    { class: "stack" },
    notice("info", say("sign_no_stop")),
    world.packet.free_sites ? link(say("free_visit"), addresses.free(), "btn btn-primary btn-wide", "plus") : null,
    link(say("sign_page"), `/s/${code}/`, "btn btn-wide", "qrcode"),
    open.length ? h("section", {}, h("h2", { class: "check-group" }, say("sign_choose")), chooser(open)) : null,
  );
  return { title: say("sign_unknown"), back: addresses.stops(), content };
}

function patrolPoint(world: World, code: string, known: { name: string; place: string } | undefined): Drawn {
  const back = addresses.patrol();
  const keep = async () => {
    await look(world.person.id, code, known?.name ?? "");
    become(back);
    void connect();
  };
  const content = h(
    "div",
    { class: "stack" },
    known ? h("p", { class: "page-lead" }, known.place) : notice("info", say("sign_not_here")),
    button(say("look_keep"), keep, "btn btn-primary btn-wide", "check"),
    h("p", { class: "muted" }, say("look_private")),
  );
  return { title: known?.name ?? say("sign_unknown"), back, content };
}
