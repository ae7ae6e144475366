import { text } from "./texts";

interface Htmx {
  config: Record<string, unknown>;
}

interface HtmxDetail {
  headers: Record<string, string>;
  xhr?: XMLHttpRequest;
}

function token(): string {
  return document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

export function say(words: string): void {
  const place = document.getElementById("messages");
  if (!place) return;
  const box = document.createElement("div");
  box.className = "notice notice-alarm";
  box.setAttribute("role", "alert");
  box.textContent = words;
  place.replaceChildren(box);
  place.scrollIntoView({ block: "nearest" });
}

/** htmx under a strict policy: no eval, no injected styles, the CSRF token on every request. */
export function startRequests(htmx: Htmx): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.historyCacheSize = 0;
  document.body.addEventListener("htmx:configRequest", (event) => {
    (event as CustomEvent<HtmxDetail>).detail.headers["X-CSRFToken"] = token();
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(name, () => say(text("failed")));
  }
}
