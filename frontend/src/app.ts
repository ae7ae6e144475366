// Everything every page needs. Each piece finds its own elements and does nothing where there are none.
import htmx from "htmx.org";

import { startBeforeAfter } from "./pieces/before-after";
import { startBulk } from "./pieces/bulk";
import { startCamera } from "./pieces/camera";
import { startCovering } from "./pieces/covering";
import { startDialogs } from "./pieces/dialogs";
import { startDrafts } from "./pieces/drafts";
import { startKeyboard } from "./pieces/keyboard";
import { startLabels } from "./pieces/labels";
import { startMaps } from "./pieces/map-loader";
import { startMenus } from "./pieces/menus";
import { startPush } from "./pieces/push";
import { startQuestions } from "./pieces/questions";
import { startRequests } from "./pieces/requests";
import { startTrees } from "./pieces/tree";

function startPieces(root: ParentNode): void {
  startBeforeAfter(root);
  startBulk(root);
  startCamera(root);
  startCovering(root);
  startLabels(root);
  startTrees(root);
  startMaps(root);
  startPush(root);
  startQuestions(root);
}

function start(): void {
  startRequests(htmx);
  startDrafts();
  startMenus();
  startDialogs();
  startKeyboard();
  startPieces(document);
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const target = (event as CustomEvent<{ elt: Element }>).detail.elt;
    startPieces(target.parentElement ?? document);
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
