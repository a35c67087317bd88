import { demo } from "../../config/environments/demo.ts";
import { problems, type Refused, service, serviceProblems } from "../support/problems.ts";

const route = { priority: 1 };
const UNKNOWN = "unknown field: remove it, or correct its name";

test.each<Refused>([
  ["misspelt", { desierdCount: 2 }, "services[0].desierdCount: unknown field; did you mean `desiredCount`?"],
  ["without its unit", { memory: 1024 }, "services[0].memory: unknown field; did you mean `memoryMiB`?"],
  ["like no other", { priority: 2 }, `services[0].priority: ${UNKNOWN}`],
  ["of other tools", { replicas: 2 }, "services[0].replicas: unknown field; did you mean `desiredCount`?"],
  [
    "in an object",
    { route: { ...route, healthCheck: { intervalSecond: 5 } } },
    "services[0].route.healthCheck.intervalSecond: unknown field; did you mean `intervalSeconds`?",
  ],
  [
    "in an entry of a list",
    { sidecars: [{ name: "a", image: "a", essental: false }] },
    "services[0].sidecars[0].essental: unknown field; did you mean `essential`?",
  ],
  [
    "of an object that has several kinds",
    { deployment: { type: "ecs-blue-green", bakeMintues: 5 } },
    "services[0].deployment.bakeMintues: unknown field; did you mean `bakeMinutes`?",
  ],
  [
    "of other kinds of the object",
    { deployment: { type: "rolling", bakeMinutes: 5 } },
    'services[0].deployment.bakeMinutes: unknown field; it is a field of type "ecs-blue-green", "ecs-linear" or "ecs-canary"',
  ],
  [
    "that is misspelt, of another kind of the object",
    { deployment: { type: "rolling", stepPercnt: 5 } },
    'services[0].deployment.stepPercnt: unknown field; did you mean `stepPercent` of type "ecs-linear"?',
  ],
  [
    "instead of the type",
    { volumes: [{ tpye: "bind", name: "data" }] },
    "services[0].volumes[0].tpye: unknown field; did you mean `type`?",
  ],
])("a field %s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const WRITE_AN_OBJECT = "has the wrong type: write an object";

test.each<Refused>([
  ["a list", { taskRole: [] }, `services[0].taskRole: [] ${WRITE_AN_OBJECT}`],
  [
    "a list of objects",
    { serviceConnect: [{ name: "web" }] },
    `services[0].serviceConnect: [{"name":"web"}] ${WRITE_AN_OBJECT}`,
  ],
  [
    "a list instead of two kinds, one of which needs no type",
    { route: [route] },
    'services[0].route: [{"priority":1}] must be an object: write { type: "application" } or { type: "network" }',
  ],
  [
    "a list instead of several kinds",
    { deployment: [{ type: "rolling" }] },
    'services[0].deployment: [{"type":"rolling"}] must be an object: write { type: "rolling" }, { type: "codedeploy-blue-green" }, { type: "ecs-blue-green" }, { type: "ecs-linear" } or { type: "ecs-canary" }',
  ],
  [
    "a list instead of names",
    { container: { ...service.container, environment: ["MODE=a"] } },
    `services[0].container.environment: ["MODE=a"] ${WRITE_AN_OBJECT}`,
  ],
  [
    "a map",
    { container: { ...service.container, environment: new Map([["MODE", "a"]]) } },
    `services[0].container.environment: {} ${WRITE_AN_OBJECT}`,
  ],
])("%s is not taken for an object", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test("all unknown fields of an object are reported at once", () => {
  expect(serviceProblems({ desierdCount: 2, replicas: 2 })).toHaveLength(2);
});

test("a field that is there under a misspelt name is not missing", () => {
  const { container, ...rest } = service;
  expect(problems({ ...demo, services: [{ ...rest, containr: container }], delivery: undefined })).toEqual([
    'services[0].containr: {"image":"…"} unknown field; did you mean `container`?',
  ]);
});

test("a rule does not take the default of a field that is there under a misspelt name", () => {
  expect(serviceProblems({ cpuUnit: 1024, memoryMiB: 4096 })).toEqual([
    "services[0].cpuUnit: unknown field; did you mean `cpuUnits`?",
  ]);
});

test("rules run on the other fields of an object with an unknown one", () => {
  expect(serviceProblems({ priority: 2, route: { ...route, slowStartSeconds: 5 } })).toEqual([
    `services[0].priority: ${UNKNOWN}`,
    "services[0].route.slowStartSeconds: 5 is too short: use 30 to 900 seconds, or 0 for none",
  ]);
});

test("a field that is there besides a misspelt one counts", () => {
  expect(serviceProblems({ cpuUnit: 1024, cpuUnits: 100 })).toEqual([
    "services[0].cpuUnit: unknown field; did you mean `cpuUnits`?",
    expect.stringMatching(/^services\[0\]\.cpuUnits: 100 is out of range/),
  ]);
});

test("a header may have any name", () => {
  expect(serviceProblems({ route: { ...route, headers: { "X-Hosts": ["a"] } } })).toEqual([]);
});
