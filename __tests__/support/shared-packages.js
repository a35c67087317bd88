const { AsyncLocalStorage } = require("node:async_hooks");
const { createRequire } = require("node:module");
const { default: Runtime } = require("jest-runtime");
require("./compiled-once.js");

/**
 * Packages that are loaded once for each worker instead of once for each test file. Loading cdktf takes longer than most
 * test files, and it is faster once V8 has optimized it.
 *
 * Their code is outside of the sandbox of a test file, with other globals: an object or error that they make is not an
 * `instanceof` a test's `Object` or `Error`, and they see the variables of the worker. Packages whose users ask for
 * that, such as parsers that throw a `RangeError`, are loaded into the sandbox.
 */
const SHARED =
  /^(@cdktf\/provider-(aws|docker)|@babel\/parser|cdktf|constructs|diff|fast-check|netmask|parse5|valibot)(\/|$)/;

const requireShared = createRequire(__filename);

requireShared("cdktf"); // its parts import each other in circles, so the whole comes first
const { TokenMap } = requireShared("cdktf/lib/tokens/private/token-map");

/*
 * cdktf records where each value is created, with a stack trace of any length: more than half of the time of a synthesis.
 * `config/fast-start.ts` spares the product the same. Traces of limited length, those of errors, stay as they are.
 * https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/tokens/private/stack-trace.ts
 */
const { captureStackTrace } = Error;
Error.captureStackTrace = (target, below) => {
  if (Error.stackTraceLimit !== Number.MAX_SAFE_INTEGER) captureStackTrace(target, below);
};

/*
 * Jest makes one for each test file and never disables it, so each new promise asks those of all test files before.
 * https://nodejs.org/docs/latest-v20.x/api/async_context.html#asynclocalstoragedisable
 */
/** @type {Set<AsyncLocalStorage<unknown>>} */
const asyncStorages = new Set();
const { run } = AsyncLocalStorage.prototype;
/**
 * @param {unknown} store
 * @param {(...args: unknown[]) => unknown} callback
 * @param {unknown[]} args
 */
AsyncLocalStorage.prototype.run = function (store, callback, ...args) {
  asyncStorages.add(this);
  return run.call(this, store, callback, ...args);
};

/** Loads modules for a test file: shared packages from the worker, all else into the test file's sandbox. */
class SharedPackages extends Runtime {
  /** @override @type {Runtime["requireModuleOrMock"]} */
  requireModuleOrMock(from, name) {
    return SHARED.test(name) ? requireShared(name) : super.requireModuleOrMock(from, name);
  }

  /** @override */
  teardown() {
    super.teardown();
    for (const storage of asyncStorages) storage.disable();
    asyncStorages.clear();
    // cdktf keeps every token, and with it the sandbox of the test file that has created it.
    // https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/tokens/private/token-map.ts
    const { stringTokenMap, numberTokenMap } = TokenMap.instance();
    stringTokenMap.clear();
    numberTokenMap.clear();
  }
}

module.exports = SharedPackages;
