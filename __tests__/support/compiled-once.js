const vm = require("node:vm");

const { compileFunction } = vm;

/** @type {Map<string, { code: string, script: vm.Script }>} */
const compiled = new Map();

/**
 * Compiles each module once for each worker. Jest compiles it for each test file, with the functions in it when they are first
 * called; a script can be run in any number of sandboxes, which share what V8 has compiled.
 * https://nodejs.org/docs/latest-v20.x/api/vm.html#class-vmscript
 *
 * @type {typeof compileFunction}
 */
vm.compileFunction = (code, params = [], options = {}) => {
  const { filename = "", parsingContext } = options;
  // A script has no callback for dynamic imports.
  if (parsingContext === undefined || code.includes("import(")) return compileFunction(code, params, options);
  const known = compiled.get(filename);
  const script = known?.code === code ? known.script : scriptOf(code, params, filename);
  compiled.set(filename, { code, script });
  return script.runInContext(parsingContext);
};

/**
 * @param {string} code
 * @param {readonly string[]} params
 * @param {string} filename
 */
function scriptOf(code, params, filename) {
  const head = `(function (${params.join(", ")}) {`;
  return new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length });
}
