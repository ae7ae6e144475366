// A button that lets this browser show news. Where the browser cannot, the button stays hidden.

import { say } from "./requests";

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "="));
  const found = new Uint8Array(plain.length);
  for (let index = 0; index < plain.length; index += 1) found[index] = plain.charCodeAt(index);
  return found;
}

/** What goes along: pairs written beside the button, or the fields of the form around it. */
function more(place: HTMLElement): Array<[string, string]> {
  const found: Array<[string, string]> = [...new URLSearchParams(place.dataset.pushMore ?? "")];
  const form = place.dataset.pushWith === "form" ? place.closest("form") : null;
  if (form) new FormData(form).forEach((value, name) => typeof value === "string" && found.push([name, value]));
  return found;
}

async function subscribe(place: HTMLElement): Promise<void> {
  const wanted = place.dataset;
  if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
  const registration = await navigator.serviceWorker.register(wanted.pushWorker ?? "");
  await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(wanted.push ?? "") };
  const made = (await registration.pushManager.subscribe(options)).toJSON();
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const keys = made.keys ?? {};
  const given = { endpoint: made.endpoint ?? "", p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" };
  const body = new URLSearchParams(given);
  for (const pair of more(place)) body.set(pair[0], pair[1]);
  const answer = await fetch(wanted.pushUrl ?? "", { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(String(answer.status));
  const said = (await answer.json()) as { url?: string };
  if (said.url) location.href = said.url;
  else location.reload();
}

export function startPush(root: ParentNode): void {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  for (const place of root.querySelectorAll<HTMLElement>("[data-push]")) {
    const button = place.querySelector("button");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      button.disabled = true;
      subscribe(place).catch(() => {
        button.disabled = false;
        say(place.dataset.pushFailed ?? "");
      });
    });
  }
}
