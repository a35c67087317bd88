import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(180_000);

const image = "public.ecr.aws/nginx/nginx:1.29";
const METRICS = { name: "metrics", port: 9090, appProtocol: "http" };
const DNS = { name: "dns", port: 53, protocol: "udp" };

const web = {
  name: "web",
  cluster: "fargate",
  container: { image, ports: [METRICS] },
  route: { priority: 1 },
  serviceConnect: { name: "web", further: [{ portName: "metrics", name: "web-metrics" }] },
};

const api = {
  name: "api",
  cluster: "ec2",
  container: { image, memoryMiB: 128 },
  desiredCount: 1,
  route: { priority: 1 },
};

const onHost = { ...api, networkMode: "host", container: { ...api.container, port: 8080 } };

const ID = "11111111-2222-3333-4444-555555555555";
const AUTHORITY = `arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/${ID}`;
const KEY = `arn:aws:kms:us-east-1:123456789012:key/${ID}`;

const GIVEN = "sg-0123456789abcdef0";
const OPEN = { port: 9090, cidrs: ["10.60.0.0/16"], securityGroupIds: [GIVEN], prefixListIds: ["pl-3b927c52"] };

const environment = (...services: object[]) => ({
  name: "net",
  account: "123456789012",
  region: "us-east-1",
  state: { type: "local" },
  network: { cidr: "10.60.0.0/16", zones: ["us-east-1a", "us-east-1b"], flowLogRetentionDays: null },
  ec2Cluster: { loadBalancer: { accessLogDays: null } },
  fargateCluster: { loadBalancer: { accessLogDays: null } },
  services,
});

const load =
  (written: unknown) =>
  (name: string, folder: string): Config => ({
    ...parseConfig(written, name),
    lockAccount: false,
    state: { type: "local", folder },
  });

const servicesOf = (...services: object[]) => parseConfig(environment(...services), "net").services;

describeWithTerraform("ports, names and openings of services, on the offline AWS", () => {
  const system = new Deployment<Config>("net", load(environment(web, api)));
  beforeAll(() => system.start());
  afterAll(() => system.stop());

  const settled = async () => {
    for (const stack of system.stacks) expect([stack, await system.plan(stack)]).toEqual([stack, NOTHING]);
  };

  /** Deploys other services, and tells what was interrupted. */
  const change = async (...services: object[]) => {
    system.synthesize({ services: servicesOf(...services) });
    for (const stack of system.stacks) await system.apply(stack);
    await settled();
    return system.interruptions();
  };

  /** Ports of the container in the newest revision of a task. */
  const portsOf = (family: string) => {
    const definitions = system.cloud.list("aws_ecs_task_definition").map(({ attributes }) => attributes);
    const newest = definitions.filter((each) => each.family === family).at(-1);
    return JSON.parse(String(newest?.container_definitions))[0].portMappings;
  };

  test("all is there, and nothing left to do", async () => {
    await system.deploy();
    await settled();
    expect(portsOf("net-web-task-def")).toMatchObject([
      { containerPort: 80 },
      { containerPort: 9090, name: "metrics" },
    ]);
  });

  test("a further port comes to a running service without an interruption", async () => {
    expect(await change({ ...web, container: { image, ports: [METRICS, DNS] } }, api)).toEqual([]);
    expect(portsOf("net-web-task-def")).toHaveLength(3);
  });

  test.each<[what: string, api: object, port: number]>([
    ["moves to a port of its instance", onHost, 8080],
    ["moves to another one", { ...onHost, container: { ...onHost.container, port: 8081 } }, 8081],
  ])("a running service %s without an interruption", async (_, moved, port) => {
    expect(await change(web, moved)).toEqual([]);
    expect(portsOf("net-api-task-def")).toMatchObject([{ containerPort: port, hostPort: port }]);
  });

  test("timeouts and encryption come to a running service without an interruption", async () => {
    const tls = { certificateAuthorityArn: AUTHORITY, keyArn: KEY };
    const serviceConnect = { ...web.serviceConnect, idleTimeoutSeconds: 600, perRequestTimeoutSeconds: 60, tls };
    expect(await change({ ...web, serviceConnect }, onHost)).toEqual([]);
  });

  test("DNS names come to running services, change and go, without an interruption", async () => {
    const discovery = { serviceDiscovery: {} };
    const names = () => system.cloud.list("aws_service_discovery_service").map(({ attributes }) => attributes.name);
    expect(await change({ ...web, ...discovery }, { ...onHost, ...discovery })).toEqual([]);
    expect(names().sort()).toEqual(["_api._tcp", "web"]);
    expect(await change({ ...web, serviceDiscovery: { recordType: "SRV" } }, onHost)).toEqual([]);
    expect(names()).toEqual(["_web._tcp"]);
    expect(await change(web, onHost)).toEqual([]);
    expect(system.cloud.types().filter((type) => type.startsWith("aws_service_discovery"))).toEqual([
      "aws_service_discovery_http_namespace",
    ]);
  });

  test("openings and groups come to running services, and go, without an interruption", async () => {
    const opened = { inbound: [OPEN, { ...OPEN, protocol: "udp", toPort: 9099 }] };
    expect(await change({ ...web, ...opened, securityGroupIds: [GIVEN] }, { ...onHost, ...opened })).toEqual([]);
    const rules = () => system.cloud.list("aws_vpc_security_group_ingress_rule").map(({ attributes }) => attributes);
    expect(rules().filter(({ prefix_list_id }) => prefix_list_id === "pl-3b927c52")).toHaveLength(4);
    expect(await change(web, onHost)).toEqual([]);
    expect(rules().filter(({ prefix_list_id }) => prefix_list_id === "pl-3b927c52")).toEqual([]);
  });

  test("destroying everything leaves nothing but what is kept on purpose", async () => {
    for (const stack of [...system.stacks].reverse()) await system.destroy(stack);
    expect(system.cloud.types()).toEqual(["aws_ecs_task_definition"]);
    expect(system.interruptions()).toEqual([]);
  });
});
