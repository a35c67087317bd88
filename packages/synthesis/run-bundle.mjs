import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";

const PARAMETERS = ["exports", "require", "module", "__filename", "__dirname"];

/**
 * Runs an app as the program of this process.
 *
 * @param {import("./bundle.mjs").Bundle} bundle
 */
export function runBundle({ entry, app, appFile, packages, packagesFile }) {
  const main = new Module(entry);
  main.filename = entry;
  const load = createRequire(entry);
  load.main = main;
  const bundled = /** @type {Record<string, () => unknown>} */ (
    evaluate(packages, packagesFile, new Module(entry), load)
  );
  const require = (/** @type {string} */ name) => (Object.hasOwn(bundled, name) ? bundled[name]?.() : load(name));
  traceSources(app, appFile, dirname(entry));
  evaluate(app, appFile, main, Object.assign(require, load));
}

/**
 * @param {string} code
 * @param {string} file
 * @param {Module} module
 * @param {NodeJS.Require} require
 */
function evaluate(code, file, module, require) {
  const run = compileFunction(code, PARAMETERS, { filename: file });
  run.call(module.exports, module.exports, require, module, module.filename, dirname(module.filename ?? module.id));
  return module.exports;
}

/**
 * Makes stack traces name the sources instead of the bundle. The map is read only when there is a trace to write.
 *
 * @param {string} code
 * @param {string} file
 * @param {string} root
 */
function traceSources(code, file, root) {
  /** @type {Module.SourceMap | undefined} */
  let map;
  Error.prepareStackTrace = (error, sites) => {
    map ??= readMap(code);
    const frames = sites.map((site) => {
      const [line, column] = [site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1];
      const found = site.getFileName() === file ? map?.findEntry(line - 1, column - 1) : undefined;
      if (found === undefined || !isMapped(found)) return `\n    at ${site}`;
      const source = `${join(root, found.originalSource)}:${found.originalLine + 1}:${found.originalColumn + 1}`;
      return `\n    at ${String(site).replace(`${file}:${line}:${column}`, source)}`;
    });
    return `${error}${frames.join("")}`;
  };
}

/**
 * @param {Module.SourceMapping | {}} found
 * @returns {found is Module.SourceMapping}
 */
const isMapped = (found) => "originalSource" in found;

/** @param {string} code */
function readMap(code) {
  const [, data = ""] = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(code) ?? [];
  return new Module.SourceMap(JSON.parse(Buffer.from(data, "base64").toString("utf8")));
}
