// The small build (JPEG and HEIC, the common segments) carries no types of its own.
declare module "exifr/dist/lite.esm.mjs" {
  export { parse } from "exifr";
}
