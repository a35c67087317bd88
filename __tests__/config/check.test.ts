import { demo } from "../../config/environments/demo.ts";
import { environmentOf, problems, service, serviceProblems } from "../support/problems.ts";

const scaling = { minTasks: 1, maxTasks: 4, tracking: [{ metric: "cpu", target: 60 }] };
const LIMITS = "is outside the scaling limits: use 1 to 4, or change scaling.minTasks or maxTasks";

describe("a rule", () => {
  test("runs beside a field of the wrong type", () => {
    expect(serviceProblems({ cpuUnits: "256", desiredCount: 9, scaling })).toEqual([
      'services[0].cpuUnits: "256" has the wrong type: write a number, without quotes',
      `services[0].desiredCount: 9 ${LIMITS}`,
    ]);
  });

  test("runs beside a part that is missing", () => {
    const found = problems({ ...demo, network: undefined, delivery: { services: ["web"] } });
    expect(found).toEqual([
      "network: is required: add it",
      expect.stringMatching(/^delivery\.services\[0\]: "web" must be one of services: /),
    ]);
  });

  test("compares the services beside one that is wrong", () => {
    const { services } = environmentOf(service, service);
    expect(problems({ ...environmentOf(), services: [null, ...services] })).toEqual([
      "services[0]: null has the wrong type: write an object",
      'services[2].name: "web" is the name of services[1] too: give each its own',
    ]);
  });

  test.each([
    { desiredCount: -1 },
    { scaling: { ...scaling, minTasks: -1 } },
    { scaling: { ...scaling, maxTasks: "4" }, desiredCount: 9 },
    { os: "windows", container: { ...service.container, init: true } },
    { deployment: { type: "recreate" }, route: { priority: 1, stickySeconds: 60 } },
    { cpuUnits: 100 },
  ])("says nothing of what it reads that is wrong in itself: %j", (change) => {
    expect(serviceProblems(change)).toHaveLength(1);
  });

  test("does not repeat that an entry of a list is wrong", () => {
    const zones = ["us-east-1", "eu-west-1a"];
    expect(problems({ ...demo, network: { ...demo.network, zones } })).toEqual([
      'network.zones[0]: "us-east-1" is not an Availability Zone: write its name, such as us-east-1a',
      'network.zones[1]: "eu-west-1a" is not in region us-east-1: use us-east-1a, us-east-1b …',
    ]);
  });

  test("says nothing of the delivery of a service whose name is wrong in itself", () => {
    const services = [{ ...service, name: "my web" }];
    expect(problems({ ...demo, services, delivery: { services: ["my web"] } })).toHaveLength(1);
  });

  test("says nothing of zones in a region that is wrong in itself", () => {
    expect(problems({ ...demo, region: "us-east" })).toHaveLength(1);
  });
});

test.each([
  [NaN, "NaN has the wrong type"],
  [Infinity, "Infinity is out of range"],
  [-Infinity, "-Infinity is out of range"],
  [[NaN], "[NaN] has the wrong type"],
  [{ a: -Infinity }, '{"a":-Infinity} has the wrong type'],
  [5n, "5 has the wrong type"],
])("%p is shown as it is", (desiredCount, shown) => {
  expect(serviceProblems({ desiredCount })).toEqual([expect.stringContaining(`services[0].desiredCount: ${shown}`)]);
});

describe("a value that is there by default is shown as such", () => {
  test("from its schema", () => {
    expect(problems({ ...demo, network: { ...demo.network, privateSubnetCidrs: [] } })).toEqual([
      'network.nat: "one-per-zone" (the default) has no private subnets to serve: use "none", or list privateSubnetCidrs',
    ]);
  });

  test("or from other fields", () => {
    expect(serviceProblems({ cpuUnits: 1024 })).toEqual([
      "services[0].memoryMiB: 512 (the default) is not allowed with cpuUnits 1024: use 2048 to 8192 in steps of 1024",
    ]);
  });

  test("but not a field that has none", () => {
    expect(problems({ ...demo, network: undefined })).toEqual(["network: is required: add it"]);
  });
});

describe("a line is bounded", () => {
  const long = "w".repeat(300);
  const longest = (environment: object) => Math.max(...problems(environment).map(({ length }) => length));

  test.each([
    ["value", { name: long }],
    ["name of a field", { [long]: 1 }],
    ["name of an entry", { tags: { [long]: 1 } }],
    ["service", { services: [{ ...service, name: "w".repeat(200) }], delivery: { services: ["a", "b"] } }],
  ])("with a long %s", (_, change) => {
    expect(longest({ ...demo, ...change })).toBeLessThan(250);
  });

  test("with many services", () => {
    const services = Array.from({ length: 200 }, (_, index) => ({ ...service, name: `service-${index}` }));
    expect(longest({ ...demo, services, delivery: { services: ["other"] } })).toBeLessThan(400);
  });
});
