import { classesOf } from "./attribution.ts";
import { agree, edited, editsBetween } from "./edits.ts";
import { Groups } from "./groups.ts";
import type { Trial } from "./run.ts";
import type { Stacks } from "./synthesis.ts";
import type { Action } from "./terraform.ts";

const ROLE = { path: "/", description: "a" };
const TASK = { container_definitions: JSON.stringify([{ name: "web", image: "a", cpu: 1 }]) };
const SERVICE = { task_definition: "${aws_ecs_task_definition.web.arn}", desired_count: 1 };

const stacks = (
  role: object = ROLE,
  container: object = {},
  service: object = SERVICE,
  more: Record<string, object> = {},
): Stacks => {
  const definitions = JSON.stringify([{ ...JSON.parse(TASK.container_definitions)[0], ...container }]);
  const resource = {
    aws_iam_role: { web: role },
    aws_ecs_task_definition: { web: { container_definitions: definitions } },
    aws_ecs_service: { web: service },
    ...more,
  };
  return new Map([["cluster", JSON.stringify({ resource }, undefined, 1)]]);
};
const before = stacks();
const described = stacks({ ...ROLE, description: "b" });
const image = stacks(ROLE, { image: "b" });
const cpu = stacks(ROLE, { cpu: 2 });
const moved = stacks({ ...ROLE, path: "/other/" });
const trial = (id: string, after: Stacks): Trial => ({ id, fields: [id], what: "", before, after });
const edits = (after: Stacks) => editsBetween(before, after) ?? [];

test.each([
  ["an argument", described],
  ["a member of a document in a text", image],
  ["a resource that is added", stacks(ROLE, {}, SERVICE, { aws_sqs_queue: { q: { name: "q" } } })],
])("edits make a change again: %s", (_, after) => {
  expect(edited(before, edits(after))).toEqual(after);
});

test("edits of several changes are made together, also in one text", () => {
  expect(edited(before, [...edits(image), ...edits(cpu)])).toEqual(stacks(ROLE, { image: "b", cpu: 2 }));
});

test("there are no edits where a stack is added or removed", () => {
  expect(editsBetween(before, new Map([...before, ["other", "{}"]]))).toBeUndefined();
});

test.each([
  ["other arguments", image, cpu, true],
  ["the same argument with another value", image, stacks(ROLE, { image: "c" }), false],
  ["the same argument with the same value", image, image, true],
  ["an argument of a resource that the other removes", image, new Map([["cluster", '{"resource":{}}']]), false],
])("edits agree or not: %s", (_, one, other, expected) => {
  expect(agree(edits(one), edits(other))).toBe(expected);
});

test("of each kind of replacement one is alone, and what is at the same place is in another group", () => {
  const trials = [
    trial("moved", moved),
    trial("described", described),
    trial("image", image),
    trial("another image", stacks(ROLE, { image: "c" })),
    trial("moved and described", stacks({ path: "/other/", description: "b" })),
    trial("moved further", stacks({ ...ROLE, path: "/third/" })),
    trial("removed", stacks(ROLE, {}, {})),
  ];
  const idsOf = (groups: Trial[][]) => groups.map((group) => group.map(({ id }) => id));
  const groups = new Groups(trials);
  const second = [["moved and described"], ["moved further"]];
  expect(idsOf(groups.first)).toEqual([["moved"], ["described", "image", "removed"], ["another image"]]);
  expect(idsOf(groups.second(() => true))).toEqual(second);
  expect(idsOf(groups.second(() => false))).toEqual(second);
});

const queues = (...values: string[]) =>
  stacks(ROLE, {}, SERVICE, { aws_sqs_queue: Object.fromEntries(values.map((name, at) => [`q${at}`, { name }])) });
const groups = (...values: string[]) =>
  stacks(ROLE, {}, SERVICE, { aws_security_group: Object.fromEntries(values.map((name, at) => [`g${at}`, { name }])) });
const threeOf = (made: typeof queues): Trial[] =>
  [made("x", "b", "c"), made("a", "x", "c"), made("a", "b", "x")].map((after, at) => ({
    ...trial(String(at), after),
    before: made("a", "b", "c"),
  }));

test("replacements of what services are reached through are together once one of their kind has gone well", () => {
  const trials = threeOf(groups);
  const found = new Groups(trials);
  expect(found.first).toEqual([[trials[0]]]);
  expect(found.second(() => true)).toEqual([[trials[1], trials[2]]]);
  expect(found.second(() => false)).toEqual([[trials[1]], [trials[2]]]);
});

test("replacements of other resources are together at once", () => {
  const trials = threeOf(queues);
  const found = new Groups(trials);
  expect(found.first).toEqual([trials]);
  expect(found.second(() => true)).toEqual([]);
});

const action = (type: string, actions: string[], values: [object, object]): Action => ({
  stack: "cluster",
  address: `${type}.web`,
  type,
  actions,
  before: values[0] as Action["before"],
  after: values[1] as Action["after"],
});
const definitions = (container: object) => ({ container_definitions: JSON.stringify([container]) });
const REVISION = action(
  "aws_ecs_task_definition",
  ["create", "delete"],
  [definitions({ image: "a", cpu: 1 }), definitions({ image: "b", cpu: 1 })],
);
const ROLLOUT = action("aws_ecs_service", ["update"], [{ task_definition: "1" }, {}]);
const NOTE = action("aws_iam_role", ["update"], [{ description: "a" }, { description: "b" }]);

test("the class of a change is that of the actions on its own argument", () => {
  const changes = [edits(described), edits(image), edits(cpu)];
  expect(classesOf(changes, [REVISION, ROLLOUT, NOTE], before)).toEqual(["in place", "new tasks", "nothing"]);
});

test("no change has a class where none of them explains an action", () => {
  expect(classesOf([edits(described)], [NOTE, ROLLOUT], before)).toEqual([undefined]);
});

test("a change that is doubtful because of one action stays doubtful, though another is clear", () => {
  expect(classesOf([edits(image)], [NOTE, REVISION, ROLLOUT], before)).toEqual([undefined]);
});

test("a change is told of an attribute that follows from it, though another change explains the same action", () => {
  const subnets = "${data.terraform_remote_state.network.outputs.subnets}";
  const service = { ...SERVICE, network_configuration: { subnets } };
  const inCluster = stacks(ROLE, {}, service, { aws_ecs_cluster: { a: {} } });
  const network = (zone: string) => JSON.stringify({ resource: { aws_subnet: { a: { zone } } } });
  const data = { terraform_remote_state: { network: {} } };
  const withNetwork = (cluster: Stacks, zone: string): Stacks =>
    new Map([
      ["network", network(zone)],
      ["cluster", JSON.stringify({ ...JSON.parse(cluster.get("cluster") ?? ""), data })],
    ]);
  const start = withNetwork(inCluster, "a");
  const changes = [
    withNetwork(inCluster, "b"),
    withNetwork(stacks(ROLE, { image: "b" }, service, { aws_ecs_cluster: { a: {} } }), "a"),
  ].map((each) => editsBetween(start, each) ?? []);
  const subnet = { ...action("aws_subnet", ["update"], [{ zone: "a" }, { zone: "b" }]), stack: "network" };
  const moved = action(
    "aws_ecs_service",
    ["update"],
    [{ task_definition: "1", network_configuration: { subnets: ["1"] } }, { network_configuration: {} }],
  );
  const all = [{ ...subnet, address: "aws_subnet.a" }, REVISION, moved];
  expect(classesOf(changes, all, start)).toEqual(["new tasks", "new tasks"]);
});

const REPLACED: Action = {
  ...action("aws_iam_role", ["delete", "create"], [ROLE, { path: "/other/", description: "b" }]),
  replaces: [["path"]],
};

test("of a resource that is replaced, only the change that replaces it counts as a replacement", () => {
  expect(classesOf([edits(moved), edits(described)], [REPLACED], before)).toEqual([
    "replaced without a gap",
    "in place",
  ]);
});

test("what another address takes the place of is replaced, but not by what another change adds", () => {
  const queue = (name: string) => stacks(ROLE, {}, SERVICE, { aws_sqs_queue: { [name]: { name } } });
  const [old, none] = [queue("a"), stacks()];
  const [renamed, removed] = [queue("b"), none].map((after) => editsBetween(old, after) ?? []);
  const act = (actions: string[], name: string): Action => ({
    ...action("aws_sqs_queue", actions, [{}, {}]),
    address: `aws_sqs_queue.${name}`,
  });
  const [gone, made] = [act(["delete"], "a"), act(["create"], "b")];
  expect(classesOf([renamed ?? []], [gone, made], queue("b"))).toEqual(["replaced without a gap"]);
  const added = editsBetween(none, queue("b")) ?? [];
  expect(classesOf([removed ?? [], added], [gone, made], queue("b"))).toEqual(["in place", "in place"]);
});
