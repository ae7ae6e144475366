// Calls to the server. Each failure has a kind, because each asks for something else.

/** The server says who we are not. */
export class SignedOut extends Error {}
/** The office took this device off: the packet goes, the records stay. */
export class DeviceRevoked extends Error {}
/** No network, or the server failed: try again later. */
export class Unreachable extends Error {
  constructor(readonly isServer: boolean) {
    super(isServer ? "server" : "network");
  }
}
/** The server understood and said no; trying the same again changes nothing. */
export class Declined extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly told: string,
    readonly answer: Record<string, unknown>,
  ) {
    super(`${status} ${code}`);
  }
}

const TIMEOUT = 60_000;
let csrf = "";
let device = "";

let isKnown = false;
let answeredAt = 0;

export function lastAnswerAt(): number {
  return answeredAt;
}

export function useToken(token: string): void {
  csrf = token;
  isKnown = true;
}

/** False once the server did not know our token, our device or us: then somebody must greet it again. */
export function isTrusted(): boolean {
  return isKnown;
}

export function useDevice(id: string): void {
  device = id;
}

export interface Call {
  method?: "GET" | "POST" | "PATCH";
  body?: BodyInit;
  headers?: Record<string, string>;
}

async function sent(address: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...call.headers };
  if (call.method && call.method !== "GET") headers["X-CSRFToken"] = csrf;
  if (device) headers["X-Device"] = device;
  const options = { method: call.method ?? "GET", headers, credentials: "same-origin", redirect: "manual" } as const;
  const patience = new AbortController();
  const timer = window.setTimeout(() => patience.abort(), TIMEOUT);
  try {
    const response = await fetch(address, { ...options, body: call.body, cache: "no-store", signal: patience.signal });
    answeredAt = Date.now();
    return response;
  } catch {
    throw new Unreachable(false);
  } finally {
    window.clearTimeout(timer);
  }
}

async function json(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function toldBy(answer: Record<string, unknown>): string {
  const errors = answer.errors as { field: string; message: string }[] | undefined;
  if (errors?.length) return errors.map((one) => `${one.field}: ${one.message}`).join("\n");
  return String(answer.message ?? "");
}

/** The answer of a call that went well (also 304), else one of the errors above. */
export async function call(address: string, options: Call = {}): Promise<Response> {
  const response = await sent(address, options);
  if (response.ok || response.status === 304) return response;
  if (response.type === "opaqueredirect" || response.status === 401) {
    isKnown = false;
    throw new SignedOut();
  }
  if (response.status >= 500 || response.status === 429 || response.status === 408) throw new Unreachable(true);
  const answer = await json(response);
  // A token or a device that the server no longer knows is mended by the next greeting.
  if (["csrf", "no_device", "device_of_another"].includes(String(answer.code))) {
    isKnown = false;
    throw new Unreachable(true);
  }
  if (answer.code === "cut_off") throw new Unreachable(true);
  if (response.status === 403 && answer.code === "device_revoked") throw new DeviceRevoked();
  throw new Declined(response.status, String(answer.code ?? ""), toldBy(answer), answer);
}

export async function callJson<T>(address: string, options: Call = {}): Promise<T> {
  const response = await call(address, options);
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable(true);
  }
}

export function post<T>(address: string, content: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return callJson<T>(address, { method: "POST", body: JSON.stringify(content), headers });
}
