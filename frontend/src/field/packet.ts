// The day's packet: fetched when there is a network, kept for its owner, gone when it expires or the device is revoked.
import { call } from "./api";
import { read, write } from "./store";
import type { Id, Packet } from "./types";

/** Pictures of cards and cases; the service worker answers from here. */
const PICTURES = "field-pictures";

export async function packetOf(owner: Id): Promise<Packet | null> {
  const found = await read((database) => database.get("packets", owner));
  return found?.packet ?? null;
}

/** A phone's clock may be wrong: what counts is how long ago the packet came, by the same clock. */
export function isExpired(packet: Packet, now = Date.now()): boolean {
  const lifetime = new Date(packet.expires_at).getTime() - new Date(packet.made_at).getTime();
  return now - (packet.received_at ?? 0) >= lifetime;
}

function picturesOf(packet: Packet): string[] {
  const cards = Object.values(packet.check_points).flatMap((point) => point.cards ?? []);
  const shown = cards.map((card) => card.picture).filter((url): url is string => !!url);
  return [...new Set([...shown, ...packet.stops.flatMap((stop) => stop.recheck?.photos ?? []).map((one) => one.picture)])];
}

async function fetchPictures(packet: Packet): Promise<void> {
  const cache = await caches.open(PICTURES);
  const wanted = picturesOf(packet);
  for (const request of await cache.keys()) {
    if (!wanted.includes(new URL(request.url).pathname)) await cache.delete(request);
  }
  for (const url of wanted) {
    if (!(await cache.match(url))) await cache.add(url).catch(() => undefined);
  }
}

/** Fetches what is new. Resolves when stops and check points are kept; pictures follow. */
export async function refresh(owner: Id): Promise<Packet> {
  const known = await read((database) => database.get("packets", owner));
  const useful = known && !isExpired(known.packet);
  const response = await call("/field/packet.json", { headers: useful ? { "If-None-Match": known.etag } : {} });
  if (response.status === 304 && known) {
    void fetchPictures(known.packet);
    return known.packet;
  }
  const packet = { ...((await response.json()) as Packet), received_at: Date.now() };
  if (packet.person.id !== owner) throw new Error("a packet of somebody else");
  const etag = response.headers.get("ETag") ?? "";
  await write(["packets"], async (tx) => {
    await tx.objectStore("packets").put({ owner, etag, packet });
  });
  void fetchPictures(packet);
  return packet;
}

/** Removes the packet and its pictures; records stay. */
export async function wipe(owner: Id): Promise<void> {
  await write(["packets"], async (tx) => {
    await tx.objectStore("packets").delete(owner);
  });
  await caches.delete(PICTURES);
}

/** An expired packet goes, whether or not there is a network. True when it went. */
export async function wipeExpired(owner: Id): Promise<boolean> {
  const packet = await packetOf(owner);
  if (!packet || !isExpired(packet)) return false;
  await wipe(owner);
  return true;
}
