// Where in the app somebody is: addresses behind the hash, so that the back key of the phone works.

export type Place =
  | { screen: "stops" }
  | { screen: "map" }
  | { screen: "phone" }
  | { screen: "free" }
  | { screen: "patrol" }
  | { screen: "sign" }
  | { screen: "scan"; sign: string }
  | { screen: "stop" | "finish" | "impossible"; key: string }
  | { screen: "question"; key: string; point: number; repetition: number }
  | { screen: "finding"; key: string; finding: string };

export const addresses = {
  stops: () => "#/",
  map: () => "#/map",
  phone: () => "#/phone",
  free: () => "#/free",
  patrol: () => "#/patrol",
  sign: () => "#/sign",
  scan: (sign: string) => `#/scan/${sign}`,
  stop: (key: string) => `#/stop/${key}`,
  finish: (key: string) => `#/stop/${key}/finish`,
  impossible: (key: string) => `#/stop/${key}/impossible`,
  question: (key: string, point: number, repetition = 1) => `#/stop/${key}/question/${point}/${repetition}`,
  finding: (key: string, finding = "new") => `#/stop/${key}/finding/${finding}`,
};

export function placeOf(hash: string): Place {
  const [screen = "", key = "", part = "", first = "", second = "1"] = hash.replace(/^#\/?/, "").split("/");
  if (screen === "map" || screen === "phone" || screen === "free" || screen === "patrol" || screen === "sign") return { screen };
  if (screen === "scan") return { screen, sign: key };
  if (screen !== "stop" || !key) return { screen: "stops" };
  if (part === "question") return { screen: "question", key, point: Number(first), repetition: Number(second) };
  if (part === "finding") return { screen: "finding", key, finding: first || "new" };
  if (part === "finish" || part === "impossible") return { screen: part, key };
  return { screen: "stop", key };
}

export function go(address: string): void {
  if (location.hash === address) window.dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = address;
}

/** Takes the place of the present screen, so that "back" does not lead to what is no longer there. */
export function become(address: string): void {
  history.replaceState(null, "", address);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
