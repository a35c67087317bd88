import { serviceUrl } from "../../../constructs/load-balancing/service-url.ts";

const LISTENER = { arn: "arn:listener", url: "https://shop.example.com" };

test.each([
  ["the name of its listener", ["*"], "https://shop.example.com"],
  ["a path that the rule takes", ["/api/*", "/v2"], "https://shop.example.com/api/"],
  ["a path without a wildcard", ["/api"], "https://shop.example.com/api"],
  ["the root", ["/"], "https://shop.example.com"],
  ["no path before a wildcard", ["*.php"], "https://shop.example.com"],
])("a service is reached by %s", (_by, paths, expected) => {
  expect(serviceUrl(LISTENER, { paths })).toBe(expected);
});
