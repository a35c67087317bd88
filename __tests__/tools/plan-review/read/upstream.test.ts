import { configAddress, nameOfReference, resourceOf, upstreamOf } from "../../../../tools/plan-review/read/upstream.ts";

test.each([
  ["data.terraform_remote_state.network.outputs.vpcId", "network", "vpcId"],
  ["data.terraform_remote_state.network.outputs.privateSubnetIds[0]", "network", "privateSubnetIds"],
  ['data.terraform_remote_state.fargate-cluster.outputs["dots.in.key"]', "fargate-cluster", "dots.in.key"],
  ["local.plan_review_network.vpcId", "network", "vpcId"],
  ["local.plan_review_fargate-cluster.service_names", "fargate-cluster", "service_names"],
])("%s reads %s of %s", (reference, stack, output) => {
  expect(upstreamOf(reference)).toEqual({ stack, output });
});

test.each([
  "data.terraform_remote_state.network",
  "data.terraform_remote_state.network.outputs",
  "data.aws_vpc.main.id",
  "local.network.vpcId",
  "x.data.terraform_remote_state.network.outputs.vpcId",
])("%s reads no other stack", (reference) => {
  expect(upstreamOf(reference)).toBeUndefined();
});

test.each([
  ["aws_lb.a", "aws_lb.a"],
  ["aws_lb.a[0]", "aws_lb.a"],
  ['aws_lb.a["x"]', "aws_lb.a"],
  ['aws_lb.a["a]b[\\"c"]', "aws_lb.a"],
  ['module.m["x.y"].aws_lb.a[12]', "module.m.aws_lb.a"],
])("the configuration knows %s as %s", (address, expected) => {
  expect(configAddress(address)).toBe(expected);
});

test.each([
  ["aws_lb.a.arn", "aws_lb.a"],
  ["aws_lb.a[0].arn", "aws_lb.a"],
  ["data.aws_vpc.main.id", "data.aws_vpc.main"],
  ["local.name", undefined],
  ["var.name", undefined],
  ["each.value", undefined],
  ["module.m.id", undefined],
  ["aws_lb", undefined],
])("%s names the resource %s", (reference, resource) => {
  expect(resourceOf(reference)).toBe(resource);
});

test.each([
  ["data.terraform_remote_state.network.outputs.vpcId", "network.vpcId"],
  ["local.plan_review_network.vpcId", "network.vpcId"],
  ["aws_lb.a.arn", "aws_lb.a"],
  ["var.name", "var.name"],
])("people know %s as %s", (reference, name) => {
  expect(nameOfReference(reference)).toBe(name);
});
