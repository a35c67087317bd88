import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { CicdStack } from "../../stacks/cicd-stack.ts";
import { app, clusterStack, demo, network, showcase, upstream } from "../support/outputs.ts";
import { environmentOf, service } from "../support/problems.ts";
import { parse, Template } from "../support/template.ts";

const stack = (config: Config = demo) => Template.ofStack(clusterStack("fargate", config));
const template = stack();
const full = stack(showcase);

const BLUE_GREEN = "ecs-demo-service-blue-green";

test("it runs the services of this cluster only", () => {
  expect(template.all(EcsService).map(({ name }) => name)).toEqual([
    "ecs-demo-fargate-service",
    BLUE_GREEN,
    "ecs-demo-service",
  ]);
});

test("it has Fargate and Fargate Spot", () => {
  expect(template.one(EcsClusterCapacityProviders).capacity_providers).toEqual(["FARGATE", "FARGATE_SPOT"]);
});

test("a service mixes them as configured", () => {
  expect(full.one(EcsService, { name: "web" }).capacity_provider_strategy).toEqual([
    { capacity_provider: "FARGATE", weight: 1, base: 1 },
    { capacity_provider: "FARGATE_SPOT", weight: 3, base: 0 },
  ]);
});

test("an image that is only a tag is in the environment's own repository, also one of a sidecar", () => {
  const [service] = demo.services.filter(({ cluster }) => cluster === "fargate");
  if (service === undefined) throw new Error("no service");
  const container = { ...service.container, image: ":first" };
  const sidecars = [{ ...container, name: "other", image: ":v2", essential: true }];
  const { container_definitions } = stack({ ...demo, services: [{ ...service, container, sidecars }] }).one(
    EcsTaskDefinition,
  );
  expect((parse(container_definitions) as unknown as { image: string }[]).map(({ image }) => image)).toEqual([
    "registry/images:first",
    "registry/images:v2",
  ]);
});

test("tasks live in private subnets where there are any", () => {
  expect(template.one(EcsService, { name: "ecs-demo-service" }).network_configuration).toMatchObject({
    subnets: network.privateSubnetIds,
    assign_public_ip: false,
  });
});

test("in a network without private subnets a task has a public address, to pull its image", () => {
  const without = { ...network, privateSubnetIds: [] };
  const small = Template.ofStack(clusterStack("fargate", demo, { network: without }));
  expect(small.one(EcsService, { name: "ecs-demo-service" }).network_configuration).toMatchObject({
    subnets: network.publicSubnetIds,
    assign_public_ip: true,
  });
});

test("the dashboard shows both alarms of the reference", () => {
  const dashboard = template.one(CloudwatchDashboard, { dashboard_name: "ecs-demo-asg-alarms-dashboard" });
  const { widgets } = parse(dashboard.dashboard_body) as { widgets: { properties: { title: string } }[] };
  expect(widgets.map(({ properties }) => properties.title)).toEqual(["scale-out-alarm", "scale-in-alarm"]);
});

test("a service without alarms has no dashboard", () => {
  const names = template.all(CloudwatchDashboard).map((dashboard) => dashboard.dashboard_name);
  expect(names.sort()).toEqual(["ecs-demo-asg-alarms-dashboard", "ecs-demo-service-blue-green-dashboard"]);
  expect(stack({ ...demo, services: [] }).all(CloudwatchDashboard)).toEqual([]);
});

describe("the blue/green service of the reference", () => {
  test("has two target groups", () => {
    const names = template.all(LbTargetGroup).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["bluegreen1", "bluegreen2"]));
  });

  test("has the alarm that CodeDeploy takes a release back for", () => {
    const cicd = Template.ofStack(new CicdStack(app(), "cicd", demo, upstream));
    const group = cicd.one(CodedeployDeploymentGroup);
    const [alarm] = (group.alarm_configuration as { alarms: string[] }).alarms;
    expect(alarm).toBe("ecs-demo-service-blue-green-server-errors");
    expect(group.auto_rollback_configuration).toEqual({
      enabled: true,
      events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
    });
    expect(template.one(CloudwatchMetricAlarm, { alarm_name: alarm }).threshold).toBe(5);
  });

  test.each([8080, 8000])("has a listener at port %d, which answers 503 until the service is there", (port) => {
    expect(template.one(LbListener, { port })).toMatchObject({
      protocol: "HTTP",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "503" } }],
    });
  });

  test.each([
    [8080, ["0.0.0.0/0"]],
    [8000, ["203.0.113.0/24"]],
  ])("port %d answers %j", (port, cidrs) => {
    const rules = template.all(VpcSecurityGroupIngressRule).filter(({ from_port }) => from_port === port);
    expect(rules.map(({ cidr_ipv4 }) => cidr_ipv4)).toEqual(cidrs);
  });

  test("its rules are left to CodeDeploy, and so is what it deploys", () => {
    const rules = template.all(LbListenerRule).filter(({ lifecycle }) => JSON.stringify(lifecycle).includes("ignore"));
    expect(rules.map(({ lifecycle }) => lifecycle)).toEqual([
      { create_before_destroy: true, ignore_changes: ["action"] },
      { create_before_destroy: true, ignore_changes: ["action"] },
    ]);
    expect(template.one(EcsService, { name: BLUE_GREEN })).toMatchObject({
      deployment_controller: { type: "CODE_DEPLOY" },
      lifecycle: { ignore_changes: expect.arrayContaining(["task_definition", "load_balancer", "desired_count"]) },
    });
  });
});

test("a log of every request is kept, unless that is switched off", () => {
  expect(template.one(Lb).access_logs).toMatchObject({ enabled: true });
  expect(full.one(Lb, { load_balancer_type: "application" })).not.toHaveProperty("access_logs");
  const buckets = full.all(S3Bucket).map(({ bucket }) => bucket);
  expect(buckets).toEqual([expect.stringContaining("-nlb-logs-")]); // that of TLS
});

test("AWS WAF is there if it is configured", () => {
  expect(template.all(Wafv2WebAcl)).toEqual([]);
  expect(full.one(Wafv2WebAcl)).toMatchObject({ name: "show-fargate", scope: "REGIONAL" });
});

test("shells in containers are encrypted and logged, where any service has them", () => {
  expect(template.one(EcsCluster)).not.toHaveProperty("configuration");
  expect(full.one(EcsCluster).configuration).toMatchObject({
    execute_command_configuration: { logging: "OVERRIDE", log_configuration: { cloud_watch_encryption_enabled: true } },
  });
  expect(full.one(CloudwatchLogGroup, { name: "/ecs/show-fargate/exec" })).toMatchObject({ retention_in_days: 365 });
});

test("services that call each other share a namespace", () => {
  expect(template.all(ServiceDiscoveryHttpNamespace)).toEqual([]);
  expect(full.one(ServiceDiscoveryHttpNamespace).name).toBe("show-fargate");
  const connected = full.all(EcsService).filter((each) => each.service_connect_configuration !== undefined);
  expect(connected.map(({ name }) => name).sort()).toEqual(["cart", "orders", "web"]);
});

test("it publishes the names of its services", () => {
  expect(template.outputs().serviceNames).toEqual([
    expect.stringContaining("aws_ecs_service.ecs-demo-fargate-service_"),
    expect.stringContaining("aws_ecs_service.ecs-demo-service_"),
    expect.stringContaining("aws_ecs_service.ecs-demo-service-blue-green_"),
  ]);
});

describe("DNS names", () => {
  const stackWith = (change: object, dnsNamespace?: object) => {
    const web = { ...service, ...change };
    return stack({ ...demo, ...partsOf({ ...environmentOf(web), fargateCluster: { dnsNamespace } }) } as Config);
  };
  const partsOf = (written: unknown) => {
    const { services, fargateCluster } = parseConfig(written, "test");
    return { services, fargateCluster };
  };
  const discovery = { serviceDiscovery: {} };

  test("are in a private namespace of the VPC, where a service has one", () => {
    const made = stackWith(discovery);
    expect(made.one(ServiceDiscoveryPrivateDnsNamespace)).toMatchObject({ name: "ecs-demo-fargate.internal" });
    expect(made.one(EcsService).service_registries).toEqual({ registry_arn: expect.any(String) });
    expect(made.outputs()["dnsNames-web"]).toBe("web.ecs-demo-fargate.internal");
  });

  test("need none that is there already", () => {
    const made = stackWith(discovery, { name: "shop.internal", id: "ns-0123456789abcdef" });
    expect(made.all(ServiceDiscoveryPrivateDnsNamespace)).toEqual([]);
    expect(made.one(ServiceDiscoveryService).dns_config).toMatchObject({ namespace_id: "ns-0123456789abcdef" });
    expect(made.outputs()["dnsNames-web"]).toBe("web.shop.internal");
  });

  test("are made for no service that asks for none", () => {
    const made = stackWith({});
    expect(made.all(ServiceDiscoveryPrivateDnsNamespace)).toEqual([]);
    expect(made.one(EcsService).service_registries).toBeUndefined();
  });
});

describe("outputs", () => {
  const outputs = template.outputs() as Record<string, string> & Record<`commands-${string}`, Record<string, string>>;

  test("say where each service is reached, also for tests", () => {
    expect(outputs["serviceUrls-ecs-demo-service"]).toMatch(/^http:\/\/\$\{.*dns_name\}$/);
    expect(outputs[`serviceUrls-${BLUE_GREEN}`]).toMatch(/^http:\/\/\$\{.*dns_name\}:8080$/);
    expect(outputs[`testUrls-${BLUE_GREEN}`]).toMatch(/^http:\/\/\$\{.*dns_name\}:8000$/);
    expect(outputs).not.toHaveProperty("serviceUrls-ecs-demo-fargate-service");
    expect(outputs).not.toHaveProperty("testUrls-ecs-demo-service");
  });

  test("name the security group of the tasks, for others to let in", () => {
    expect(outputs["securityGroupIds-ecs-demo-service"]).toMatch(
      /^\$\{aws_security_group\.ecs-demo-service_security-group_.*\.id\}$/,
    );
  });

  test("name log groups, and the dashboards that there are", () => {
    expect(outputs["logGroup-ecs-demo-service"]).toBe("/ecs/ecs-demo/ecs-demo-service");
    expect(outputs["dashboardUrl-ecs-demo-service"]).toContain("ecs-demo-asg-alarms-dashboard");
    expect(outputs).not.toHaveProperty("dashboardUrl-ecs-demo-fargate-service");
  });

  test.each(demo.services.filter(({ cluster }) => cluster === "fargate").map(({ name }) => name))(
    "have commands for %s",
    (name) => {
      expect(Object.keys(outputs[`commands-${name}`] ?? {})).toEqual(
        expect.arrayContaining(["run a task", "deploy again", "roll back", "follow the logs"]),
      );
    },
  );

  test("name the listeners between which CodeDeploy moves requests", () => {
    const port = (name: string) => template.target(outputs[`${name}-${BLUE_GREEN}`]).port;
    expect([port("productionListenerArns"), port("testListenerArns")]).toEqual([8080, 8000]);
  });

  test("name no listeners of a service that ECS deploys itself", () => {
    const { orders } = Object.fromEntries(showcase.services.map((service) => [service.name, service]));
    expect(orders?.deployment).toMatchObject({ rollout: { shiftedBy: "ECS" }, test: { port: expect.any(Number) } });
    const names = Object.keys(full.outputs());
    expect(names).toContain("testUrls-orders");
    expect(names.filter((name) => /ListenerArns-orders$/.test(name))).toEqual([]);
  });

  test("have what CodeDeploy and the pipeline need, for the services that they deploy", () => {
    expect(outputs[`releaseAppSpecs-${BLUE_GREEN}`]).toContain('"TaskDefinition" = "<TASK_DEFINITION>"');
    expect(outputs[`releaseTaskDefinitions-${BLUE_GREEN}`]).toContain('"image":"<IMAGE1_NAME>"');
    expect(outputs["releaseTaskDefinitions-ecs-demo-service"]).toContain('"family":"ecs-demo-service-task-def"');
    expect(outputs[`productionListenerArns-${BLUE_GREEN}`]).toMatch(/^\$\{aws_lb_listener\./);
    expect(outputs).not.toHaveProperty("releaseAppSpecs-ecs-demo-service");
    expect(outputs).not.toHaveProperty("releaseTaskDefinitions-ecs-demo-fargate-service");
  });
});
