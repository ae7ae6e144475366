// MD5 (RFC 1321) and SHA-256 (FIPS 180-4), written out: browsers have no MD5, and their SHA-256 only over https.

const ROUNDS = 64;
const K256 = new Uint32Array(ROUNDS);
const START256 = new Uint32Array(8);
const SINES = new Uint32Array(ROUNDS);
const TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

(function constants(): void {
  let found = 0;
  for (let n = 2; found < ROUNDS; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < 8) START256[found] = ((Math.sqrt(n) % 1) * 0x100000000) >>> 0;
    K256[found++] = ((Math.cbrt(n) % 1) * 0x100000000) >>> 0;
  }
  for (let n = 0; n < ROUNDS; n++) SINES[n] = Math.floor(Math.abs(Math.sin(n + 1)) * 0x100000000) >>> 0;
})();

/** The message with its end mark and its length in bits, in blocks of 64 bytes. */
function padded(message: Uint8Array, isLittle: boolean): DataView {
  const size = ((message.length + 8) >> 6) * 64 + 64;
  const whole = new Uint8Array(size);
  whole.set(message);
  whole[message.length] = 0x80;
  const view = new DataView(whole.buffer);
  const low = (message.length * 8) >>> 0;
  const high = Math.floor(message.length / 0x20000000);
  view.setUint32(size - 8, isLittle ? low : high, isLittle);
  view.setUint32(size - 4, isLittle ? high : low, isLittle);
  return view;
}

export function sha256(message: Uint8Array): Uint8Array {
  const view = padded(message, false);
  const h = START256.slice();
  const w = new Uint32Array(ROUNDS);
  const right = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let n = 0; n < 16; n++) w[n] = view.getUint32(at + 4 * n);
    for (let n = 16; n < ROUNDS; n++) {
      const x = w[n - 15]!;
      const y = w[n - 2]!;
      const a = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const b = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      w[n] = (w[n - 16]! + a + w[n - 7]! + b) >>> 0;
    }
    const s = h.slice();
    for (let n = 0; n < ROUNDS; n++) {
      const e = s[4]!;
      const a = s[0]!;
      const choice = (e & s[5]!) ^ (~e & s[6]!);
      const one = (s[7]! + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + choice + K256[n]! + w[n]!) >>> 0;
      const most = (a & s[1]!) ^ (a & s[2]!) ^ (s[1]! & s[2]!);
      const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + most) >>> 0;
      s.copyWithin(1, 0, 7);
      s[4] = (s[4]! + one) >>> 0;
      s[0] = (one + two) >>> 0;
    }
    for (let n = 0; n < 8; n++) h[n] = (h[n]! + s[n]!) >>> 0;
  }
  const digest = new DataView(new ArrayBuffer(32));
  h.forEach((word, n) => digest.setUint32(4 * n, word));
  return new Uint8Array(digest.buffer);
}

export function md5(message: Uint8Array): Uint8Array {
  const view = padded(message, true);
  const h = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = h as unknown as [number, number, number, number];
    for (let n = 0; n < ROUNDS; n++) {
      const part = n >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][part]!;
      const word = [n, 5 * n + 1, 3 * n + 5, 7 * n][part]! % 16;
      const sum = (a + mixed + SINES[n]! + view.getUint32(at + 4 * word, true)) >>> 0;
      const turn = TURNS[part * 4 + (n % 4)]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << turn) | (sum >>> (32 - turn)))) >>> 0;
    }
    h[0] = (h[0]! + a) >>> 0;
    h[1] = (h[1]! + b) >>> 0;
    h[2] = (h[2]! + c) >>> 0;
    h[3] = (h[3]! + d) >>> 0;
  }
  const digest = new DataView(new ArrayBuffer(16));
  h.forEach((word, n) => digest.setUint32(4 * n, word, true));
  return new Uint8Array(digest.buffer);
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of lower- or upper-case hex; throws for anything else. */
export function unhex(text: string): Uint8Array {
  if (!/^([0-9a-fA-F]{2})*$/.test(text)) throw new Error("no hexadecimal text");
  const found = new Uint8Array(text.length / 2);
  for (let n = 0; n < found.length; n++) found[n] = parseInt(text.slice(2 * n, 2 * n + 2), 16);
  return found;
}

export function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
