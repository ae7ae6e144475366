// The report page: one's position, the small calculation, and drafts that wait on this device without a network.
// Without this script the page works too; the report then waits for a person to let it through.
import { all, drop, keep, type Draft } from "./report/store";

const form = document.querySelector<HTMLFormElement>("form[data-report], form[data-where]");
const NAMES = ["description", "address", "longitude", "latitude", "datum", "sign", "at", "call"];

function field(name: string): HTMLInputElement | null {
  return form?.elements.namedItem(name) as HTMLInputElement | null;
}

function say(text: string): void {
  const box = document.querySelector<HTMLElement>("[data-report-said]");
  if (box) box.textContent = text;
}

const said = (name: string): string => form?.dataset[name] ?? "";

function solved(challenge: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(form?.dataset.worker ?? "");
    worker.onmessage = (event: MessageEvent<string>) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.onerror = () => reject(new Error("work"));
    worker.postMessage({ challenge, bits: Number(form?.dataset.bits) });
  });
}

async function calculate(): Promise<void> {
  const challenge = field("challenge")?.value;
  const box = field("solution");
  if (challenge && box && !box.value) box.setAttribute("value", await solved(challenge));
}

function takePosition(button: HTMLButtonElement): void {
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("longitude")!.value = coords.longitude.toFixed(6);
        field("latitude")!.value = coords.latitude.toFixed(6);
        field("datum")!.value = "wgs84";
        say(said("positionTaken").replace("{metres}", String(Math.round(coords.accuracy))));
        button.disabled = false;
      },
      () => {
        say(said("positionFailed"));
        button.disabled = false;
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  });
}

async function draftOf(): Promise<Draft> {
  const files = [...(field("photos")?.files ?? [])];
  const photos = await Promise.all(
    files.map(async (file) => ({ name: file.name, type: file.type, bytes: await file.arrayBuffer() })),
  );
  const values: Record<string, string> = {};
  for (const name of NAMES) values[name] = field(name)?.value ?? "";
  return { id: newId(), at: Date.now(), values, photos };
}

/** crypto.randomUUID is missing in older browsers and on plain HTTP. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function keepDraft(): Promise<void> {
  if (!field("description")?.value.trim()) return say(said("writeFirst"));
  await keep(await draftOf());
  form!.reset();
  say(said("draftKept"));
  await showDrafts();
}

async function send(draft: Draft): Promise<void> {
  const asked = await fetch(`${said("work")}?id=${draft.id}`, { headers: { Accept: "application/json" } });
  const { challenge, csrf } = (await asked.json()) as { challenge: string; csrf: string };
  const body = new FormData();
  for (const [name, value] of Object.entries(draft.values)) body.append(name, value);
  body.append("step", "send");
  body.append("client_id", draft.id);
  body.append("challenge", challenge);
  body.append("solution", await solved(challenge));
  for (const photo of draft.photos) body.append("photos", new Blob([photo.bytes], { type: photo.type }), photo.name);
  const answer = await fetch(form!.action, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": csrf } });
  const result = (await answer.json()) as { url?: string; code?: string; errors?: Record<string, string[]> };
  if (!result.url) throw new Error(Object.values(result.errors ?? {}).flat().join(" ") || said("sendFailed"));
  await drop(draft.id);
  location.assign(`${result.url}?new=1`);
}

async function showDrafts(): Promise<void> {
  const box = document.querySelector<HTMLElement>("[data-drafts]");
  const list = box?.querySelector("ul");
  const row = box?.querySelector("template");
  if (!box || !list || !row) return;
  const drafts = (await all()).sort((one, other) => one.at - other.at);
  box.hidden = drafts.length === 0;
  list.replaceChildren(
    ...drafts.map((draft) => {
      const line = row.content.firstElementChild!.cloneNode(true) as HTMLElement;
      line.querySelector("[data-text]")!.textContent = draft.values.description!.slice(0, 60);
      line.querySelector("[data-send]")!.addEventListener("click", () => {
        say(said("sending"));
        send(draft).catch((problem: Error) => say(problem instanceof TypeError ? said("noNetwork") : problem.message));
      });
      line.querySelector("[data-drop]")!.addEventListener("click", () => void drop(draft.id).then(showDrafts));
      return line;
    }),
  );
}

if (form) {
  if (form.dataset.worker) void calculate().catch(() => undefined);
  form.querySelectorAll<HTMLButtonElement>("[data-position]").forEach(takePosition);
  form.querySelectorAll<HTMLButtonElement>("[data-keep]").forEach((button) => {
    button.hidden = !("indexedDB" in window);
    button.addEventListener("click", () => void keepDraft());
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine || !form.dataset.work) return;
    event.preventDefault();
    void keepDraft();
  });
  if (form.dataset.work) void showDrafts().catch(() => undefined);
  if ("serviceWorker" in navigator && form.dataset.offline) {
    navigator.serviceWorker.register(form.dataset.offline, { scope: form.dataset.scope }).catch(() => undefined);
  }
}
