// The reader of QR codes for browsers that have none: a module of its own, fetched when a photo is to be read.
import jsQR from "jsqr";

export function readPixels(image: ImageData): string {
  return jsQR(image.data, image.width, image.height)?.data ?? "";
}
