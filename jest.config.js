/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/own-temporary-folder.js",
  // Sources are crawled too, so that `--findRelatedTests` knows what imports them; not what commands leave behind.
  modulePathIgnorePatterns: ["/cdktf\\.out/", "/packages/[^/]+/dist/", "/\\.(git|offline-aws|plan-review)/"],
  runtime: "<rootDir>/__tests__/support/shared-packages.js",
  setupFiles: ["<rootDir>/__tests__/support/quick-terraform.ts"],
  maxWorkers: "100%",
  testMatch: ["**/*.test.ts"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  prettierPath: null, // Biome formats inline snapshots too
};
