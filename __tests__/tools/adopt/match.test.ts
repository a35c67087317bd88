import type { Attributes } from "../../../tools/adopt/attributes.ts";
import { type Candidate, matchAll } from "../../../tools/adopt/match.ts";
import type { Planned } from "../../../tools/adopt/planned.ts";

const TAGS = { Application: "shop", Environment: "prod", Stack: "network" };
const STACK = { region: "eu-west-1", tags: TAGS };

const create = (address: string, after: Attributes): Planned => ({
  address,
  type: address.split(".")[0] ?? "",
  action: "create",
  after: { tags_all: TAGS, ...after },
});
const found = (type: string, importId: string, attributes: Attributes): Candidate => ({
  types: [type],
  importId,
  attributes: { tags_all: TAGS, ...attributes },
});
const named = (Name: string) => ({ tags_all: { ...TAGS, Name } });

test("what has the same name tag belongs to an address, even if its settings differ", () => {
  const creates = [create("aws_subnet.a", { ...named("a"), vpc_id: null, map_public_ip_on_launch: true })];
  const subnet = found("aws_subnet", "subnet-1", { ...named("a"), vpc_id: "vpc-1", map_public_ip_on_launch: false });
  expect(matchAll(creates, [subnet], STACK)).toEqual({
    matched: [{ address: "aws_subnet.a", type: "aws_subnet", importId: "subnet-1" }],
    unclear: [],
  });
});

test("what only its settings tell apart belongs to the address with the same", () => {
  const creates = [80, 443].map((port) => create(`aws_lb_listener.p${port}`, { port }));
  const listeners = [443, 80].map((port) => found("aws_lb_listener", `arn:${port}`, { port }));
  const { matched } = matchAll(creates, listeners, STACK);
  expect(matched.map(({ address, importId }) => `${address} ${importId}`)).toEqual([
    "aws_lb_listener.p80 arn:80",
    "aws_lb_listener.p443 arn:443",
  ]);
});

test("of two that are alike none is taken", () => {
  const creates = [create("aws_vpc.main", named("main"))];
  const both = ["vpc-1", "vpc-2"].map((id) => found("aws_vpc", id, named("main")));
  const { matched, unclear } = matchAll(creates, both, STACK);
  expect(matched).toEqual([]);
  expect(unclear.map((each) => [each.found.importId, each.addresses])).toEqual([
    ["vpc-1", ["aws_vpc.main"]],
    ["vpc-2", ["aws_vpc.main"]],
  ]);
});

test.each(["Application", "Environment", "Stack"])("what has another %s is not taken", (key) => {
  const role = found("aws_iam_role", "web", { name: "web", tags_all: { ...TAGS, [key]: "other" } });
  expect(matchAll([create("aws_iam_role.web", { name: "web" })], [role], STACK)).toEqual({ matched: [], unclear: [] });
});

test("what has no tags is found by the import id that its arguments say", () => {
  const policy = found("aws_iam_role_policy", "web:logs", { tags_all: null });
  const creates = ["logs", "other"].map((name) => create(`aws_iam_role_policy.${name}`, { role: "web", name }));
  expect(matchAll(creates, [policy], STACK).matched).toEqual([
    { address: "aws_iam_role_policy.logs", type: "aws_iam_role_policy", importId: "web:logs" },
  ]);
});
