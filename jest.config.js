/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  maxWorkers: "100%",
  testMatch: ["**/*.test.ts"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  prettierPath: null, // Biome formats inline snapshots too
  // Sources import each other as the files that they would be compiled to.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
};
