// What was scanned without a network: kept on this telephone with its moment, sent in order when there is one.
import { uuid } from "./field/ids";

interface Seen {
  path: string;
  at: string;
  id: string;
}

const KEY = "chuangcheng-presence";
const box = document.querySelector<HTMLElement>("[data-presence]");
const word = (name: string): string => box?.dataset[name] ?? "";

function kept(): Seen[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Seen[];
  } catch {
    return [];
  }
}

function say(text: string): void {
  const place = box?.querySelector<HTMLElement>("[data-said]");
  if (place) place.textContent = text;
  if (box && text) box.hidden = false;
}

/** The page that stands in for the code's own was opened: that is the scan. Loaded again, it is still the same one. */
function keepScan(): void {
  if (!word("keeps") || !new RegExp(word("here")).test(location.pathname)) return;
  const all = kept();
  if (!all.some((one) => one.path === location.pathname)) {
    all.push({ path: location.pathname, at: new Date().toISOString(), id: uuid() });
    localStorage.setItem(KEY, JSON.stringify(all));
  }
  say(word("kept"));
}

async function send(): Promise<void> {
  if (!kept().length || !navigator.onLine) return;
  try {
    const { csrf } = (await (await fetch(word("token"))).json()) as { csrf: string };
    for (const one of kept()) {
      const body = new URLSearchParams({ way: "auto", seen_at: one.at, client_id: one.id });
      const headers = { Accept: "application/json", "X-CSRFToken": csrf };
      const answer = await fetch(one.path, { method: "POST", headers, body });
      if (answer.status === 401) return say(word("signIn"));
      if (answer.status >= 500) return;
      localStorage.setItem(KEY, JSON.stringify(kept().filter((other) => other.id !== one.id)));
      const told = (await answer.json()) as { message?: string };
      say(answer.ok ? word("sent") : (told.message ?? ""));
    }
  } catch {
    say(word("kept"));
  }
}

if (box) {
  keepScan();
  void send();
  addEventListener("online", () => void send());
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register(word("worker"), { scope: word("scope") });
}
