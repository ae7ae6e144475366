import { once } from "./texts";

/** Shows what was taken before it is sent. */
export function startCamera(root: ParentNode): void {
  for (const camera of root.querySelectorAll<HTMLElement>("[data-camera]")) {
    const input = camera.querySelector<HTMLInputElement>("input[type=file]");
    const place = camera.querySelector<HTMLElement>("[data-preview]");
    if (!input || !place || !once(camera, "Camera")) continue;
    input.addEventListener("change", () => {
      for (const old of place.querySelectorAll("img")) URL.revokeObjectURL(old.src);
      place.replaceChildren(
        ...[...(input.files ?? [])].map((file) => {
          const image = document.createElement("img");
          image.alt = file.name;
          image.src = URL.createObjectURL(file);
          return image;
        }),
      );
    });
  }
}
