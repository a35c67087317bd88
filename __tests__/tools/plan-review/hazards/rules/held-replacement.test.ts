import { heldReplacement } from "../../../../../tools/plan-review/hazards/rules/held-replacement.ts";
import { found, KEPT, landscape, only, REPLACED, type Sides, type Stacks } from "../../../../support/landscape.ts";
import { planOf } from "../../../../support/plan-json.ts";
import { outputChange } from "../../../../support/planned-review.ts";

const SUBNET = "subnet-0a1b2c3d4e5f";
const VPC = "vpc-0a1b2c3d4e5f";
const replaced = (before: object): Sides => ({ before, after: {}, after_unknown: { id: true }, actions: REPLACED });
const network = { "aws_subnet.a": replaced({ id: SUBNET, cidr_block: "10.0.0.0/24" }) };
const service = { name: "web", network_configuration: [{ subnets: [SUBNET] }] };
const cluster = { "aws_ecs_service.a": { before: service, after: {}, after_unknown: { network_configuration: true } } };

test.each<[string, Stacks, string[]]>([
  ["a network with stacks in it", { network, cluster }, ["interruption network aws_subnet.a"]],
  ["a network with nothing in it", { network, cluster: {} }, []],
  [
    "a role that tasks have",
    {
      iam: { "aws_iam_role.a": replaced({ id: "r", name: "r", arn: "arn:aws:iam::1:role/r" }) },
      cluster: { "aws_ecs_task_definition.a": { before: { task_role_arn: "arn:aws:iam::1:role/r" } } },
    },
    ["interruption iam aws_iam_role.a"],
  ],
])("replacing %s", (_, stacks, hazards) => {
  expect(found(heldReplacement, stacks)).toEqual(hazards);
});

test("the stacks in a network are destroyed first, and those that are built on them", () => {
  const group = {
    "aws_security_group.g": { before: { id: "sg-0a1b2c3d4e5f" }, after: { id: "sg-0a1b2c3d4e5f" }, actions: KEPT },
  };
  const builds = {
    "aws_codebuild_project.b": { before: { vpc_config: [{ security_group_ids: ["sg-0a1b2c3d4e5f"] }] } },
  };
  const hazard = only(heldReplacement, { network, cluster: { ...cluster, ...group }, cicd: builds });
  expect(hazard.order).toEqual({ destroy: ["cluster", "cicd"] });
  expect(hazard.impact).toContain("nothing of cluster and cicd answers (1 service)");
});

test("a document that only names a subnet is not in it", () => {
  const named = { "aws_s3_object.o": { before: { content: JSON.stringify({ Subnets: [SUBNET] }) } } };
  expect(found(heldReplacement, { network, cicd: named })).toEqual([]);
});

test("a load balancer that is protected from deletion has to lose that first", () => {
  const balancer = { "aws_lb.a": { before: { subnets: [SUBNET], enable_deletion_protection: true } } };
  const hazard = only(heldReplacement, { network, cluster: balancer });
  expect(hazard.kind).toBe("refused");
  expect(hazard.order).toBeUndefined();
  expect(hazard.steps[0]).toBe("Take the deletion protection off aws_lb.a. npm run deploy");
});

const withOutput = (stacks: Stacks) => {
  const { stacks: all, ...rest } = landscape(stacks);
  const plan = planOf({ outputs: { publicSubnetIds: outputChange({ before: [SUBNET], after: null }) } });
  return {
    ...rest,
    stacks: all.map((each) => ({ ...each, plan: each.plan && { ...each.plan, outputs: plan.outputs } })),
  };
};

test("ranges that moved are kept by listing those that the subnets have", () => {
  const [hazard] = heldReplacement(withOutput({ network, cluster }));
  expect(hazard?.steps).toEqual([expect.stringContaining('network.publicSubnetCidrs: ["10.0.0.0/24"]')]);
});

test("a network of another range has no subnets to keep", () => {
  const [hazard] = heldReplacement(
    withOutput({ network: { ...network, "aws_vpc.v": replaced({ id: VPC }) }, cluster }),
  );
  expect(hazard?.steps.join()).toContain("a second environment");
});
