// Taking photos in a screen: the camera one tap away, the album beside it, and what was taken as small pictures.
import { h, icon, notice } from "./dom";
import { Unreadable, take } from "./pictures";
import type { Taken } from "./pictures";
import { photo } from "./records";
import type { PhotoKind, PhotoRef, PhotoSource } from "./types";
import { inTurn } from "./typing";
import { say, sayCount } from "./words";

const shown = new Set<string>();

/** Addresses of pictures in memory are given back when the screen changes. */
export function forgetPictures(): void {
  for (const address of shown) URL.revokeObjectURL(address);
  shown.clear();
}

async function thumbnail(image: HTMLImageElement, record: string, sha256: string): Promise<void> {
  const kept = await photo(record, sha256);
  if (!kept?.bytes) return;
  image.src = URL.createObjectURL(new Blob([kept.bytes], { type: kept.media_type }));
  shown.add(image.src);
}

export interface CameraSetup {
  record: string;
  kind: PhotoKind;
  refs: PhotoRef[];
  onServer?: number;
  label: string;
  add: (taken: Taken) => Promise<unknown>;
  remove: (sha256: string) => Promise<unknown>;
}

function picker(label: string, mark: string, css: string, source: PhotoSource, taken: (files: File[]) => void): HTMLElement {
  const input = h("input", { type: "file", accept: "image/*", multiple: true, class: "visually-hidden" });
  if (source === "camera") input.setAttribute("capture", "environment");
  input.dataset.source = source;
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    taken(files);
  });
  return h("label", { class: css }, icon(mark), h("span", {}, label), input);
}

function tile(setup: CameraSetup, ref: PhotoRef, number: number): HTMLElement {
  const image = h("img", { alt: say("photo_number", { number }) });
  void thumbnail(image, setup.record, ref.sha256);
  const remove = h("button", { type: "button", class: "btn photo-remove", "aria-label": say("photo_remove", { number }) }, icon("trash"));
  remove.addEventListener("click", () => void setup.remove(ref.sha256));
  return h("li", {}, image, remove);
}

export function camera(setup: CameraSetup): HTMLElement {
  const place = h("div", { class: "camera-told", "aria-live": "polite" });
  const own = setup.refs.filter((ref) => ref.kind === setup.kind);
  const taken = (files: File[], source: PhotoSource) =>
    void inTurn(async () => {
      for (const file of files) {
        place.replaceChildren(h("p", { class: "muted" }, say("photo_working")));
        try {
          await setup.add(await take(file, setup.kind, source));
          place.replaceChildren();
        } catch (problem) {
          place.replaceChildren(notice("alarm", say(problem instanceof Unreadable ? "photo_unreadable" : "not_kept")));
        }
      }
    });
  return h(
    "div",
    { class: "photo-box", "data-kind": setup.kind },
    h("p", { class: "form-label" }, setup.label),
    setup.onServer ? h("p", { class: "muted" }, sayCount("photos_on_server", setup.onServer)) : null,
    own.length ? h("ul", { class: "photo-tiles" }, own.map((ref, at) => tile(setup, ref, at + 1))) : null,
    h(
      "div",
      { class: "photo-buttons" },
      picker(say(own.length ? "photo_more" : "photo_take"), "camera", "photo-take", "camera", (files) => taken(files, "camera")),
      picker(say("photo_choose"), "photo", "photo-choose", "library", (files) => taken(files, "library")),
    ),
    place,
  );
}
