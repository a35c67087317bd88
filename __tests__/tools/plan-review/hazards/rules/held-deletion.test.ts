import { heldDeletion } from "../../../../../tools/plan-review/hazards/rules/held-deletion.ts";
import { found, KEPT, only, REPLACED, type Sides } from "../../../../support/landscape.ts";

const SUBNET = "subnet-0a1b2c3d4e5f";
const subnet = { "aws_subnet.a": { before: { id: SUBNET, arn: `arn:aws:ec2:::subnet/${SUBNET}` } } };
const names = (...subnets: string[]) => ({ subnets });

test.each<[string, Record<string, Sides>, string[]]>([
  ["nothing", { "aws_lb.a": { before: names("subnet-ffffffff"), after: names("subnet-ffffffff"), actions: KEPT } }, []],
  ["something that is changed to do without", { "aws_lb.a": { before: names(SUBNET), after: names() } }, ["phases"]],
  [
    "something that will name what is not known yet",
    { "aws_lb.a": { before: names(SUBNET), after: {}, after_unknown: { subnets: true } } },
    ["phases"],
  ],
  ["something that is deleted too", { "aws_lb.a": { before: names(SUBNET) } }, ["phases"]],
  [
    "something that is replaced",
    { "aws_lb.a": { before: names(SUBNET), after: names(), actions: REPLACED } },
    ["phases"],
  ],
  ["something that stays", { "aws_lb.a": { before: names(SUBNET), after: names(SUBNET), actions: KEPT } }, ["refused"]],
  ["a policy that only mentions it", { "aws_iam_policy.a": { before: { policy: `{"Resource":"${SUBNET}"}` } } }, []],
])("a stack deletes what is used by %s", (_, cluster, kinds) => {
  expect(found(heldDeletion, { network: subnet, cluster }).map((each) => each.split(" ")[0])).toEqual(kinds);
});

test.each<[string, object, object, number]>([
  ["a role under a key that speaks of roles", { id: "web", arn: "arn:aws:iam::1:role/web" }, { role: "web" }, 1],
  ["a name under another key", { id: "web", arn: "arn:aws:iam::1:role/web" }, { name: "web" }, 0],
  [
    "a role by its ARN, in a document",
    { id: "web", arn: "arn:aws:iam::1:role/web" },
    { container_definitions: '[{"x":"arn:aws:iam::1:role/web"}]' },
    1,
  ],
  [
    "a repository by an image in it",
    { id: "web", repository_url: "1.dkr.ecr/web" },
    { container_definitions: '[{"image":"1.dkr.ecr/web:v1"}]' },
    1,
  ],
  [
    "a repository by an image in another one that begins the same",
    { id: "web", repository_url: "1.dkr.ecr/web" },
    { image: "1.dkr.ecr/web-2:v1" },
    0,
  ],
])("a stack after it names %s", (_, before, holder, count) => {
  const type = "repository_url" in before ? "aws_ecr_repository" : "aws_iam_role";
  const stacks = { a: { [`${type}.a`]: { before } }, b: { "aws_thing.a": { before: holder } } };
  expect(found(heldDeletion, stacks)).toHaveLength(count);
});

test("the deletions of the stack wait until the others are deployed", () => {
  const hazard = only(heldDeletion, { network: subnet, cluster: { "aws_lb.a": { before: names(SUBNET) } } });
  expect(hazard).toMatchObject({ stack: "network", address: "aws_subnet.a", order: { withhold: ["network"] } });
  expect(hazard.summary).toBe("network deletes 1 resource that cluster still uses");
  expect(hazard.details).toEqual(["aws_subnet.a is used by cluster aws_lb.a"]);
});

test("subnets of a service that CodeDeploy deploys wait for its next release", () => {
  const service = { name: "web", network_configuration: [names(SUBNET)] };
  const cluster = { "aws_ecs_service.a": { before: service, after: service, actions: KEPT } };
  const hazard = only(heldDeletion, { network: subnet, cluster });
  expect(hazard).toMatchObject({ kind: "phases", order: { withhold: ["network"], waits: true } });
  expect(hazard.steps[0]).toContain("Release web once");
});

test("what a stack uses that the environment no longer has is kept until that one is destroyed", () => {
  const left = [{ name: "cluster", resources: new Map([["aws_lb.a", JSON.stringify(names(SUBNET))]]) }];
  const hazard = only(heldDeletion, { network: subnet }, left);
  expect(hazard.kind).toBe("refused");
  expect(hazard.steps[0]).toBe("Destroy what is left over: npm run destroy:leftover -- cluster");
});

test("within a stack deletions wait until what used them is updated", () => {
  const balancer = { "aws_lb.a": { before: names(SUBNET), after: names() } };
  const hazard = only(heldDeletion, { network: { ...subnet, ...balancer } });
  expect(hazard).toMatchObject({ kind: "phases", order: { withhold: ["network"] } });
});

test("within a stack Terraform deletes what goes together in the right order", () => {
  expect(found(heldDeletion, { network: { ...subnet, "aws_lb.a": { before: names(SUBNET) } } })).toEqual([]);
});
