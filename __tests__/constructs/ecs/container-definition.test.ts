import type { HealthCheckConfig, TaskContainerConfig } from "../../../config/services/container.ts";
import { type ContainerSurroundings, containerDefinition } from "../../../constructs/ecs/container-definition.ts";
import { container } from "../../support/service-props.ts";

const definition = (props: Partial<TaskContainerConfig> = {}, surroundings: Partial<ContainerSurroundings> = {}) =>
  containerDefinition(
    { ...container, ...props },
    { networkMode: "awsvpc", logConfiguration: { logDriver: "awslogs" }, ...surroundings },
  ) as Record<string, unknown>;

const CHECK: HealthCheckConfig = {
  command: "curl -f http://localhost/",
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 10,
};

test("a container that asks for nothing says nothing more than it must", () => {
  const { port: _, ...withoutPort } = container;
  expect(JSON.parse(JSON.stringify(definition({ ...withoutPort, port: undefined })))).toEqual({
    name: "app",
    image: "nginx:1.29",
    essential: true,
    portMappings: [],
    environment: [],
    logConfiguration: { logDriver: "awslogs" },
  });
});

test.each<[string, Partial<TaskContainerConfig>, Record<string, unknown>]>([
  ["a name", { name: "proxy" }, { name: "proxy" }],
  ["an image", { image: "nginx@sha256:1" }, { image: "nginx@sha256:1" }],
  ["that the task outlives it", { essential: false }, { essential: false }],
  ["CPU", { cpuUnits: 128 }, { cpu: 128 }],
  ["memory", { memoryMiB: 512 }, { memory: 512 }],
  ["kept memory", { memoryReservationMiB: 64 }, { memoryReservation: 64 }],
  ["all rights", { privileged: true }, { privileged: true }],
  [
    "kernel parameters, by name",
    { systemControls: { "net.b": "2", "net.a": "1" } },
    {
      systemControls: [
        { namespace: "net.a", value: "1" },
        { namespace: "net.b", value: "2" },
      ],
    },
  ],
  ["labels", { labels: { team: "shop" } }, { dockerLabels: { team: "shop" } }],
  [
    "to be started again",
    { restart: { ignoredExitCodes: [2, 0], attemptPeriodSeconds: 90 } },
    { restartPolicy: { enabled: true, ignoredExitCodes: [0, 2], restartAttemptPeriod: 90 } },
  ],
  ["any digest of its tag", { versionConsistency: false }, { versionConsistency: "disabled" }],
  ["time to start", { startTimeoutSeconds: 60 }, { startTimeout: 60 }],
  ["a capability", { addCapabilities: ["SYS_PTRACE"] }, { linuxParameters: { capabilities: { add: ["SYS_PTRACE"] } } }],
  ["GPUs", { gpus: 2 }, { resourceRequirements: [{ type: "GPU", value: "2" }] }],
  ["a command", { command: ["sh", "-c", "true"] }, { command: ["sh", "-c", "true"] }],
  ["an entry point", { entryPoint: ["/tini", "--"] }, { entryPoint: ["/tini", "--"] }],
  ["a folder", { workingDirectory: "/srv" }, { workingDirectory: "/srv" }],
  [
    "settings, by name",
    { environment: { B: "2", A: "1" } },
    {
      environment: [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
    },
  ],
  [
    "secrets, by name",
    { secrets: { TOKEN: { arn: "arn:token" }, KEY: { arn: "arn:key", keyArn: "arn:kms" } } },
    {
      secrets: [
        { name: "KEY", valueFrom: "arn:key" },
        { name: "TOKEN", valueFrom: "arn:token" },
      ],
    },
  ],
  [
    "a registry's password",
    { registryCredentialsArn: { arn: "arn:registry", keyArn: "arn:kms" } },
    { repositoryCredentials: { credentialsParameter: "arn:registry" } },
  ],
  [
    "files of variables, in order",
    { environmentFiles: [{ arn: "arn:b.env", keyArn: "arn:kms" }, { arn: "arn:a.env" }] },
    {
      environmentFiles: [
        { value: "arn:b.env", type: "s3" },
        { value: "arn:a.env", type: "s3" },
      ],
    },
  ],
  [
    "containers to wait for, in order",
    {
      dependsOn: [
        { container: "schema", condition: "SUCCESS" },
        { container: "cache", condition: "HEALTHY" },
      ],
    },
    {
      dependsOn: [
        { containerName: "schema", condition: "SUCCESS" },
        { containerName: "cache", condition: "HEALTHY" },
      ],
    },
  ],
  ["a read-only root", { readOnlyRootFilesystem: true }, { readonlyRootFilesystem: true }],
  ["a user", { user: "1000:1000" }, { user: "1000:1000" }],
  ["an init process", { init: true }, { linuxParameters: { initProcessEnabled: true } }],
  ["a capability to drop", { dropCapabilities: ["ALL"] }, { linuxParameters: { capabilities: { drop: ["ALL"] } } }],
  [
    "capabilities to drop, by name",
    { dropCapabilities: ["NET_RAW", "CHOWN"] },
    { linuxParameters: { capabilities: { drop: ["CHOWN", "NET_RAW"] } } },
  ],
  [
    "limits, by name",
    { ulimits: { nproc: { soft: 1, hard: 2 }, nofile: { soft: 1024, hard: 4096 } } },
    {
      ulimits: [
        { name: "nofile", softLimit: 1024, hardLimit: 4096 },
        { name: "nproc", softLimit: 1, hardLimit: 2 },
      ],
    },
  ],
  ["time to stop", { stopTimeoutSeconds: 90 }, { stopTimeout: 90 }],
  [
    "mounts",
    { mounts: [{ volume: "data", path: "/data", readOnly: true }] },
    { mountPoints: [{ sourceVolume: "data", containerPath: "/data", readOnly: true }] },
  ],
])("a container may have %s", (_, props, expected) => {
  expect(definition(props)).toEqual({ ...definition(), ...expected });
});

test.each<[string | string[], string[]]>([
  ["curl -f http://localhost/", ["CMD-SHELL", "curl -f http://localhost/"]],
  [
    ["curl", "-f", "http://localhost/"],
    ["CMD", "curl", "-f", "http://localhost/"],
  ],
  [
    ["CMD", "curl"],
    ["CMD", "curl"],
  ],
  [
    ["CMD-SHELL", "curl || exit 1"],
    ["CMD-SHELL", "curl || exit 1"],
  ],
  [["NONE"], ["NONE"]],
])("a health check written as %j is run as %j", (command, expected) => {
  expect(definition({ healthCheck: { ...CHECK, command } }).healthCheck).toMatchObject({ command: expected });
});

test("a health check has its times", () => {
  expect(definition({ healthCheck: CHECK }).healthCheck).toMatchObject({
    interval: 30,
    timeout: 5,
    retries: 3,
    startPeriod: 10,
  });
});

test("a container has the ports that it listens on", () => {
  expect(definition({}, { networkMode: "awsvpc" }).portMappings).toEqual([
    { containerPort: 8080, hostPort: 8080, protocol: "tcp" },
  ]);
});

test("a container logs as its task says", () => {
  const logConfiguration = { logDriver: "awsfirelens" };
  expect(definition({}, { logConfiguration }).logConfiguration).toEqual(logConfiguration);
});
