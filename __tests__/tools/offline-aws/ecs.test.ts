import type { ObjectValue } from "../../../tools/offline-aws/protocol/values.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";

const client = () => ProviderClient.in(newFolder(), { region: "us-east-1" });

const deploy = (aws: ProviderClient, balanced: boolean) => {
  const { id: vpc_id = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
  const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
  const { arn: target_group_arn = null } = aws.create("aws_lb_target_group", {
    name: "web",
    port: 80,
    protocol: "HTTP",
    vpc_id,
  });
  const { arn: load_balancer_arn = null } = aws.create("aws_lb", { name: "shop" });
  if (balanced)
    aws.create("aws_lb_listener", {
      load_balancer_arn,
      port: 80,
      default_action: [{ type: "forward", target_group_arn }],
    });
  return { name: "web", cluster, load_balancer: [{ container_name: "app", container_port: 80, target_group_arn }] };
};

test("a service needs a target group that a listener uses", () => {
  const aws = client();
  expect(aws.apply("aws_ecs_service", deploy(aws, false)).errors[0]).toContain(
    "does not have an associated load balancer",
  );
});

test("with a listener it is accepted, under an ARN with its cluster", () => {
  const aws = client();
  expect(aws.create("aws_ecs_service", deploy(aws, true)).arn).toBe(
    "arn:aws:ecs:us-east-1:123456789012:service/shop/web",
  );
});

test("a capacity provider has to be the cluster's", () => {
  const aws = client();
  const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
  const service = { name: "web", cluster, capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }] };
  expect(aws.apply("aws_ecs_service", service).errors[0]).toContain("not associated with the cluster: FARGATE");
  aws.create("aws_ecs_cluster_capacity_providers", { cluster_name: "shop", capacity_providers: ["FARGATE"] });
  expect(aws.apply("aws_ecs_service", service).errors).toEqual([]);
});

test("revisions of a task definition count up, also after one is gone", () => {
  const aws = client();
  const register = () => aws.create("aws_ecs_task_definition", { family: "web", container_definitions: "[]" });
  const first = register();
  expect(aws.destroy("aws_ecs_task_definition", first)).toEqual([]);
  expect(register()).toMatchObject({
    id: "web",
    revision: 2,
    arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/web:2",
    arn_without_revision: "arn:aws:ecs:us-east-1:123456789012:task-definition/web",
  });
});

describe("a service that is there", () => {
  const share = (capacity_provider: string, weight = 1) => ({ capacity_provider, weight });
  const there = (config: ObjectValue) => {
    const aws = client();
    const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
    aws.create("aws_ecs_cluster_capacity_providers", {
      cluster_name: "shop",
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
    });
    const own = { name: "web", cluster, ...config };
    const state = aws.create("aws_ecs_service", own);
    const change = (changed: ObjectValue) => ({ type: "aws_ecs_service", config: { ...own, ...changed }, state });
    return { aws, change };
  };

  test("gets other capacity only with a new deployment", () => {
    const strategy = [share("FARGATE")];
    const { aws, change } = there({ capacity_provider_strategy: strategy });
    const plan = (changed: ObjectValue) => {
      const { type, config, state } = change(changed);
      return aws.plan(type, config, state);
    };
    expect(plan({ capacity_provider_strategy: strategy }).errors).toEqual([]);
    expect(plan({ capacity_provider_strategy: [share("FARGATE", 2)] }).errors).toEqual([
      "force_new_deployment should be true when capacity_provider_strategy is being updated",
    ]);
    const forced = plan({ capacity_provider_strategy: [share("FARGATE", 2)], force_new_deployment: true });
    expect(forced).toMatchObject({ errors: [], replace: [] });
  });

  test("is replaced where it gets or loses a capacity provider strategy", () => {
    const { aws, change } = there({ capacity_provider_strategy: [share("FARGATE")] });
    const { type, config, state } = change({ capacity_provider_strategy: [] });
    expect(aws.plan(type, config, state).replace).toEqual([
      { steps: [{ attributeName: "capacity_provider_strategy" }] },
    ]);
  });

  test.each([
    ["CODE_DEPLOY", /Unable to update network configuration on services with a CODE_DEPLOY deployment controller/],
    ["ECS", /^$/],
  ])("with controller %s is changed by Terraform or not", (type, expected) => {
    const { aws, change } = there({ deployment_controller: [{ type }] });
    const { id: vpc_id = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const { id: subnet = null } = aws.create("aws_subnet", { vpc_id, cidr_block: "10.0.0.0/24" });
    const { config, state } = change({ network_configuration: [{ subnets: [subnet] }] });
    expect(aws.apply("aws_ecs_service", config, state).errors.join()).toMatch(expected);
  });
});

test.each([
  ["EC2", /The platform version must be null/],
  ["EXTERNAL", /The platform version must be null/],
  ["FARGATE", /^$/],
])("with launch type %s a platform version is refused or taken", (launch_type, expected) => {
  const aws = client();
  const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
  const service = { name: "web", cluster, launch_type, platform_version: "LATEST" };
  expect(aws.apply("aws_ecs_service", service).errors.join()).toMatch(expected);
});

test("a daemon takes no capacity provider strategy", () => {
  const aws = client();
  const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
  aws.create("aws_ecs_cluster_capacity_providers", { cluster_name: "shop", capacity_providers: ["FARGATE"] });
  const daemon = { name: "agent", cluster, scheduling_strategy: "DAEMON" };
  const strategy = [{ capacity_provider: "FARGATE", weight: 1 }];
  expect(aws.apply("aws_ecs_service", { ...daemon, capacity_provider_strategy: strategy }).errors[0]).toContain(
    "not supported when you create a service using the DAEMON scheduling strategy",
  );
  expect(aws.apply("aws_ecs_service", daemon).errors).toEqual([]);
});

test("managed instances are not listed as capacity providers of a cluster", () => {
  const aws = client();
  aws.create("aws_ecs_cluster", { name: "shop" });
  aws.create("aws_ecs_capacity_provider", {
    name: "managed",
    cluster: "shop",
    managed_instances_provider: [{ infrastructure_role_arn: "arn:aws:iam::1:role/r" }],
  });
  const listed = { cluster_name: "shop", capacity_providers: ["managed"] };
  expect(aws.apply("aws_ecs_cluster_capacity_providers", listed).errors[0]).toContain(
    "managed is a managed instances capacity provider",
  );
});

test("the second target group of a deployment has to be in a rule too", () => {
  const aws = client();
  const service = deploy(aws, true);
  const [block] = service.load_balancer;
  const second = aws.create("aws_lb_target_group", { name: "second", port: 80, protocol: "HTTP" });
  const advanced = {
    alternate_target_group_arn: second.arn ?? null,
    production_listener_rule: "arn:rule",
    role_arn: "arn:role",
  };
  const native = { ...service, load_balancer: [{ ...block, advanced_configuration: [advanced] }] };
  expect(aws.apply("aws_ecs_service", native as ObjectValue).errors[0]).toContain(
    "does not have an associated load balancer",
  );
});

test("a revision whose destruction is skipped stays", () => {
  const aws = client();
  const task = aws.create("aws_ecs_task_definition", {
    family: "web",
    container_definitions: "[]",
    skip_destroy: true,
  });
  expect(aws.destroy("aws_ecs_task_definition", task)).toEqual([]);
  expect(aws.cloud.list("aws_ecs_task_definition")).toHaveLength(1);
});
