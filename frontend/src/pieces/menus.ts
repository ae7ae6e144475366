// Menus are <details>, the drawer is reached by its address: both work without this file.
function closeMenus(except?: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

function setDrawer(isOpen: boolean): void {
  const drawer = document.getElementById("menu");
  if (!drawer) return;
  drawer.classList.toggle("is-open", isOpen);
  document.documentElement.style.overflow = isOpen ? "hidden" : "";
  const focus = isOpen ? "[data-drawer-close]" : "[data-drawer-open]";
  const candidates = document.querySelectorAll<HTMLElement>(focus);
  for (const candidate of candidates) {
    if (candidate.offsetParent !== null) {
      candidate.focus();
      break;
    }
  }
}

export function startMenus(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    closeMenus(target.closest("details[data-menu]"));
    if (target.closest("[data-drawer-open]")) {
      event.preventDefault();
      setDrawer(true);
    } else if (target.closest("[data-drawer-close]")) {
      event.preventDefault();
      setDrawer(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector<HTMLDetailsElement>("details[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector<HTMLElement>("summary")?.focus();
    } else if (document.getElementById("menu")?.classList.contains("is-open")) {
      setDrawer(false);
    }
  });
}
