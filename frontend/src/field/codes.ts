// Reading a QR code from a photo, where the browser can: it works without a network, which the phone's own camera does not.

interface Detector {
  detect(image: ImageBitmap): Promise<{ rawValue: string }[]>;
}
type DetectorKind = new (options: { formats: string[] }) => Detector;

function detector(): DetectorKind | undefined {
  return (window as unknown as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
}

export function canReadCodes(): boolean {
  return detector() !== undefined;
}

/** What the first QR code of the picture says; empty when none is found. */
export async function readCode(file: File): Promise<string> {
  const Kind = detector();
  if (!Kind) return "";
  try {
    const found = await new Kind({ formats: ["qr_code"] }).detect(await createImageBitmap(file));
    return found[0]?.rawValue ?? "";
  } catch {
    return "";
  }
}
