// The app's words, in three languages, from the shell page: none is written here, so none escapes translation.

type Texts = Record<string, Record<string, string>>;
const HTML_LANGUAGES: Record<string, string> = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", en: "en" };

let texts: Texts = {};
let language = "zh-hans";

export function loadWords(all: Texts): void {
  texts = all;
}

export function languages(): string[] {
  return Object.keys(texts);
}

export function currentLanguage(): string {
  return language;
}

export function htmlLanguage(): string {
  return HTML_LANGUAGES[language] ?? "zh-Hans";
}

/** True when the language changed. */
export function chooseLanguage(wanted: string): boolean {
  if (!(wanted in texts) || wanted === language) return false;
  language = wanted;
  return true;
}

type Values = Record<string, string | number>;

export function say(name: string, values: Values = {}): string {
  const found = texts[language]?.[name] ?? name;
  return found.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

/** A sentence with a number in it; English has a form of its own for one. */
export function sayCount(name: string, count: number, values: Values = {}): string {
  return say(count === 1 ? `${name}_one` : name, { count, ...values });
}

export function sayTime(iso: string | null): string {
  if (!iso) return "";
  const options: Intl.DateTimeFormatOptions = { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" };
  return new Date(iso).toLocaleString(htmlLanguage(), options);
}

export function sayHour(iso: string): string {
  return new Date(iso).toLocaleTimeString(htmlLanguage(), { hour: "2-digit", minute: "2-digit", hour12: false });
}

export function sayDate(iso: string): string {
  return new Date(iso).toLocaleDateString(htmlLanguage(), { year: "numeric", month: "long", day: "numeric" });
}

export function sayDay(day: string): string {
  const options: Intl.DateTimeFormatOptions = { month: "long", day: "numeric", weekday: "short" };
  return new Date(`${day}T12:00:00`).toLocaleDateString(htmlLanguage(), options);
}

export function saySize(bytes: number): string {
  return `${(bytes / 1048576).toLocaleString(htmlLanguage(), { maximumFractionDigits: 1 })} MB`;
}
