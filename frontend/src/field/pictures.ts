// A photo on its way in: what the camera wrote is read first, then it is made smaller, then hashed as it will be sent.
import { parse } from "exifr/dist/lite.esm.mjs";

import { sha256 } from "./canonical";
import type { PhotoKind, PhotoRef, PhotoSource } from "./types";

export const LONGEST = 1920;
const SMALL_ENOUGH = 700_000;
const QUALITY = 0.85;
const FRESH = 120_000;
const PICTURES = ["image/jpeg", "image/png", "image/webp"];

/** This phone cannot open the file as a picture. */
export class Unreadable extends Error {}

interface Exif {
  DateTimeOriginal?: Date;
  CreateDate?: Date;
  latitude?: number;
  longitude?: number;
  Make?: string;
  Model?: string;
}

async function exifOf(file: Blob): Promise<Exif> {
  try {
    const options = { tiff: true, exif: true, gps: true, pick: undefined };
    return ((await parse(file, options)) as Exif | undefined) ?? {};
  } catch {
    return {};
  }
}

function time(value: unknown): string | null {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : null;
}

function degrees(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? Math.round(value * 1e7) / 1e7 : null;
}

/** A camera photo is seconds old. Where the button asked for the camera but the file is older, we do not know. */
function sourceOf(file: File, asked: PhotoSource): PhotoSource {
  if (asked !== "camera") return asked;
  return Math.abs(Date.now() - file.lastModified) < FRESH ? "camera" : "unknown";
}

async function smaller(file: File): Promise<Blob> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Unreadable(file.name);
  }
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= SMALL_ENOUGH && PICTURES.includes(file.type)) {
    bitmap.close();
    return file;
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0;
  if (!blob) throw new Unreadable(file.name);
  return blob;
}

export interface Taken {
  bytes: ArrayBuffer;
  media_type: string;
  ref: PhotoRef;
}

/** Raises Unreadable. */
export async function take(file: File, kind: PhotoKind, asked: PhotoSource): Promise<Taken> {
  const exif = await exifOf(file);
  const blob = await smaller(file);
  const bytes = await blob.arrayBuffer();
  const ref: PhotoRef = {
    sha256: await sha256(bytes),
    kind,
    taken_at: time(exif.DateTimeOriginal ?? exif.CreateDate),
    lon: degrees(exif.longitude),
    lat: degrees(exif.latitude),
    camera: [exif.Make, exif.Model].filter((one) => typeof one === "string").join(" ").trim().slice(0, 100),
    source: sourceOf(file, asked),
  };
  return { bytes, media_type: blob.type || "image/jpeg", ref };
}
