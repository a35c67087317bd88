import { hostOf, urlOf } from "../../../constructs/load-balancing/host-name.ts";

test.each<[names: string[], hosts: string[], expected: string | undefined]>([
  [["shop.example.com"], [], "shop.example.com"],
  [["shop.example.com", "*.example.org"], ["a.example.org"], "a.example.org"],
  [["shop.example.com", "*.example.org"], ["b.a.example.org"], "shop.example.com"],
  [["shop.example.com", "*.example.org"], ["example.org"], "shop.example.com"],
  [["shop.example.com", "b.example.com"], ["b.*"], "b.example.com"],
  [["shop.example.com", "b.example.com"], ["B.example.com"], "B.example.com"],
  [["shop.example.com", "b.example.com"], ["?.example.com"], "b.example.com"],
  [["shop.example.com"], ["other.example.com"], "shop.example.com"],
  [["*.example.org"], [], undefined],
  [[], ["*.b.io", "a.b.io"], "a.b.io"],
  [[], ["*.b.io"], "*.b.io"],
  [[], [], undefined],
])("of the names %j a person uses for hosts %j: %s", (names, hosts, expected) => {
  expect(hostOf(names, hosts)).toBe(expected);
});

test.each([
  [{ secure: true, host: "a.io", port: 443 }, "https://a.io"],
  [{ secure: true, host: "a.io", port: 80 }, "https://a.io:80"],
  [{ secure: false, host: "a.io", port: 80 }, "http://a.io"],
  [{ secure: false, host: "a.io", port: 443 }, "http://a.io:443"],
])("%j is reached at %s", (address, url) => {
  expect(urlOf(address)).toBe(url);
});
