import { drawSystem } from "../../../tools/rollout/system/draw.ts";
import { readSystem } from "../../../tools/rollout/system/read.ts";
import { synthesized } from "../../support/synthesized.ts";

const stacks = synthesized("demo");
const system = readSystem(stacks, "demo");
const svg = drawSystem(system);

/** How many paths of a class a picture has. */
const paths = (style: string) => svg.split(`<path class="${style}"`).length - 1;

test("services are in their cluster, with the listeners that lead to them", () => {
  const told = system.clusters.map(({ name, capacity, services }) => [
    name,
    capacity,
    services.map(({ name, listeners }) => [name, ...listeners.map(({ label, isTest }) => label + (isTest ? "?" : ""))]),
  ]);
  expect(told).toEqual([
    ["ecs-demo-ec2", "1 to 3 × t2.small", [["ecs-demo-ec2-service", "HTTP :80"]]],
    [
      "ecs-demo-fargate",
      "Fargate",
      [
        ["ecs-demo-service", "HTTP :80"],
        ["ecs-demo-service-blue-green", "HTTP :8080", "HTTP :8000?"],
        ["ecs-demo-fargate-service"],
      ],
    ],
  ]);
});

test("a service says how many tasks it has, how it is deployed and where it runs", () => {
  const [, service] = system.clusters.flatMap(({ services }) => services);
  expect(service?.facts).toEqual(["2 tasks, scaled from 1 to 4", "rolling, 100 % to 200 %", "in private subnets"]);
});

test("each listener has a line from the clients and one to its service, each deployment one to what it deploys", () => {
  const all = system.clusters.flatMap(({ services }) => services.flatMap(({ listeners }) => listeners));
  expect([paths("lane lane-0"), paths("lane lane-0 test")]).toEqual([
    2 * all.filter(({ isTest }) => !isTest).length,
    2 * all.filter(({ isTest }) => isTest).length,
  ]);
  const deployed = system.pipeline.stages.flatMap(({ actions }) => actions.flatMap(({ service }) => service ?? []));
  expect([deployed, paths("lane lane-1")]).toEqual([["ecs-demo-service", "ecs-demo-service-blue-green"], 2]);
});

test("its description has the same for screen readers", () => {
  const [, description = ""] = /<desc id="desc">([^<]*)</.exec(svg) ?? [];
  expect(description).toContain(
    "Cluster ecs-demo-fargate on Fargate, behind load balancer ecs-demo-fargate: ecs-demo-",
  );
  expect(description).toContain("gets requests of HTTP :8080 and HTTP :8000 for tests");
  expect(description).toContain(
    "ecs-demo-fargate-service, 2 tasks, rolling, 100 % to 200 %, in private subnets, gets no",
  );
});

test("an environment without one of the clusters is refused", () => {
  const others = stacks.filter((stack) => stack["//"]?.metadata.stackName !== "ec2-cluster");
  expect(() => readSystem(others, "demo")).toThrow("no stack ec2-cluster");
});
