import {
  type Accepted,
  environmentOf,
  onInstances,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const image = "nginx:1.29";
const METRICS = { name: "metrics", port: 9090 };
const having = (...ports: object[]) => ({ container: { image, ports } });
const sidecar = (name: string, change: object = {}) => ({ name, image, ...change });
const connect = (...further: object[]) => ({ ...having(METRICS), serviceConnect: { further } });

const routed = (protocol: string) => ({
  route: { type: "network", port: 7000, protocol, ...(protocol === "UDP" && { healthCheck: { port: 8080 } }) },
});

const REFUSED: Refused[] = [
  [
    "a name with capitals",
    having({ ...METRICS, name: "Metrics" }),
    'services[0].container.ports[0].name: "Metrics" is not the name of a port: use up to 64 lower-case letters, digits, _ and -, not beginning with -',
  ],
  [
    "a name that begins with a hyphen",
    having({ ...METRICS, name: "-metrics" }),
    'services[0].container.ports[0].name: "-metrics" is not the name of a port: use up to 64 lower-case letters, digits, _ and -, not beginning with -',
  ],
  [
    "a protocol that a port has not",
    having({ ...METRICS, protocol: "http" }),
    'services[0].container.ports[0].protocol: "http" must be one of: tcp, udp',
  ],
  [
    "a port that the container has",
    having({ name: "again", port: 80 }),
    "services[0].container.ports[0].port: 80 is a port of this container already: remove one of them",
  ],
  [
    "a port of the container with another protocol",
    having({ name: "again", port: 80, protocol: "udp" }),
    "services[0].container.ports[0].port: 80 is a port of this container already: remove one of them",
  ],
  [
    "a port that two containers of a task on one network interface have",
    { sidecars: [sidecar("proxy", { port: 80 })] },
    "services[0].sidecars[0].port: 80 is a port of container too, and containers of a task share its ports: use another",
  ],
  [
    "a further port that two containers have",
    { ...having(METRICS), sidecars: [sidecar("proxy", { ports: [{ name: "more", port: 9090 }] })] },
    "services[0].sidecars[0].ports[0].port: 9090 is a port of container too, and containers of a task share its ports: use another",
  ],
  [
    "a port of two sidecars",
    { sidecars: [sidecar("one", { port: 81 }), sidecar("two", { port: 81 })] },
    "services[0].sidecars[1].port: 81 is a port of sidecars[0] too, and containers of a task share its ports: use another",
  ],
  [
    "a sidecar's UDP port that connections are routed to by UDP",
    { ...routed("UDP"), sidecars: [sidecar("dns", { ports: [{ name: "dns", port: 80, protocol: "udp" }] })] },
    "services[0].sidecars[0].ports[0].port: 80 is a port of container too, and containers of a task share its ports: use another",
  ],
  [
    "a sidecar's UDP port that connections are routed to by both protocols",
    { ...routed("TCP_UDP"), sidecars: [sidecar("dns", { ports: [{ name: "dns", port: 80, protocol: "udp" }] })] },
    "services[0].sidecars[0].ports[0].port: 80 is a port of container too, and containers of a task share its ports: use another",
  ],
  [
    "two ports of one name",
    { ...having(METRICS), sidecars: [sidecar("proxy", { ports: [{ name: "metrics", port: 9091 }] })] },
    'services[0].sidecars[0].ports[0].name: "metrics" is the name of another port of the service: give each its own',
  ],
  [
    "the name of the first port",
    having({ name: "port-80", port: 81 }),
    'services[0].container.ports[0].name: "port-80" is the name of the port of the service\'s container: use another',
  ],
  [
    "HTTP over UDP",
    having({ ...METRICS, protocol: "udp", appProtocol: "http" }),
    'services[0].container.ports[0].appProtocol: "http" is only for TCP: leave it out, or set protocol to tcp',
  ],
  [
    "Service Connect at a port that is misspelt",
    connect({ portName: "metric", name: "web-metrics" }),
    'services[0].serviceConnect.further[0].portName: "metric" must be one of ports of the containers: metrics; did you mean "metrics"?',
  ],
  [
    "Service Connect at a port where there is none",
    { serviceConnect: { further: [{ portName: "metrics", name: "web-metrics" }] } },
    'services[0].serviceConnect.further[0].portName: "metrics" is not a port of the service: add it to container.ports',
  ],
  [
    "Service Connect at a UDP port",
    {
      ...having({ ...METRICS, protocol: "udp" }),
      serviceConnect: { further: [{ portName: "metrics", name: "web-metrics" }] },
    },
    'services[0].serviceConnect.further[0].portName: "metrics" is a UDP port, which Service Connect does not forward',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const onBridge = { cluster: "ec2", networkMode: "bridge" };
const ACCEPTED: Accepted[] = [
  ["a further port", having(METRICS)],
  [
    "a sidecar's TCP port of the number of a UDP route",
    { ...routed("UDP"), sidecars: [sidecar("proxy", { port: 80 })] },
  ],
  [
    "a port of each protocol in two containers",
    { ...having(), sidecars: [sidecar("dns", { ports: [{ name: "dns", port: 80, protocol: "udp" }] })] },
  ],
  [
    "the same port in two containers that have their own networks",
    { ...onInstances, ...onBridge, sidecars: [sidecar("proxy", { port: 80, memoryMiB: 64 })] },
  ],
  ["a name of another number", having({ name: "port-81", port: 81 })],
  ["Service Connect at a further port alone", connect({ portName: "metrics", name: "web-metrics" })],
  [
    "steps of ECS that move requests to a further port",
    { ...connect({ portName: "metrics", name: "web-metrics" }), deployment: { type: "ecs-linear" } },
  ],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

test("a further name of Service Connect is that of one service only", () => {
  const other = { ...service, name: "orders", serviceConnect: { name: "web-metrics" } };
  const one = { ...service, ...connect({ portName: "metrics", name: "web-metrics" }) };
  expect(problems(environmentOf(other, one))).toEqual([
    'services[1].serviceConnect.further[0].name: "web-metrics" is the Service Connect name on the fargate cluster of services[0] too: give each its own',
  ]);
});
