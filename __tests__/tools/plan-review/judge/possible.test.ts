import { Possible } from "../../../../tools/plan-review/judge/possible.ts";
import { changed, planOf } from "../../../support/plan-json.ts";

const VPC = "data.terraform_remote_state.network.outputs.vpcId";
const SUBNETS = "data.terraform_remote_state.network.outputs.subnetIds";

type References = Parameters<typeof planOf>[0]["references"];

/** A resource that is replaced because of an attribute that is unknown, unless it is passed as known. */
const replaced = (address: string, attribute: string, known = false) =>
  changed(address, {
    actions: ["delete", "create"],
    before: { [attribute]: "old" },
    after: known ? { [attribute]: "new" } : {},
    after_unknown: known ? { id: true } : { id: true, [attribute]: true },
    replace_paths: [[attribute]],
  });

/** Causes by address. */
function causes(changes: ReturnType<typeof changed>[], references: References, waitsFor = ["network.vpcId"]) {
  const plan = planOf({ changes, references });
  const possible = new Possible(plan, waitsFor);
  return Object.fromEntries(plan.resourceChanges.map((each) => [each.address, possible.causesOf(each)]));
}

const group = replaced("aws_security_group.web", "vpc_id");
const groupReads = { "aws_security_group.web": { vpc_id: [VPC] } };

test("a value that is not known yet may turn out to be the old one", () => {
  expect(causes([group], groupReads)).toEqual({ "aws_security_group.web": ["network.vpcId"] });
});

test("a value that is not waited for is not a cause", () => {
  expect(causes([group], groupReads, ["network.subnetIds"])).toEqual({ "aws_security_group.web": [] });
});

test("a stack that waits for nothing replaces for certain", () => {
  expect(causes([group], groupReads, [])).toEqual({ "aws_security_group.web": [] });
});

test("a value that is known to change replaces for certain", () => {
  expect(causes([replaced("aws_security_group.web", "vpc_id", true)], groupReads)).toEqual({
    "aws_security_group.web": [],
  });
});

test("one attribute that changes for certain is enough", () => {
  const { change, ...rest } = replaced("a.b", "vpc_id");
  const both = { ...rest, change: { ...change, replace_paths: [["vpc_id"], ["name"]] } };
  expect(causes([both as typeof group], { "a.b": { vpc_id: [VPC], name: [] } })).toEqual({ "a.b": [] });
});

test("what is marked as broken is replaced for certain", () => {
  const tainted = changed("a.b", { actions: ["delete", "create"], after_unknown: { vpc_id: true } });
  expect(causes([tainted], { "a.b": { vpc_id: [VPC] } })).toEqual({ "a.b": [] });
});

test("all values of all attributes are causes, each once", () => {
  const { change, ...rest } = replaced("a.b", "vpc_id");
  const mask = { vpc_id: true, subnets: [false, true] };
  const both = { ...rest, change: { ...change, after_unknown: mask, replace_paths: [["vpc_id"], ["subnets", 1]] } };
  const references = { "a.b": { vpc_id: [VPC], subnets: [SUBNETS, VPC] } };
  expect(causes([both as typeof group], references, ["network.vpcId", "network.subnetIds"])).toEqual({
    "a.b": ["network.subnetIds", "network.vpcId"],
  });
});

describe("what follows from another replacement", () => {
  const rule = replaced("aws_security_group_rule.web", "security_group_id");
  const ruleReads = { "aws_security_group_rule.web": { security_group_id: ["aws_security_group.web.id"] } };

  test("is as possible as that, in whatever order they are", () => {
    const last = replaced("a.last", "rule");
    const references = { ...groupReads, ...ruleReads, "a.last": { rule: ["aws_security_group_rule.web.id"] } };
    const expected = ["network.vpcId"];
    for (const changes of [
      [group, rule, last],
      [last, rule, group],
    ])
      expect(causes(changes, references)).toEqual({
        "aws_security_group.web": expected,
        "aws_security_group_rule.web": expected,
        "a.last": expected,
      });
  });

  test("is certain where that is", () => {
    const certain = replaced("aws_security_group.web", "vpc_id", true);
    expect(causes([certain, rule], { ...groupReads, ...ruleReads })).toMatchObject({
      "aws_security_group_rule.web": [],
    });
  });

  test("is certain where another thing is new for certain", () => {
    const certain = replaced("aws_subnet.own", "cidr_block", true);
    const balancer = replaced("aws_lb.web", "subnets");
    const references = {
      "aws_lb.web": { subnets: [SUBNETS, "aws_subnet.own.id"] },
      "aws_subnet.own": { cidr_block: [] },
    };
    expect(causes([certain, balancer], references, ["network.subnetIds"])).toMatchObject({ "aws_lb.web": [] });
  });

  test("ends where two name each other", () => {
    const [one, other] = [replaced("a.one", "x"), replaced("a.other", "x")];
    expect(causes([one, other], { "a.one": { x: ["a.other.id"] }, "a.other": { x: ["a.one.id"] } })).toEqual({
      "a.one": [],
      "a.other": [],
    });
  });
});

test("all instances of a resource share its causes", () => {
  const instances = ["a.b[0]", 'a.b["x"]'].map((address) => replaced(address, "vpc_id"));
  expect(causes(instances, { "a.b": { vpc_id: [VPC] } })).toEqual({
    "a.b[0]": ["network.vpcId"],
    'a.b["x"]': ["network.vpcId"],
  });
});

test("only replacements have causes", () => {
  const updated = changed("a.b", {
    before: {},
    after: {},
    after_unknown: { vpc_id: true },
    replace_paths: [["vpc_id"]],
  });
  expect(causes([updated], { "a.b": { vpc_id: [VPC] } })).toEqual({ "a.b": [] });
});
