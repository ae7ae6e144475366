// The service worker of volunteering: whoever scans the code at a place without a network gets a page that keeps it.
// It is served with `PRESENCE` before it; `here` are the addresses that the page stands in for.
import { keepPage, type Setup } from "./pieces/kept-page";

const setup = (self as unknown as { PRESENCE: Setup & { here: string } }).PRESENCE;
const here = new RegExp(setup.here);

keepPage({
  ...setup,
  prefix: "presence-page-",
  credentials: "omit",
  standsFor: (path) => here.test(path),
});
