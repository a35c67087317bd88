import { demo } from "../../config/environments/demo.ts";
import { parseConfig } from "../../config/load.ts";
import { problems, type Refused, service } from "../support/problems.ts";

test("a service that the pipeline deploys is marked", () => {
  const delivered = parseConfig(demo, "test").services.map((each) => [each.name, each.delivered]);
  expect(delivered).toContainEqual(["ecs-demo-service", true]);
  expect(delivered).toContainEqual(["ecs-demo-ec2-service", false]);
});

test("a small machine builds for x86_64 from main, and everything is deleted in the end", () => {
  expect(parseConfig({ ...demo, delivery: { services: [] } }, "test").delivery).toEqual({
    branch: "main",
    build: { size: "small", architecture: "x86_64", timeoutMinutes: 30 },
    services: [],
    artifactDays: 90,
    logRetentionDays: 30,
  });
});

const REFUSED: Refused[] = [
  [
    "a service that is not there",
    { services: ["web"] },
    'delivery.services[0]: "web" is no service here: name one of ecs-demo-ec2-service, ecs-demo-fargate-service, ecs-demo-service, ecs-demo-service-blue-green',
  ],
  [
    "a service twice",
    { services: ["ecs-demo-service", "ecs-demo-service"] },
    'delivery.services[1]: "ecs-demo-service" stands twice: deploy each service once',
  ],
  [
    "a service that CodeDeploy deploys",
    { services: ["ecs-demo-service-blue-green"] },
    'delivery.services[0]: "ecs-demo-service-blue-green" is deployed by CodeDeploy, which the pipeline does not start: leave it out',
  ],
  [
    "two containers",
    { services: ["ecs-demo-service", "ecs-demo-fargate-service"] },
    "services[2].container.name: differs from that of services[1]: give both containers the same name, because the pipeline deploys one image to both",
  ],
  ["a branch", { branch: "/x" }, 'delivery.branch: "/x" is not a branch name: use letters, digits, . _ / and -'],
  [
    "a large machine",
    { build: { size: "huge" } },
    'delivery.build.size: "huge" is none of the choices: use small, medium or large',
  ],
  [
    "a short build",
    { build: { timeoutMinutes: 4 } },
    "delivery.build.timeoutMinutes: 4 is out of range: use a whole number from 5 to 480 minutes",
  ],
];

test.each(REFUSED)("delivery of %s is refused", (_, change, message) => {
  expect(problems({ ...demo, delivery: { ...demo.delivery, ...change } })).toEqual([message]);
});

test("delivery to nothing names no services", () => {
  expect(problems({ ...demo, services: [], delivery: { services: ["web"] } })).toEqual([
    'delivery.services[0]: "web" is no service here: add it to services',
  ]);
});

test("two services get one image where their containers have one name, given or not", () => {
  const given = { ...service, name: "given", container: { ...service.container, name: "ecs-demo-container" } };
  const environment = { ...demo, services: [service, given], delivery: { services: ["web", "given"] } };
  expect(problems(environment)).toEqual([]);
});
