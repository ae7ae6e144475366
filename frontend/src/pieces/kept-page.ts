// A service worker that keeps one page and its files, and nothing else: what the pages that work without a network share.

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}

/** What the worker is served with: the version, the page's address, every file that the page needs. */
export interface Setup {
  version: string;
  page: string;
  files: string[];
}

interface Kept extends Setup {
  /** Begins the names of this page's caches, and of no other's. */
  prefix: string;
  credentials: RequestCredentials;
  /** Whether the page is shown at this address when there is no network. */
  standsFor(path: string): boolean;
}

export function keepPage({ version, page, files, prefix, credentials, standsFor }: Kept): void {
  const scope = self as unknown as Scope;
  const name = prefix + version;

  async function install(): Promise<void> {
    const cache = await caches.open(name);
    await cache.addAll([page, ...files].map((url) => new Request(url, { cache: "reload", credentials })));
    await scope.skipWaiting();
  }

  async function activate(): Promise<void> {
    for (const old of await caches.keys()) if (old.startsWith(prefix) && old !== name) await caches.delete(old);
  }

  async function kept(key: string, request: Request): Promise<Response> {
    return (await (await caches.open(name)).match(key, { ignoreVary: true })) ?? fetch(request);
  }

  /** The page itself from the network, because it speaks the reader's language and knows today; else as kept. */
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
    if (request.mode === "navigate" && standsFor(url.pathname)) event.respondWith(fresh(request));
    else if (files.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
  });
}
