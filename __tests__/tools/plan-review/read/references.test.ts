import type { JsonObject } from "../../../../tools/plan-review/read/json.ts";
import { readReferences } from "../../../../tools/plan-review/read/references.ts";

const read = (root_module: object) => readReferences({ configuration: { root_module } } as unknown as JsonObject);
const resource = (address: string, expressions: object, more: object = {}) => ({ address, expressions, ...more });
const attributesOf = (expressions: object) =>
  Object.fromEntries(read({ resources: [resource("a.b", expressions)] }).get("a.b") ?? []);

test("an attribute names what its expression does, without the shorter names that Terraform adds", () => {
  const references = ["data.terraform_remote_state.network.outputs.vpcId", "data.terraform_remote_state.network"];
  expect(attributesOf({ vpc_id: { references } })).toEqual({
    vpc_id: ["data.terraform_remote_state.network.outputs.vpcId"],
  });
});

test("a name that only begins like another stays", () => {
  expect(attributesOf({ x: { references: ["aws_lb.a", "aws_lb.ab"] } })).toEqual({ x: ["aws_lb.a", "aws_lb.ab"] });
});

test("a constant names nothing, and is configured nevertheless", () => {
  expect(attributesOf({ name: { constant_value: "web" } })).toEqual({ name: [] });
});

test("a block names what its attributes do, however deep", () => {
  const inner = [{ forward: [{ arn: { references: ["aws_lb_target_group.a.arn", "aws_lb_target_group.a"] } }] }];
  expect(attributesOf({ action: inner })).toEqual({ action: ["aws_lb_target_group.a.arn"] });
});

test("count and for_each are attributes", () => {
  const counted = resource("a.b", {}, { count_expression: { references: ["local.n"] } });
  const repeated = resource("a.c", {}, { for_each_expression: { references: ["local.m"] } });
  const found = read({ resources: [counted, repeated] });
  expect([found.get("a.b"), found.get("a.c")]).toEqual([
    new Map([["count_expression", ["local.n"]]]),
    new Map([["for_each_expression", ["local.m"]]]),
  ]);
});

test("a resource of a module has the module in its address", () => {
  const inner = { module: { resources: [resource("a.b", {})] } };
  const found = read({ module_calls: { outer: { module: { module_calls: { inner } } } } });
  expect([...found.keys()]).toEqual(["module.outer.module.inner.a.b"]);
});

test("an output names what its expression does", () => {
  const outputs = { vpcId: { expression: { references: ["aws_vpc.main.id", "aws_vpc.main"] } } };
  expect(read({ outputs }).get("output.vpcId")).toEqual(new Map([["value", ["aws_vpc.main.id"]]]));
});

test("a plan without configuration names nothing", () => {
  expect(readReferences({}).size).toBe(0);
});
