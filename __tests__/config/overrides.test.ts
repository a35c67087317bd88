import * as v from "valibot";
import { parseConfig } from "../../config/load.ts";
import { overrides } from "../../config/overrides.ts";
import { smallest } from "../../examples/smallest.ts";

const parse = (override: object) => v.safeParse(overrides, [override]);
const messages = (override: object) => parse(override).issues?.map(({ message }) => message);
const valid = { resource: "aws_lb", path: "internal", value: true };

test.each<[what: string, override: object]>([
  ["a type", { ...valid, resource: "aws_lb" }],
  ["an address", { ...valid, resource: "aws_lb_listener.load-balancer_http_listener_A0410867" }],
  ["a nested argument", { ...valid, path: "network_configuration.subnets.0" }],
  ["a member of a map", { ...valid, path: "tags.Team" }],
  ["a list", { ...valid, value: ["a", 1, { b: null }] }],
  ["null", { ...valid, value: null }],
])("%s is accepted", (_, override) => {
  expect(messages(override)).toBeUndefined();
});

test.each(["", ".", "aws_lb.", "data.aws_lb.x", "${aws_lb.x}", "module.x.aws_lb.y"])(
  "the resource %j is refused",
  (resource) => {
    expect(messages({ ...valid, resource })).toEqual([expect.stringMatching(/^is not the address of a resource: /)]);
  },
);

test.each(["", ".", "internal.", ".internal", "a..b", "//", "__proto__.x", "a.__proto__", "a.${b}", "Internal"])(
  "the path %j is refused",
  (path) => {
    expect(messages({ ...valid, path })).toEqual([expect.stringMatching(/^is not the path of an argument: /)]);
  },
);

test.each(["count", "for_each", "provider", "depends_on.0", "provisioner", "connection"])(
  "the meta-argument %s is refused, because the stack needs it as it is",
  (path) => {
    expect(messages({ ...valid, path })).toEqual([
      expect.stringMatching(/^is not an argument that can be overridden: /),
    ]);
  },
);

test.each([[NaN], [Infinity], [-1.9e289], [() => 1], [[undefined]], [{ a: 1n }]])(
  "the value %p is refused",
  (value) => {
    expect(messages({ ...valid, value })).toEqual([expect.stringMatching(/^is not a JSON value: /)]);
  },
);

test("an override without a value is refused", () => {
  const { value: _, ...without } = valid;
  expect(parse(without).success).toBe(false);
});

test("a service, a cluster and the network have none by default", () => {
  const { network, services, fargateCluster } = parseConfig(smallest, "smallest");
  expect([network, services[0], fargateCluster].map((part) => part?.overrides)).toEqual([[], [], []]);
});
