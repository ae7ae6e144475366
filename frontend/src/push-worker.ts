// Shows a piece of news while no page is open, and opens its page when it is touched. Keeps and fetches nothing.

interface News {
  title: string;
  body: string;
  url: string;
  tag: string;
}
interface Pushed extends Event {
  data: { json(): News } | null;
  waitUntil(work: Promise<unknown>): void;
}
interface Touched extends Event {
  notification: Notification;
  waitUntil(work: Promise<unknown>): void;
}
interface Scope {
  registration: ServiceWorkerRegistration;
  clients: { openWindow(url: string): Promise<unknown> };
  addEventListener(type: "push", listener: (event: Pushed) => void): void;
  addEventListener(type: "notificationclick", listener: (event: Touched) => void): void;
}

const scope = self as unknown as Scope;

scope.addEventListener("push", (event) => {
  const news = event.data?.json();
  if (!news) return;
  const shown = { body: news.body, tag: news.tag, data: news.url };
  event.waitUntil(scope.registration.showNotification(news.title, shown));
});
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = String(event.notification.data ?? "");
  // Only our own pages: whatever came in the message.
  if (url && new URL(url, location.href).origin === location.origin) event.waitUntil(scope.clients.openWindow(url));
});
export {};
