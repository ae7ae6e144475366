// A record as a file: to carry it to another phone when this one cannot send it.
import { sha256 } from "./canonical";
import { bringIn, photosOf, refsOf } from "./records";
import type { Kept, KeptPhoto, Person } from "./types";

const FORMAT = "chuangcheng-field-record";
const VERSION = 1;

/** `code`: not_ours, wrong_owner, broken, known. */
export class BadFile extends Error {
  constructor(
    readonly code: "not_ours" | "wrong_owner" | "broken" | "known",
    readonly owner = "",
  ) {
    super(code);
  }
}

interface Carried {
  format: string;
  version: number;
  record: Kept;
  photos: (Omit<KeptPhoto, "bytes"> & { data: string })[];
}

function toBase64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < view.length; at += 0x8000) text += String.fromCharCode(...view.subarray(at, at + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}

export async function exported(kept: Kept): Promise<File> {
  const photos = (await photosOf(kept.id))
    .filter((one) => one.bytes)
    .map(({ bytes, ...rest }) => ({ ...rest, data: toBase64(bytes as ArrayBuffer) }));
  const carried: Carried = { format: FORMAT, version: VERSION, record: kept, photos };
  const day = kept.body.started_at.slice(0, 10);
  const name = `${day}-${kept.stop.site?.code ?? "record"}-${kept.id.slice(0, 8)}.json`;
  return new File([JSON.stringify(carried)], name, { type: "application/json" });
}

export function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function parsed(text: string): Carried {
  try {
    const carried = JSON.parse(text) as Carried;
    const record = carried.record;
    const isOurs = carried.format === FORMAT && carried.version === VERSION && Array.isArray(carried.photos);
    if (isOurs && record.id === record.body.id && record.stop && Array.isArray(record.body.observations)) return carried;
  } catch {
    // falls through: the file is not one of ours
  }
  throw new BadFile("not_ours");
}

/** Brings a record in. Every picture must have the hash that the record names. Raises BadFile. */
export async function imported(file: File, holder: Person): Promise<Kept> {
  const { record, photos } = parsed(await file.text());
  if (record.owner !== holder.id) throw new BadFile("wrong_owner", record.owner_name);
  const kept: KeptPhoto[] = [];
  for (const { data, ...rest } of photos) {
    const bytes = fromBase64(data);
    if ((await sha256(bytes)) !== rest.sha256) throw new BadFile("broken");
    kept.push({ ...rest, id: `${record.id}/${rest.sha256}`, record: record.id, owner: holder.id, bytes, is_uploaded: false });
  }
  const here = new Set(kept.map((one) => one.sha256));
  const isSafe = record.state === "sent" || record.state === "conflict";
  if (!isSafe && refsOf(record.body).some((ref) => !here.has(ref.sha256))) throw new BadFile("broken");
  if (!(await bringIn({ ...record, next_try_at: 0 }, kept))) throw new BadFile("known");
  return record;
}
