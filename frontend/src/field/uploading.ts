// One photo to the server, in pieces: what arrived before the network went is not sent again.
import { Declined, call, callJson, post } from "./api";
import { markUploaded, photo } from "./records";

// A photo of the usual 400 kB is one piece; what a broken line makes us send twice stays small.
const PIECE = 512 * 1024;

interface State {
  offset: number;
  size: number;
  is_complete: boolean;
}

/** The picture's bytes are not on this phone. */
export class PhotoLost extends Error {}

/** Raises what `call` raises, and PhotoLost. `wrong_hash` has dropped the upload: it begins again, once. */
export async function upload(record: string, sha256: string, isSecond = false): Promise<void> {
  const kept = await photo(record, sha256);
  if (!kept?.bytes) throw new PhotoLost(sha256);
  const { size, media_type } = kept;
  let state = await post<State>("/field/uploads/", { sha256, size, media_type });
  const address = `/field/uploads/${sha256}/`;
  try {
    while (!state.is_complete) {
      const body = kept.bytes.slice(state.offset, Math.min(state.offset + PIECE, size));
      const headers = { "Upload-Offset": String(state.offset), "Content-Type": "application/offset+octet-stream" };
      state = await piece(address, { method: "PATCH", body, headers });
    }
  } catch (problem) {
    const isDropped = problem instanceof Declined && (problem.code === "wrong_hash" || problem.status === 404);
    if (!isDropped || isSecond) throw problem;
    return upload(record, sha256, true);
  }
  await markUploaded(record, sha256, true);
}

async function piece(address: string, options: { method: "PATCH"; body: ArrayBuffer; headers: Record<string, string> }): Promise<State> {
  try {
    return (await (await call(address, options)).json()) as State;
  } catch (problem) {
    if (problem instanceof Declined && problem.status === 409) return callJson<State>(address);
    throw problem;
  }
}
