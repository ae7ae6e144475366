// The service worker of the report page: the form and its files come from the phone when there is no network.
// It is served with `REPORT` before it: the version, the page's address, and every file that the page needs.
interface Setup {
  version: string;
  page: string;
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
  REPORT: Setup;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}

const scope = self as unknown as Scope;
const { version, page, files } = scope.REPORT;
const PREFIX = "report-page-";
const CACHE = PREFIX + version;

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([page, ...files].map((url) => new Request(url, { cache: "reload", credentials: "same-origin" })));
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}

async function kept(key: string, request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(key, { ignoreVary: true })) ?? fetch(request);
}

/** The page itself from the network, because it speaks the reader's language and knows today's call; else as kept. */
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
  if (request.mode === "navigate" && url.pathname === page) event.respondWith(fresh(request));
  else if (files.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});
export {};
