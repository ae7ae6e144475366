// Builds the sources into the package: plain names, because Django's static files storage adds the hashes.
import { build } from "esbuild";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/chuangcheng/desk/static/built");
const maplibre = join(here, "node_modules/maplibre-gl/dist");

const shared = {
  bundle: true,
  minify: true,
  legalComments: "linked",
  logLevel: "info",
  target: ["es2020", "chrome87", "firefox85", "safari14"],
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  ...shared,
  entryPoints: { app: join(here, "src/app.ts") },
  outdir: out,
  format: "iife",
});
// Shows news while no page of the back office is open.
await build({ ...shared, entryPoints: { "push-worker": join(here, "src/push-worker.ts") }, outdir: out, format: "iife" });
// The citizens' report page: its script, the calculation's worker, and the service worker that keeps the page.
// Volunteers' presence likewise: what was scanned without a network.
await build({
  ...shared,
  entryPoints: {
    report: join(here, "src/report.ts"),
    "report-work": join(here, "src/report/work.ts"),
    "report-worker": join(here, "src/report-worker.ts"),
    presence: join(here, "src/presence.ts"),
    "presence-worker": join(here, "src/presence-worker.ts"),
  },
  outdir: out,
  format: "iife",
  supported: { destructuring: true },
});
// The field app: one bundle that the phone keeps, and the service worker that keeps it.
await build({
  ...shared,
  entryPoints: { field: join(here, "src/field/app.ts"), "field-worker": join(here, "src/field/worker.ts") },
  outdir: out,
  format: "iife",
  // Safari 14 only fails on rare forms of destructuring that neither we nor the libraries use.
  supported: { destructuring: true },
});
await build({
  ...shared,
  entryPoints: { app: join(here, "src/app.css"), map: join(here, "src/map.css"), dashboard: join(here, "src/dashboard.css"), field: join(here, "src/field.css") },
  outdir: out,
});
// The map is a module of its own, fetched only by pages that show one. MapLibre finds its worker by address.
await build({
  ...shared,
  target: ["es2022"],
  entryPoints: { map: join(here, "src/map.ts") },
  outdir: out,
  format: "esm",
});
// Charts likewise: only pages that show one fetch them.
await build({
  ...shared,
  target: ["es2020"],
  entryPoints: { charts: join(here, "src/charts.ts") },
  outdir: out,
  format: "esm",
});
// The verifier of draws: only the public pages of draws fetch it.
await build({ ...shared, entryPoints: { draw: join(here, "src/draw.ts") }, outdir: out, format: "iife", supported: { destructuring: true } });
// The reader of QR codes likewise: only phones whose browser cannot read them fetch it.
await build({ ...shared, entryPoints: { qr: join(here, "src/qr.ts") }, outdir: out, format: "esm" });
await cp(join(maplibre, "maplibre-gl-worker.mjs"), join(out, "maplibre-gl-worker.js"));

// Compressed once here, so that the server, which finds them beside the plain files, never does it per request.
for (const name of await readdir(out)) {
  if (!/\.(js|css)$/.test(name)) continue;
  const plain = await readFile(join(out, name));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeFile(join(out, `${name}.br`), brotliCompressSync(plain, quality));
  await writeFile(join(out, `${name}.gz`), gzipSync(plain, { level: 9 }));
}
