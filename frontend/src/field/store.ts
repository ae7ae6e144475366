// This phone's database. A connection that the browser closed (memory, update in another tab) is opened again.
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";

import type { Kept, KeptPhoto, KeptScan, Packet } from "./types";

interface Schema extends DBSchema {
  settings: { key: string; value: unknown };
  packets: { key: number; value: { owner: number; etag: string; packet: Packet } };
  records: { key: string; value: Kept; indexes: { owner: number } };
  photos: { key: string; value: KeptPhoto; indexes: { owner: number; record: string } };
  scans: { key: string; value: KeptScan; indexes: { owner: number } };
}
type Database = IDBPDatabase<Schema>;
type Store = StoreNames<Schema>;
const NAME = "chuangcheng-field";
const VERSION = 2;

let opened: Promise<Database> | null = null;

function open(): Promise<Database> {
  const promise = openDB<Schema>(NAME, VERSION, {
    // Each later version adds a step; what is in the stores is never thrown away.
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore("settings");
        database.createObjectStore("packets", { keyPath: "owner" });
        database.createObjectStore("records", { keyPath: "id" }).createIndex("owner", "owner");
        const photos = database.createObjectStore("photos", { keyPath: "id" });
        photos.createIndex("owner", "owner");
        photos.createIndex("record", "record");
      }
      if (before < 2) database.createObjectStore("scans", { keyPath: "id" }).createIndex("owner", "owner");
    },
    blocking: () => void promise.then((database) => forget(database)),
    terminated: () => (opened = null),
  });
  promise.catch(() => (opened = null));
  return promise;
}

function forget(database: Database): void {
  opened = null;
  database.close();
}

/** Runs the work on an open connection; once more on a fresh one when the first turns out to be closed. */
async function onDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  opened ??= open();
  try {
    return await work(await opened);
  } catch (problem) {
    const name = problem instanceof DOMException ? problem.name : "";
    if (name !== "InvalidStateError" && name !== "AbortError" && name !== "UnknownError") throw problem;
    opened = open();
    return work(await opened);
  }
}

export type Writing<S extends Store[]> = IDBPTransaction<Schema, S, "readwrite">;

/** One transaction that is on the disk when the promise resolves: only then may the screen say so. */
export function write<S extends Store[], T>(stores: [...S], work: (tx: Writing<S>) => Promise<T>): Promise<T> {
  return onDatabase(async (database) => {
    const tx = database.transaction(stores, "readwrite", { durability: "strict" }) as unknown as Writing<S>;
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (problem) {
      tx.done.catch(() => undefined);
      throw problem;
    }
  });
}

export function read<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return onDatabase(work);
}

export async function setting<T>(key: string): Promise<T | undefined> {
  return (await read((database) => database.get("settings", key))) as T | undefined;
}

export function keepSetting(key: string, value: unknown): Promise<void> {
  return write(["settings"], async (tx) => {
    await tx.objectStore("settings").put(value, key);
  });
}
