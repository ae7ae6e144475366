/** The interface's words for scripts, translated by the server into `<template id="texts">`. */
export function text(name: string, values: Record<string, string | number> = {}): string {
  const found = document.getElementById("texts")?.dataset[name] ?? name;
  return found.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

/** Marks an element as started, so that a second call after a swap leaves it alone. */
export function once(element: HTMLElement, name: string): boolean {
  const key = `started${name}`;
  if (element.dataset[key]) return false;
  element.dataset[key] = "1";
  return true;
}
