// Whether this browser can keep records safely. Browsers inside chat apps often cannot.

export type Hindrance = "insecure" | "wechat" | "browser";

export async function hindrance(): Promise<Hindrance | null> {
  if (!window.isSecureContext) return "insecure";
  const isWeChat = /MicroMessenger/i.test(navigator.userAgent);
  const lacks = !("serviceWorker" in navigator) || !("indexedDB" in window) || !window.crypto?.subtle || !window.caches;
  if (lacks) return isWeChat ? "wechat" : "browser";
  return (await canStore()) ? null : isWeChat ? "wechat" : "browser";
}

/** Some private windows have the interface of a database but refuse to open one. */
function canStore(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("chuangcheng-probe");
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase("chuangcheng-probe");
        resolve(true);
      };
      request.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}

export type Persistence = boolean | null;

/** Asks the browser not to throw our records away when space runs out; null where it cannot be asked. */
export async function askToPersist(): Promise<Persistence> {
  if (!navigator.storage?.persist) return null;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
