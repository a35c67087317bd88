import type { ServiceConnectConfig } from "../../../config/services/service-connect.ts";
import { calledPorts, serviceConnectArguments } from "../../../constructs/ecs/service-connect.ts";
import { serviceConnect as client, container } from "../../support/service-props.ts";

const MESH = { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh", rules: [] };
const CLIENT = { enabled: true, namespace: "arn:namespace" };
const PORTS = [{ name: "admin", port: 9901, protocol: "tcp" } as const];
const sidecars = [{ ...container, name: "proxy", essential: true, ports: PORTS }];

const connect = (serviceConnect?: ServiceConnectConfig, roleArn?: string) =>
  serviceConnectArguments({ serviceConnect, container, sidecars }, MESH, roleArn);

test("a service that does not use it has no arguments", () => {
  expect(connect()).toBeUndefined();
});

test("without a name it only calls others", () => {
  expect(connect(client)).toEqual(CLIENT);
});

test.each([
  [undefined, 8080],
  [80, 80],
])("with the port %s others call it by its name at %d", (port, expected) => {
  expect(connect({ ...client, name: "web", port })).toEqual({
    ...CLIENT,
    service: [{ portName: "port-8080", discoveryName: "web", clientAlias: { dnsName: "web", port: expected } }],
  });
});

test.each([
  [undefined, 9901],
  [80, 80],
])("with the port %s others call a further port of a sidecar at %d", (port, expected) => {
  const further = [{ portName: "admin", name: "web-admin", port }];
  expect(connect({ ...client, further })).toEqual({
    ...CLIENT,
    service: [{ portName: "admin", discoveryName: "web-admin", clientAlias: { dnsName: "web-admin", port: expected } }],
  });
});

test("a service is called by several names", () => {
  const further = [{ portName: "admin", name: "web-admin" }];
  expect(connect({ ...client, name: "web", further })?.service).toMatchObject([
    { portName: "port-8080", discoveryName: "web" },
    { portName: "admin", discoveryName: "web-admin" },
  ]);
});

test("each name has its own timeouts", () => {
  const further = [{ portName: "admin", name: "web-admin", idleTimeoutSeconds: 0 }];
  const timeouts = { idleTimeoutSeconds: 600, perRequestTimeoutSeconds: 60 };
  expect(connect({ ...client, name: "web", ...timeouts, further })?.service).toMatchObject([
    { portName: "port-8080", timeout: timeouts },
    { portName: "admin", timeout: { idleTimeoutSeconds: 0 } },
  ]);
});

describe("encryption", () => {
  const tls = { certificateAuthorityArn: "arn:authority", keyArn: "arn:key" };
  const settings = { ...client, name: "web", tls, further: [{ portName: "admin", name: "web-admin" }] };

  test("is at all names, with certificates that ECS manages by its role", () => {
    const expected = {
      issuerCertAuthority: { awsPcaAuthorityArn: "arn:authority" },
      kmsKey: "arn:key",
      roleArn: "arn:infrastructure",
    };
    expect(connect(settings, "arn:infrastructure")?.service).toMatchObject([{ tls: expected }, { tls: expected }]);
  });

  test("needs the role", () => {
    expect(() => connect(settings)).toThrow("infrastructureRoleArn is needed for ECS to manage certificates");
  });
});

test("a name for a port that no container has is an error", () => {
  expect(() => connect({ ...client, further: [{ portName: "metrics", name: "web-metrics" }] })).toThrow(
    "no container has a port metrics",
  );
});

describe("ports at which proxies are called", () => {
  const called = { ...client, name: "web", port: 80 };
  const further = [{ portName: "admin", name: "web-admin", port: 81 }];
  const of = (serviceConnect?: ServiceConnectConfig, networkMode: "awsvpc" | "bridge" = "awsvpc") => ({
    serviceConnect,
    container,
    sidecars,
    networkMode,
  });

  test.each<[what: string, services: Parameters<typeof calledPorts>[0], ports: [number, number][]]>([
    ["nothing of a service without it", [of()], []],
    ["nothing of a service that only calls others", [of(client), of(client, "bridge")], []],
    ["the port of the container, whatever callers use", [of(called)], [[8080, 8080]]],
    ["further ports", [of({ ...client, further })], [[9901, 9901]]],
    [
      "each once",
      [of({ ...called, further }), of(called)],
      [
        [8080, 8080],
        [9901, 9901],
      ],
    ],
    ["what Docker gives, in bridge mode", [of({ ...called, further }, "bridge")], [[32768, 65535]]],
  ])("%s", (_, services, ports) => {
    expect(calledPorts(services)).toEqual(ports);
  });
});
