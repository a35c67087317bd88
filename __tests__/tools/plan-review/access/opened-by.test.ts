import { isOpenedBy } from "../../../../tools/plan-review/access/opened-by.ts";
import type { Opening } from "../../../../tools/plan-review/access/opening.ts";

const open = (peer: string, first: number, last = first, protocol = "tcp"): Opening => ({
  direction: "in",
  protocol,
  ports: [first, last],
  peer,
});

test.each<[string, Opening[], Opening, boolean]>([
  ["one that is wider", [open("10.0.0.0/8", 0, 65535)], open("10.1.0.0/16", 80), true],
  ["ports next to each other", [open("10.0.0.0/8", 80), open("10.0.0.0/8", 81)], open("10.0.0.0/8", 80, 81), true],
  ["ports with a gap", [open("10.0.0.0/8", 80), open("10.0.0.0/8", 82)], open("10.0.0.0/8", 80, 82), false],
  ["ports that overlap", [open("10.0.0.0/8", 1, 50), open("10.0.0.0/8", 40, 99)], open("10.0.0.0/8", 1, 99), true],
  ["ports of another peer", [open("10.0.0.0/8", 80), open("sg-1", 81)], open("10.0.0.0/8", 80, 81), false],
  [
    "kinds of ICMP",
    [open("10.0.0.0/8", 3, 0, "icmp"), open("10.0.0.0/8", 4, 0, "icmp")],
    open("10.0.0.0/8", 3, 4, "icmp"),
    false,
  ],
  ["both halves", [open("10.0.0.0/9", 80), open("10.128.0.0/9", 80)], open("10.0.0.0/8", 80), true],
  ["one half", [open("10.0.0.0/9", 80)], open("10.0.0.0/8", 80), false],
  ["all but one address", [open("10.0.0.0/31", 80), open("10.0.0.2/32", 80)], open("10.0.0.0/30", 80), false],
  ["the internet in halves", [open("0.0.0.0/1", 80), open("128.0.0.0/1", 80)], open("0.0.0.0/0", 80), true],
  [
    "halves and ports",
    [open("10.0.0.0/9", 80, 81), open("10.128.0.0/9", 80), open("10.128.0.0/9", 81)],
    open("10.0.0.0/8", 80, 81),
    true,
  ],
  [
    "halves of IPv6, which are not put together",
    [open("2001:db8::/33", 80), open("2001:db8:8000::/33", 80)],
    open("2001:db8::/32", 80),
    false,
  ],
  ["none", [], open("10.0.0.0/8", 80), false],
])("opened by %s", (_, openings, opening, expected) => {
  expect(isOpenedBy(openings, opening)).toBe(expected);
});
