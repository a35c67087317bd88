import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BundleFile, digests } from "./bundle-file.mjs";
import { SourceError } from "./source-error.mjs";

/** What decides, besides the bundled files, what a bundle is: the bundler, its settings and the installed packages. */
const SETTINGS = ["package.json", "tsconfig.json", "node_modules/.package-lock.json"];
const BUNDLER = [
  createRequire(import.meta.url).resolve("esbuild/package.json"),
  fileURLToPath(new URL("bundler.mjs", import.meta.url)),
];

/**
 * @typedef {object} Bundle
 * @property {string} entry
 * @property {string} app CommonJS of the app; it requires packages.
 * @property {string} appFile
 * @property {string} packages CommonJS that exports a function for each package, which loads it.
 * @property {string} packagesFile
 */

/**
 * The bundle of an app: that of an earlier run if none of its files has changed since, otherwise a new one. Undefined
 * if it can't be made or kept, or would behave unlike the sources. Throws `SourceError`.
 *
 * In two parts, because packages take four times as long to bundle, and seldom change.
 *
 * @param {string} entry absolute path of a TypeScript file
 * @returns {Promise<Bundle | undefined>}
 */
export async function loadBundle(entry) {
  try {
    const root = dirname(entry);
    const settings = [...SETTINGS.map((file) => join(root, file)), ...BUNDLER];
    const folder = join(root, "node_modules", ".cache", "synthesis");
    const part = (/** @type {string} */ kind, /** @type {string} */ of) =>
      new BundleFile(join(folder, `${kind}-${createHash("sha1").update(of).digest("hex").slice(0, 16)}.cjs`));

    const appFile = part("app", entry);
    const app = appFile.read() ?? (await build(appFile, settings, async (bundler) => bundler.bundleSources(entry)));
    const packagesFile = part("packages", [root, ...app.packages].join("\n"));
    const packages =
      packagesFile.read() ??
      (await build(packagesFile, settings, async (bundler) => bundler.bundlePackages(root, app.packages)));
    return { entry, app: app.code, appFile: appFile.path, packages: packages.code, packagesFile: packagesFile.path };
  } catch (problem) {
    if (problem instanceof SourceError) throw problem;
    return undefined;
  }
}

/**
 * @param {BundleFile} file
 * @param {readonly string[]} settings
 * @param {(bundler: typeof import("./bundler.mjs")) => Promise<import("./bundle-file.mjs").Bundled>} make
 */
async function build(file, settings, make) {
  file.prepare(); // there is no point in a bundle that can't be kept
  try {
    const before = digests(settings);
    const bundled = await make(await import("./bundler.mjs"));
    // Modules are read in no particular order.
    const inputs = Object.fromEntries(Object.entries({ ...before, ...bundled.inputs }).sort());
    file.write({ ...bundled, inputs });
    return bundled;
  } finally {
    file.close();
  }
}
