import type { FurtherPortConfig } from "../../../config/services/port.ts";
import { type PortSurroundings, portMappings, portName } from "../../../constructs/ecs/port-mappings.ts";

const mappings = (ports: FurtherPortConfig[] = [], surroundings: Partial<PortSurroundings> = {}, port?: number) =>
  JSON.parse(JSON.stringify(portMappings({ port, ports }, { networkMode: "awsvpc", ...surroundings })));

const METRICS: FurtherPortConfig = { name: "metrics", port: 9090, protocol: "tcp" };

test.each([
  ["bridge", 0],
  ["awsvpc", 8080],
] as const)("in the network mode %s the port outside is %d", (networkMode, hostPort) => {
  expect(mappings([], { networkMode }, 8080)).toEqual([{ containerPort: 8080, hostPort, protocol: "tcp" }]);
});

test("the first port takes UDP where connections are routed to it so", () => {
  expect(mappings([], { ipProtocol: "udp" }, 53)).toEqual([{ containerPort: 53, hostPort: 53, protocol: "udp" }]);
});

test.each([
  ["http", { name: "port-8080", appProtocol: "http" }],
  ["http2", { name: "port-8080", appProtocol: "http2" }],
  ["grpc", { name: "port-8080", appProtocol: "grpc" }],
  ["tcp", { name: "port-8080" }],
] as const)("Service Connect finds a port that speaks %s", (protocol, expected) => {
  const both = { containerPort: 8080, hostPort: 8080, protocol: "tcp" };
  expect(mappings([], { protocol }, 8080)).toEqual([{ ...both, ...expected }]);
});

test("a port is named after its number", () => {
  expect(portName(443)).toBe("port-443");
});

test("a container that listens on nothing has no ports", () => {
  expect(mappings()).toEqual([]);
});

test.each<[what: string, port: FurtherPortConfig, networkMode: PortSurroundings["networkMode"], expected: object]>([
  ["TCP", METRICS, "awsvpc", { containerPort: 9090, hostPort: 9090, protocol: "tcp", name: "metrics" }],
  ["TCP behind Docker", METRICS, "bridge", { containerPort: 9090, hostPort: 0, protocol: "tcp", name: "metrics" }],
  ["TCP of the instance", METRICS, "host", { containerPort: 9090, hostPort: 9090, protocol: "tcp" }],
  [
    "UDP",
    { ...METRICS, protocol: "udp" },
    "awsvpc",
    { containerPort: 9090, hostPort: 9090, protocol: "udp", name: "metrics" },
  ],
  [
    "gRPC",
    { ...METRICS, appProtocol: "grpc" },
    "awsvpc",
    { containerPort: 9090, hostPort: 9090, protocol: "tcp", name: "metrics", appProtocol: "grpc" },
  ],
])("a further port with %s comes after the first", (_, port, networkMode, expected) => {
  const hostPort = networkMode === "bridge" ? 0 : 80;
  expect(mappings([port], { networkMode }, 80)).toEqual([{ containerPort: 80, hostPort, protocol: "tcp" }, expected]);
});
