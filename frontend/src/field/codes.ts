// Reading a QR code from a photo: it works without a network, which the phone's own camera does not.
// Browsers that cannot do it themselves fetch a small reader from the files that the phone keeps.

interface Detector {
  detect(image: ImageBitmap): Promise<{ rawValue: string }[]>;
}
type DetectorKind = new (options: { formats: string[] }) => Detector;
interface ReaderModule {
  readPixels(image: ImageData): string;
}

/** A sign fills a good part of the photo: more pixels only cost time on an old phone. */
const LONGEST = [1000, 1800];

function detector(): DetectorKind | undefined {
  return (window as unknown as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
}

/** What the first QR code of the picture says; empty when none is found. */
export async function readCode(file: File): Promise<string> {
  try {
    const image = await createImageBitmap(file);
    return (await detected(image)) || (await decoded(image));
  } catch (problem) {
    console.error(problem);
    return "";
  }
}

async function detected(image: ImageBitmap): Promise<string> {
  const Kind = detector();
  if (!Kind) return "";
  try {
    return (await new Kind({ formats: ["qr_code"] }).detect(image))[0]?.rawValue ?? "";
  } catch {
    return "";
  }
}

async function decoded(image: ImageBitmap): Promise<string> {
  const reader = (await import(document.body.dataset.qrScript ?? "")) as ReaderModule;
  for (const longest of LONGEST) {
    const found = reader.readPixels(pixels(image, longest));
    if (found || Math.max(image.width, image.height) <= longest) return found;
  }
  return "";
}

function pixels(image: ImageBitmap, longest: number): ImageData {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
