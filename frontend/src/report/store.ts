// Drafts of reports on this device: several, with their pictures, until the server has taken them.
export interface Draft {
  id: string;
  at: number;
  values: Record<string, string>;
  photos: { name: string; type: string; bytes: ArrayBuffer }[];
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("chuangcheng-reports", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function done<T>(mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("drafts", mode);
      const asked = deed(transaction.objectStore("drafts"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const keep = (draft: Draft): Promise<IDBValidKey> => done("readwrite", (store) => store.put(draft));
export const drop = (id: string): Promise<undefined> => done("readwrite", (store) => store.delete(id));
export const all = (): Promise<Draft[]> => done("readonly", (store) => store.getAll() as IDBRequest<Draft[]>);
