// A new version of the app waits until the inspector takes it: drafts are in the database, nothing is lost by it.

export function watchUpdates(ready: (take: () => void) => void): void {
  let isTaking = false;
  const offer = (worker: ServiceWorker | null | undefined) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    ready(() => {
      isTaking = true;
      worker.postMessage("take-over");
    });
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (isTaking) location.reload();
  });
  navigator.serviceWorker
    .register("/field/sw.js", { scope: "/field/", updateViaCache: "none" })
    .then((registration) => {
      offer(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const coming = registration.installing;
        coming?.addEventListener("statechange", () => {
          if (coming.state === "installed") offer(coming);
        });
      });
      window.addEventListener("online", () => void registration.update().catch(() => undefined));
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
      });
    })
    .catch((problem: unknown) => console.warn("no service worker", problem));
  // A sign scanned with the phone's own camera opens its page; without a network the worker leads into the app instead.
  navigator.serviceWorker
    .register("/field/sw.js", { scope: "/s/", updateViaCache: "none" })
    .catch((problem: unknown) => console.warn("no service worker for signs", problem));
}
