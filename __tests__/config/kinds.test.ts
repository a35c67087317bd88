import { demo } from "../../config/environments/demo.ts";
import { problems, type Refused, serviceProblems } from "../support/problems.ts";

const TYPES = "must be one of: rolling, codedeploy-blue-green, ecs-blue-green, ecs-linear, ecs-canary";

test.each<Refused>([
  ["like no other", { deployment: { type: "recreate" } }, `services[0].deployment.type: "recreate" ${TYPES}`],
  [
    "misspelt",
    { deployment: { type: "ecs-linaer" } },
    `services[0].deployment.type: "ecs-linaer" ${TYPES}; did you mean "ecs-linear"?`,
  ],
  [
    "that is a value of another field",
    { deployment: { type: "all-at-once" } },
    `services[0].deployment.type: "all-at-once" ${TYPES}; for "all-at-once" use type "codedeploy-blue-green" with shift.type "all-at-once"`,
  ],
  [
    "that is missing",
    { volumes: [{ name: "data" }] },
    "services[0].volumes[0].type: is required: must be one of: bind, efs, ebs",
  ],
  [
    "instead of the object",
    { logs: "cloudwatch" },
    'services[0].logs: "cloudwatch" must be an object: write { type: "cloudwatch" }',
  ],
  [
    "of no kind instead of the object",
    { logs: "syslog" },
    'services[0].logs: "syslog" must be an object: write { type: "cloudwatch" } or { type: "firelens" }',
  ],
])("a type %s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test.each([
  ["github", "github"],
  ["GitHub", "github"],
  ["bitbuket", "bitbucket"],
])("a source of type %s is a connection with a provider", (type, provider) => {
  expect(problems({ ...demo, delivery: { source: { type } } })).toEqual([
    `delivery.source.type: "${type}" must be one of: codecommit, connection, ecr, s3; for "${provider}" use type "connection" with provider "${provider}"`,
  ]);
});

test("rules that need the type of an object find nothing without it", () => {
  expect(serviceProblems({ deployment: { type: "recreate", bakeMinutes: 5 }, scheduling: "daemon" })).toContain(
    `services[0].deployment.type: "recreate" ${TYPES}`,
  );
});
