// The service worker of volunteering: whoever scans the code at a place without a network gets a page that keeps it.
// It is served with `PRESENCE` before it: the version, the page that keeps, the addresses it stands in for, its files.
interface Setup {
  version: string;
  page: string;
  here: string;
  files: string[];
}
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  PRESENCE: Setup;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}

const scope = self as unknown as Scope;
const { version, page, here, files } = scope.PRESENCE;
const PREFIX = "presence-page-";
const CACHE = PREFIX + version;
const HERE = new RegExp(here);

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([page, ...files].map((url) => new Request(url, { cache: "reload", credentials: "omit" })));
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}

async function kept(key: string, request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(key, { ignoreVary: true })) ?? fetch(request);
}

async function fresh(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return kept(page, request);
  }
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && HERE.test(url.pathname)) event.respondWith(fresh(request));
  else if (files.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});
export {};
