// The small calculation that keeps machines away (Hashcash), in a worker of its own so that typing never stutters.
// SHA-256 is written out because the browser's own is asynchronous: a call for each of some thousand tries is slower.
const K = new Uint32Array(64);
const START = new Uint32Array(8);

(function constants(): void {
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < 8) START[found] = ((Math.sqrt(n) % 1) * 0x100000000) >>> 0;
    K[found++] = ((Math.cbrt(n) % 1) * 0x100000000) >>> 0;
  }
})();

const turn = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** The first 32 bits of SHA-256 of an ASCII text. */
export function firstBits(text: string): number {
  const length = text.length;
  const blocks = ((length + 8) >> 6) + 1;
  const words = new Uint32Array(blocks * 16);
  for (let n = 0; n < length; n++) words[n >> 2]! |= text.charCodeAt(n) << (24 - (n % 4) * 8);
  words[length >> 2]! |= 0x80 << (24 - (length % 4) * 8);
  words[blocks * 16 - 1] = length * 8;
  const h = START.slice();
  const w = new Uint32Array(64);
  for (let block = 0; block < blocks; block++) {
    for (let n = 0; n < 64; n++) {
      if (n < 16) w[n] = words[block * 16 + n]!;
      else {
        const a = w[n - 15]!, b = w[n - 2]!;
        w[n] = w[n - 16]! + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[n - 7]! + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
    }
    const v = h.slice();
    for (let n = 0; n < 64; n++) {
      const e = v[4]!, a = v[0]!;
      const one = v[7]! + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & v[5]!) ^ (~e & v[6]!)) + K[n]! + w[n]!;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & v[1]!) ^ (a & v[2]!) ^ (v[1]! & v[2]!));
      v.copyWithin(1, 0, 7);
      v[4]! += one;
      v[0] = one + two;
    }
    for (let n = 0; n < 8; n++) h[n]! += v[n]!;
  }
  return h[0]!;
}

/** The first number with which the text's hash begins with so many zero bits (at most 32). */
export function solve(challenge: string, bits: number): string {
  for (let n = 0; ; n++) if (firstBits(`${challenge}:${n}`) >>> (32 - bits) === 0) return String(n);
}

self.addEventListener("message", (event: MessageEvent<{ challenge: string; bits: number }>) => {
  (self as unknown as { postMessage(value: string): void }).postMessage(solve(event.data.challenge, event.data.bits));
});
