import { serviceUrl } from "../../../constructs/load-balancing/service-url.ts";
import { route } from "../../support/service-props.ts";

const urlAt = (host: string) => `http://${host}:8080`;
const PLAIN = { arn: "arn:listener", url: urlAt("balancer"), urlAt, hasDomain: false };
const SECURE = { ...PLAIN, url: "https://shop.example.com", hasDomain: true };

test.each([
  ["the load balancer's own name", {}, PLAIN, "http://balancer:8080"],
  ["a host that the rule takes", { hosts: ["*.b.io", "a.b.io"] }, PLAIN, "http://a.b.io:8080"],
  ["a pattern, where there are no others", { hosts: ["*.b.io"] }, PLAIN, "http://*.b.io:8080"],
  ["the name of the certificate", { hosts: ["*.example.com"] }, SECURE, "https://shop.example.com"],
  ["a path that the rule takes", { paths: ["/api/*", "/v2"] }, PLAIN, "http://balancer:8080/api/"],
  ["a path without a wildcard", { paths: ["/api"] }, SECURE, "https://shop.example.com/api"],
  ["the root", { paths: ["/"] }, PLAIN, "http://balancer:8080"],
  ["no path before a wildcard", { paths: ["*.php"] }, PLAIN, "http://balancer:8080"],
])("a service is reached by %s", (_by, change, listener, expected) => {
  expect(serviceUrl(listener, { ...route, ...change })).toBe(expected);
});
