// The service worker of the field app: the shell and its files come from the phone, the network is for data only.
// It is served with `FIELD` before it: the version, the shell's address, and every file that the app needs.

interface Setup {
  version: string;
  home: string;
  shell: string;
  signs: string;
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
  FIELD: Setup;
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

const scope = self as unknown as Scope;
const { version, home, shell, signs, files } = scope.FIELD;
/** The same program stands at two addresses: over the app, and over the pages of signs. Only the first keeps files. */
const isOverSigns = new URL(scope.registration.scope).pathname === signs;
const PREFIX = "field-shell-";
const CACHE = PREFIX + version;
const PICTURES = "field-pictures";

async function install(): Promise<void> {
  if (isOverSigns) return;
  const cache = await caches.open(CACHE);
  const fresh = [shell, ...files].map((url) => new Request(url, { cache: "reload", credentials: "same-origin" }));
  await cache.addAll(fresh);
}

async function activate(): Promise<void> {
  if (isOverSigns) return scope.clients.claim();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await scope.clients.claim();
}

async function fromCache(request: Request, key: Request | string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(key, { ignoreVary: true })) ?? fetch(request);
}

async function picture(request: Request): Promise<Response> {
  const cache = await caches.open(PICTURES);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** The page of a sign from the network; without one the way into the app, to the place of the sign. */
async function sign(request: Request, url: URL): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const [token = ""] = url.pathname.slice(signs.length).split("/");
    return Response.redirect(`${shell}#/scan/${token}`, 302);
  }
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
// The app asks for it when nothing is being typed: until then the old version goes on.
scope.addEventListener("message", (event) => {
  if (event.data === "take-over") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith(signs)) event.respondWith(sign(request, url));
  else if (request.mode === "navigate" && (url.pathname === shell || url.pathname === home)) event.respondWith(fromCache(request, shell));
  else if (files.includes(url.pathname)) event.respondWith(fromCache(request, url.pathname));
  else if (request.destination === "image") event.respondWith(picture(request));
});
export {};
