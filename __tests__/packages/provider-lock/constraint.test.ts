import { allows, minorUpdates } from "../../../packages/provider-lock/constraint.ts";

test.each([
  ["6.25.0", "~> 6.25"],
  ["3.6.2", "~> 3.6"],
  ["0.4.1", "0.4.1"],
  ["6.0.0-beta1", "6.0.0-beta1"],
])("bindings of %s hold for %s", (version, constraint) => {
  expect(minorUpdates(version)).toBe(constraint);
});

test.each([
  ["~> 6.25", "6.25.0", true],
  ["~> 6.25", "6.40.1", true],
  ["~> 6.25", "6.24.9", false],
  ["~> 6.25", "7.0.0", false],
  ["~> 6.25.1", "6.25.9", true],
  ["~> 6.25.1", "6.25.0", false],
  ["~> 6.25.1", "6.26.0", false],
  ["6.25.0", "6.25.0", true],
  ["= 6.25.0", "6.25.1", false],
  ["!= 6.25.0", "6.25.0", false],
  [">= 6.9, < 7.0.0", "6.10.0", true],
  [">= 6.9, < 7.0.0", "7.0.0", false],
  ["> 6.25.0", "6.25.0", false],
  ["<= 6", "6.0.0", true],
  ["~> 6.0.0-beta1", "6.0.0", true], // left to Terraform
])("%s and %s: %p", (constraint, version, allowed) => {
  expect(allows(constraint, version)).toBe(allowed);
});
