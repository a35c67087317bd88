const { createRequire } = require("node:module");
const { default: Runtime } = require("jest-runtime");

/**
 * Packages that are loaded once for each worker instead of once for each test file. Loading cdktf takes longer than most
 * test files, and it is faster once V8 has optimized it. What they keep between test files is harmless (numbers of tokens).
 *
 * Their code is outside of the sandbox of a test file: it has other globals. An error that they throw is not an
 * `instanceof` a test's `Error`, and they see variables of the worker's environment. What tests replace in either
 * belongs to a package that is not listed.
 */
const SHARED =
  /^(@cdktf\/provider-(aws|docker)|@babel\/parser|cdktf|constructs|diff|fast-check|lossless-json|netmask|parse5|valibot|yaml)(\/|$)/;

const requireShared = createRequire(__filename);

/*
 * cdktf records where each value is created, with a stack trace of any length: more than half of the time of a synthesis.
 * `config/fast-start.ts` spares the product the same. Traces of limited length, those of errors, stay as they are.
 * https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/tokens/private/stack-trace.ts
 */
const { captureStackTrace } = Error;
Error.captureStackTrace = (target, below) => {
  if (Error.stackTraceLimit !== Number.MAX_SAFE_INTEGER) captureStackTrace(target, below);
};

/** Loads modules for a test file: shared packages from the worker, all else into the test file's sandbox. */
class SharedPackages extends Runtime {
  /** @override @type {Runtime["requireModuleOrMock"]} */
  requireModuleOrMock(from, name) {
    return SHARED.test(name) ? requireShared(name) : super.requireModuleOrMock(from, name);
  }
}

module.exports = SharedPackages;
