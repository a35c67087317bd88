import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, join } from "node:path";
import * as esbuild from "esbuild";
import { isPlain } from "../processes/plain.cjs";
import { contentDigest } from "./bundle-file.mjs";
import { SourceError } from "./source-error.mjs";

/** @typedef {import("./bundle-file.mjs").Bundled} Bundled */

/** What is loaded by a name that only the run knows, relative to the file. A bundle would look for it elsewhere. */
const DYNAMIC_IMPORT = /\b(?:require|import)\((?!\s*(["'])[^"'`]+\1\s*,?\s*\))|\bimport\.meta\b/;

/**
 * Bundles an app and the modules that it imports by path. Throws `SourceError` if one of them has a syntax error, and
 * another error where one would behave differently in a bundle.
 *
 * @param {string} entry
 * @returns {Promise<Bundled>}
 */
export async function bundleSources(entry) {
  try {
    return await bundle({
      absWorkingDir: dirname(entry),
      entryPoints: [entry],
      packages: "external",
      keepNames: true,
      sourcemap: "inline",
      sourcesContent: false,
    });
  } catch (problem) {
    const { errors = [] } = /** @type {Partial<esbuild.BuildFailure>} */ (problem);
    const ofSyntax = errors.filter(
      ({ location }) => location !== null && !isTranspiled(join(dirname(entry), location.file)),
    );
    if (ofSyntax.length === 0) throw problem;
    const color = !isPlain(process.stderr, process.env);
    throw new SourceError((await esbuild.formatMessages(ofSyntax, { kind: "error", color })).join(""));
  }
}

/**
 * Whether a file is free of syntax errors. Modules that it imports may be missing: what the run makes of that is up to it.
 *
 * @param {string} file
 */
function isTranspiled(file) {
  try {
    esbuild.transformSync(readFileSync(file), { loader: LOADERS[extname(file)] ?? "empty", logLevel: "silent" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Bundles packages into a module that has a function for each.
 *
 * @param {string} root where they are looked for
 * @param {readonly string[]} names
 */
export function bundlePackages(root, names) {
  const loaders = names.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)}),\n`);
  return bundle({
    absWorkingDir: root,
    stdin: { contents: `module.exports = {\n${loaders.join("")}};`, resolveDir: root },
  });
}

/**
 * @param {esbuild.BuildOptions} options
 * @returns {Promise<Bundled>}
 */
async function bundle(options) {
  /** @type {Record<string, string>} */
  const inputs = {};
  const { metafile, outputFiles } = await esbuild.build({
    ...options,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: `node${process.versions.node}`,
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    write: false,
    outfile: "bundle.cjs",
    plugins: [readModules(inputs, options.entryPoints)],
  });
  await esbuild.stop();
  const imports = Object.values(metafile.inputs).flatMap((each) => each.imports);
  const isPackage = (/** @type {string} */ path) => !isBuiltin(path) && path !== "<runtime>"; // what esbuild itself adds
  const packages = imports.filter(({ external, path }) => external && isPackage(path)).map(({ path }) => path);
  return { code: outputFiles[0]?.text ?? "", inputs, packages: [...new Set(packages)].sort() };
}

/**
 * Reads each module once, for the bundle and for its digest, and gives it what a bundle takes from it: where it is, and that it
 * is not the program.
 *
 * @param {Record<string, string>} inputs receives the digests
 * @param {esbuild.BuildOptions["entryPoints"]} entries
 * @returns {esbuild.Plugin}
 */
function readModules(inputs, entries) {
  const isEntry = (/** @type {string} */ path) => Array.isArray(entries) && entries.some((each) => each === path);
  return {
    name: "read-modules",
    setup(build) {
      build.onLoad({ filter: /\.(?:ts|cts|mts|js|cjs|mjs|json)$/ }, ({ path }) => {
        const content = readFileSync(path);
        inputs[path] = contentDigest(content);
        const text = content.toString("utf8");
        const loader = /** @type {esbuild.Loader} */ (LOADERS[extname(path)]);
        if (loader === "json") return { contents: text, loader };
        if (entries !== undefined && DYNAMIC_IMPORT.test(text)) return { errors: [{ text: "not to be bundled" }] };
        return { contents: ownVariables(text, path, loader === "ts" && !isEntry(path)) + text, loader };
      });
    },
  };
}

/** @type {Readonly<Record<string, esbuild.Loader>>} */
const LOADERS = { ".json": "json", ".ts": "ts", ".cts": "ts", ".mts": "ts", ".js": "js", ".cjs": "js", ".mjs": "js" };

/**
 * @param {string} text
 * @param {string} path
 * @param {boolean} isImported
 */
function ownVariables(text, path, isImported) {
  const strict = /^\s*["']use strict["']/.test(text) ? '"use strict";' : "";
  const variables = [
    ...(/\b__dirname\b/.test(text) ? [`var __dirname = ${JSON.stringify(dirname(path))};`] : []),
    ...(/\b__filename\b/.test(text) ? [`var __filename = ${JSON.stringify(path)};`] : []),
    ...(isImported && /\brequire\.main\b/.test(text) ? ["var module = { parent: require.main };"] : []),
  ];
  return variables.length === 0 ? "" : [strict, ...variables, ""].join(" ");
}
