// The service worker of the report page: the form and its files come from the phone when there is no network.
// It is served with `REPORT` before it.
import { keepPage, type Setup } from "./pieces/kept-page";

const setup = (self as unknown as { REPORT: Setup }).REPORT;

keepPage({
  ...setup,
  prefix: "report-page-",
  credentials: "same-origin",
  standsFor: (path) => path === setup.page,
});
