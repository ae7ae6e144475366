// Before the work: who is it, and can this browser keep what is entered?
import type { Hindrance } from "../able";
import { loginAddress } from "../banner";
import { button, h, link, notice } from "../dom";
import type { Drawn } from "../screen";
import { say } from "../words";

export function gateScreen(others: number, retry: () => void): Drawn {
  const content = h(
    "div",
    { class: "stack" },
    h("p", {}, say("gate_more")),
    others ? notice("info", say("gate_others")) : null,
    link(say("sign_in"), loginAddress(), "btn btn-primary btn-wide", "login"),
    button(say("gate_retry"), retry, "btn btn-wide", "refresh"),
  );
  return { title: say("gate"), back: null, content };
}

export function unableScreen(why: Hindrance): Drawn {
  const address = `${location.origin}/field/app/`;
  const steps = why === "wechat" ? ["unable_wechat_1", "unable_wechat_2", "unable_wechat_3"] : ["unable_browser_1", "unable_browser_2"];
  const copied = h("span", { class: "muted", "aria-live": "polite" });
  const copy = async () => {
    await navigator.clipboard?.writeText(address).catch(() => undefined);
    copied.textContent = say("copied");
  };
  const content = h(
    "div",
    { class: "stack" },
    h("p", {}, say(why === "insecure" ? "unable_insecure" : "unable_more")),
    why === "insecure" ? null : h("ol", {}, steps.map((name) => h("li", {}, say(name)))),
    h("p", { class: "code unable-address" }, address),
    navigator.clipboard ? button(say("copy_address"), copy, "btn btn-wide", "copy") : null,
    copied,
  );
  return { title: say("unable"), back: null, content };
}
