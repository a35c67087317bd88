import {
  type Accepted,
  completed,
  environmentOf,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const image = "nginx:1.29";
const main = (change: object) => ({ container: { image, ...change } });
const sidecar = (name: string, change: object = {}) => ({ name, image, ...change });
const after = (container: string, condition?: string) => ({ dependsOn: [{ container, condition }] });
const DATABASE = "arn:aws:ssm:us-east-1:123456789012:parameter/database";

const REFUSED: Refused[] = [
  [
    "all rights on Fargate",
    { container: { image: "nginx:1.29", privileged: true } },
    "services[0].container.privileged: true is only for instances: leave it out, or use the EC2 cluster",
  ],
  [
    "a capability that Fargate does not add",
    { container: { image: "nginx:1.29", addCapabilities: ["SYS_PTRACE", "NET_ADMIN"] } },
    'services[0].container.addCapabilities[1]: "NET_ADMIN" is not for Fargate, which adds SYS_PTRACE only: leave it out, or use the EC2 cluster',
  ],
  [
    "GPUs on Fargate",
    { container: { image: "nginx:1.29", gpus: 1 } },
    "services[0].container.gpus: 1 is only for instances, of types that have GPUs: leave it out, or use the EC2 cluster",
  ],
  [
    "credentials in plain settings",
    { container: { image: "nginx:1.29", environment: { AWS_ACCESS_KEY_ID: "AKIA" } } },
    "services[0].container.environment.AWS_ACCESS_KEY_ID: (value hidden: its name says that it is a secret) is a credential that anyone allowed to describe the task can read: use taskRole, or secrets",
  ],
  [
    "a sidecar with the name of the container",
    { ...main({ name: "app" }), sidecars: [sidecar("app")] },
    'services[0].sidecars[0].name: "app" is the name of another container: give each its own',
  ],
  [
    "a sidecar with the name of another",
    { sidecars: [sidecar("cache"), sidecar("cache")] },
    'services[0].sidecars[1].name: "cache" is the name of another container: give each its own',
  ],
  [
    "a sidecar with the name that the container has by default",
    { sidecars: [sidecar("ecs-demo-container")] },
    'services[0].sidecars[0].name: "ecs-demo-container" is the default name of the service\'s container: use another',
  ],
  [
    "a sidecar with the name that firelens takes",
    { logs: { type: "firelens", options: {} }, sidecars: [sidecar("log-router")] },
    'services[0].sidecars[0].name: "log-router" is the name of the container that firelens adds: use another',
  ],
  [
    "a container with the name that firelens takes",
    { logs: { type: "firelens", options: {} }, ...main({ name: "log-router" }) },
    'services[0].container.name: "log-router" is the name of the container that firelens adds: use another',
  ],
  [
    "waiting for nothing",
    main(after("cache")),
    'services[0].container.dependsOn[0].container: "cache" must be one of the service\'s containers: ecs-demo-container',
  ],
  [
    "waiting for a misspelt default name",
    { sidecars: [sidecar("cache", after("ecs-demo-contianer"))] },
    'services[0].sidecars[0].dependsOn[0].container: "ecs-demo-contianer" must be one of the service\'s containers: ecs-demo-container, cache; did you mean "ecs-demo-container"?',
  ],
  [
    "waiting for oneself",
    { sidecars: [sidecar("cache", after("cache"))] },
    'services[0].sidecars[0].dependsOn[0].container: "cache" is this container itself: name another',
  ],
  [
    "waiting for health without a health check",
    { ...main(after("cache", "HEALTHY")), sidecars: [sidecar("cache")] },
    'services[0].container.dependsOn[0].container: "cache" has no health check, which HEALTHY requires: add one, or use START',
  ],
  [
    "waiting for the end of an essential sidecar",
    { ...main(after("cache", "COMPLETE")), sidecars: [sidecar("cache")] },
    'services[0].container.dependsOn[0].container: "cache" is essential, so the task ends with it: set essential to false, or use START',
  ],
  [
    "waiting for the success of an essential sidecar",
    { ...main(after("cache", "SUCCESS")), sidecars: [sidecar("cache")] },
    'services[0].container.dependsOn[0].container: "cache" is essential, so the task ends with it: set essential to false, or use START',
  ],
  [
    "waiting for the end of the container",
    { ...main({ name: "app" }), sidecars: [sidecar("cache", after("app", "COMPLETE"))] },
    'services[0].sidecars[0].dependsOn[0].container: "app" is the main container of the service, so the task ends with it: use START',
  ],
  [
    "a mount of nothing",
    main({ mounts: [{ volume: "data", path: "/data" }] }),
    'services[0].container.mounts[0].volume: "data" is not a volume of the service: add it to volumes',
  ],
  [
    "a mount of a sidecar of nothing",
    { sidecars: [sidecar("cache", { mounts: [{ volume: "data", path: "/data" }] })] },
    'services[0].sidecars[0].mounts[0].volume: "data" is not a volume of the service: add it to volumes',
  ],
  [
    "a setting that is secret and plain",
    main({ environment: { DATABASE: "x" }, secrets: { DATABASE } }),
    `services[0].container.secrets.DATABASE: (value hidden: its name says that it is a secret) is set in environment too: keep one of the two`,
  ],
  [
    "a health check that is slower than its interval",
    main({ healthCheck: { command: "true", intervalSeconds: 10, timeoutSeconds: 11 } }),
    "services[0].container.healthCheck.timeoutSeconds: 11 is more than intervalSeconds 10: lower it, or raise intervalSeconds",
  ],
  [
    "a shell where nothing can be written",
    { ...main({ readOnlyRootFilesystem: true }), exec: true },
    "services[0].exec: true needs a file system to write to: set container.readOnlyRootFilesystem to false, or leave exec out",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const CYCLE = "waits for this container in turn: remove one of the dependencies";

test.each<[string, object, string[]]>([
  [
    "two containers",
    { ...main({ name: "app", ...after("cache") }), sidecars: [sidecar("cache", after("app"))] },
    ['container.dependsOn[0].container: "cache"', 'sidecars[0].dependsOn[0].container: "app"'],
  ],
  [
    "the container under its default name and a sidecar",
    { ...main(after("cache")), sidecars: [sidecar("cache", after("ecs-demo-container"))] },
    ['container.dependsOn[0].container: "cache"', 'sidecars[0].dependsOn[0].container: "ecs-demo-container"'],
  ],
  [
    "three sidecars",
    { sidecars: [sidecar("a", after("b")), sidecar("b", after("c")), sidecar("c", after("a"))] },
    ["b", "c", "a"].map((name, index) => `sidecars[${index}].dependsOn[0].container: "${name}"`),
  ],
  [
    "two sidecars, which a third waits for without being one of them",
    { sidecars: [sidecar("a", after("b")), sidecar("b", after("a")), sidecar("c", after("a"))] },
    ["b", "a"].map((name, index) => `sidecars[${index}].dependsOn[0].container: "${name}"`),
  ],
])("a ring of %s is refused", (_, change, where) => {
  expect(serviceProblems(change)).toEqual(where.map((each) => `services[0].${each} ${CYCLE}`));
});

const WINDOWS = { os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048 };

test.each([
  ["readOnlyRootFilesystem", true],
  ["dropCapabilities", ["ALL"]],
  ["init", true],
  ["ulimits", { nofile: { soft: 1, hard: 2 } }],
  ["user", "101"],
])("%s is refused on Windows, in the container and in sidecars", (field, value) => {
  const message = `${field}: ${JSON.stringify(value)} is only for Linux: leave it out, or set os to linux`;
  expect(serviceProblems({ ...WINDOWS, ...main({ [field]: value }) })).toEqual([`services[0].container.${message}`]);
  expect(serviceProblems({ ...WINDOWS, sidecars: [sidecar("cache", { [field]: value })] })).toEqual([
    `services[0].sidecars[0].${message}`,
  ]);
});

const ACCEPTED: Accepted[] = [
  ["waiting for the container under its default name", { sidecars: [sidecar("cache", after("ecs-demo-container"))] }],
  [
    "waiting for the success of a sidecar that may end",
    { ...main(after("migrate", "SUCCESS")), sidecars: [sidecar("migrate", { essential: false })] },
  ],
  [
    "waiting for a sidecar's health",
    { ...main(after("cache", "HEALTHY")), sidecars: [sidecar("cache", { healthCheck: { command: "true" } })] },
  ],
  ["a sidecar that waits for the container", { ...main({ name: "app" }), sidecars: [sidecar("proxy", after("app"))] }],
  [
    "two containers that wait for the same one",
    { ...main(after("a")), sidecars: [sidecar("a"), sidecar("b", after("a"))] },
  ],
  ["a name like that of firelens, without it", { sidecars: [sidecar("log-router")] }],
  [
    "a name like the default one, where the container has another",
    {
      ...main({ name: "app" }),
      sidecars: [sidecar("ecs-demo-container")],
    },
  ],
  ["a shell", { exec: true }],
  ["a mount", { ...main({ mounts: [{ volume: "tmp", path: "/tmp" }] }), volumes: [{ type: "bind", name: "tmp" }] }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

test("the same name in two services is fine", () => {
  const sidecars = [sidecar("cache")];
  expect(problems(environmentOf({ ...service, sidecars }, { ...service, name: "other", sidecars }))).toEqual([]);
});

test("the container is named after the environment, and listens on port 80", () => {
  expect(completed({}).container).toMatchObject({ name: "ecs-demo-container", port: 80, environment: {}, mounts: [] });
});

test("a sidecar is essential, and listens nowhere", () => {
  const [cache] = completed({ sidecars: [sidecar("cache")] }).sidecars;
  expect(cache?.essential).toBe(true);
  expect(cache?.port).toBeUndefined();
});
