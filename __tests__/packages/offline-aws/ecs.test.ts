import type { ObjectValue } from "../../../packages/offline-aws/protocol/values.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";
import { container } from "../../support/refusable.ts";

const client = () => ProviderClient.in(newFolder(), { region: "us-east-1" });

/** The VPC that is there, or a new one. */
const vpcOf = (aws: ProviderClient) =>
  aws.cloud.list("aws_vpc")[0]?.attributes.id ?? aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" }).id ?? null;

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
  const register = () =>
    aws.create("aws_ecs_task_definition", { family: "web", container_definitions: container({ memory: 64 }) });
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
  const there = (config: ObjectValue, isBalanced = false) => {
    const aws = client();
    const balanced = isBalanced ? deploy(aws, true) : undefined;
    const cluster = balanced?.cluster ?? aws.create("aws_ecs_cluster", { name: "shop" }).arn ?? null;
    aws.create("aws_ecs_cluster_capacity_providers", {
      cluster_name: "shop",
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
    });
    const own = { name: "web", cluster, ...balanced, ...config };
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
    const { aws, change } = there({ deployment_controller: [{ type }] }, true);
    const { id: vpc_id = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const { id: subnet = null } = aws.create("aws_subnet", { vpc_id, cidr_block: "10.0.0.0/24" });
    const { config, state } = change({ network_configuration: [{ subnets: [subnet] }] });
    expect(aws.apply("aws_ecs_service", config, state).errors.join()).toMatch(expected);
  });
});

describe("names of Cloud Map", () => {
  const there = () => {
    const aws = client();
    const { id: vpc = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const namespace = aws.create("aws_service_discovery_private_dns_namespace", { name: "shop.internal", vpc });
    const named = (name: string) => ({
      name,
      dns_config: [{ namespace_id: namespace.id ?? null, dns_records: [{ type: "A", ttl: 10 }] }],
      health_check_custom_config: [{ failure_threshold: 1 }],
    });
    return { aws, namespace, named };
  };

  test("are in their namespace, each once", () => {
    const { aws, namespace, named } = there();
    expect(aws.create("aws_service_discovery_service", named("web"))).toMatchObject({
      id: expect.stringMatching(/^srv-/),
      namespace_id: namespace.id,
    });
    expect(aws.apply("aws_service_discovery_service", named("web")).errors.join()).toMatch(/ServiceAlreadyExists/);
    expect(aws.apply("aws_service_discovery_service", named("orders")).errors).toEqual([]);
  });

  test("hold their namespace", () => {
    const { aws, namespace, named } = there();
    aws.create("aws_service_discovery_service", named("web"));
    expect(aws.destroy("aws_service_discovery_private_dns_namespace", namespace).join()).toMatch(
      /ResourceInUse: Namespace has associated services/,
    );
  });

  test("are what a service registers its tasks with", () => {
    const { aws, named } = there();
    const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
    const service = (registry_arn: string | null) => ({ name: "web", cluster, service_registries: [{ registry_arn }] });
    const missing = "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-0123456789abcdef";
    expect(aws.apply("aws_ecs_service", service(missing)).errors).toHaveLength(1);
    const { arn = null } = aws.create("aws_service_discovery_service", named("web"));
    expect(aws.apply("aws_ecs_service", service(arn as string | null)).errors).toEqual([]);
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

test("managed instances are capacity providers of their own cluster alone", () => {
  const aws = client();
  aws.create("aws_ecs_cluster", { name: "shop" });
  aws.create("aws_ecs_cluster", { name: "other" });
  aws.create("aws_ecs_capacity_provider", {
    name: "managed",
    cluster: "shop",
    managed_instances_provider: [{ infrastructure_role_arn: "arn:aws:iam::1:role/r" }],
  });
  const listed = { cluster_name: "shop", capacity_providers: ["FARGATE", "managed"] };
  const elsewhere = { cluster_name: "other", capacity_providers: ["managed"] };
  expect(aws.apply("aws_ecs_cluster_capacity_providers", listed).errors).toEqual([]);
  expect(aws.apply("aws_ecs_cluster_capacity_providers", elsewhere).errors[0]).toContain(
    "managed is a managed instances capacity provider of another cluster",
  );
});

test("a revision whose destruction is skipped stays", () => {
  const aws = client();
  const task = aws.create("aws_ecs_task_definition", {
    family: "web",
    container_definitions: container({ memory: 64 }),
    skip_destroy: true,
  });
  expect(aws.destroy("aws_ecs_task_definition", task)).toEqual([]);
  expect(aws.cloud.list("aws_ecs_task_definition")).toHaveLength(1);
});

test("an Auto Scaling group is for one capacity provider", () => {
  const aws = client();
  const { arn = null } = aws.create("aws_autoscaling_group", {
    name: "shop",
    min_size: 0,
    max_size: 2,
    availability_zones: ["us-east-1a"],
  });
  const provider = (name: string) => ({ name, auto_scaling_group_provider: [{ auto_scaling_group_arn: arn }] });
  const first = aws.create("aws_ecs_capacity_provider", provider("first"));
  expect(aws.apply("aws_ecs_capacity_provider", provider("second")).errors[0]).toContain(
    "ClientException: The specified Auto Scaling group ARN is already being used by another capacity provider",
  );
  expect(aws.destroy("aws_ecs_capacity_provider", first)).toEqual([]);
  expect(aws.apply("aws_ecs_capacity_provider", provider("second")).errors).toEqual([]);
});

describe("capacity providers of a cluster", () => {
  const inUse = /ResourceInUseException: The specified capacity provider is in use and cannot be removed/;
  const cluster = () => {
    const aws = client();
    const { arn = null } = aws.create("aws_ecs_cluster", { name: "shop" });
    const state = aws.create("aws_ecs_cluster_capacity_providers", {
      cluster_name: "shop",
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
    });
    const strategy = [{ capacity_provider: "FARGATE", weight: 1 }];
    aws.create("aws_ecs_service", { name: "web", cluster: arn, capacity_provider_strategy: strategy });
    return { aws, state };
  };

  test.each([
    ["FARGATE", /^$/],
    ["FARGATE_SPOT", inUse],
  ])("may be reduced to %s or not, where a service uses FARGATE", (kept, expected) => {
    const { aws, state } = cluster();
    const config = { cluster_name: "shop", capacity_providers: [kept] };
    expect(aws.apply("aws_ecs_cluster_capacity_providers", config, state).errors.join()).toMatch(expected);
  });

  test("stay while a service uses one", () => {
    const { aws, state } = cluster();
    expect(aws.destroy("aws_ecs_cluster_capacity_providers", state).join()).toMatch(inUse);
  });
});

describe("target groups", () => {
  const listener = (aws: ProviderClient, name: string, port: number, target_group_arn: ObjectValue[string]) => {
    const { arn: load_balancer_arn = null } =
      aws.cloud.list("aws_lb").find(({ attributes }) => attributes.name === name)?.attributes ??
      aws.create("aws_lb", { name });
    return aws.apply("aws_lb_listener", {
      load_balancer_arn,
      port,
      default_action: [{ type: "forward", target_group_arn }],
    });
  };

  test("have one load balancer, and any number of its listeners", () => {
    const aws = client();
    const { arn = null } = aws.create("aws_lb_target_group", {
      name: "web",
      port: 80,
      protocol: "HTTP",
      vpc_id: vpcOf(aws),
    });
    expect(listener(aws, "one", 80, arn).errors).toEqual([]);
    expect(listener(aws, "one", 8080, arn).errors).toEqual([]);
    expect(listener(aws, "two", 80, arn).errors[0]).toContain(
      "TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: arn:",
    );
  });
});

describe("a deployment with two target groups", () => {
  const system = (inProduction: number, inTest: number, advanced: ObjectValue = {}) => {
    const aws = client();
    const service = deploy(aws, true);
    const [block] = service.load_balancer;
    const second = aws.create("aws_lb_target_group", {
      name: "second",
      port: 80,
      protocol: "HTTP",
      vpc_id: vpcOf(aws),
    });
    const groups = [block?.target_group_arn ?? null, second.arn ?? null];
    const [listener] = aws.cloud.list("aws_lb_listener");
    const rule = (priority: number, count: number) =>
      aws.create("aws_lb_listener_rule", {
        listener_arn: listener?.attributes.arn ?? null,
        priority,
        action: [
          { type: "forward", forward: [{ target_group: groups.slice(-count).map((arn) => ({ arn, weight: 1 })) }] },
        ],
        condition: [{ path_pattern: [{ values: ["/*"] }] }],
      }).arn ?? null;
    const { strategy = "BLUE_GREEN", ...changed } = advanced;
    const configuration = {
      alternate_target_group_arn: groups[1] ?? null,
      production_listener_rule: rule(1, inProduction),
      test_listener_rule: inTest === 0 ? null : rule(2, inTest),
      role_arn: "arn:aws:iam::123456789012:role/r",
      ...changed,
    };
    return aws
      .apply("aws_ecs_service", {
        ...service,
        deployment_configuration: [{ strategy }],
        load_balancer: [{ ...block, advanced_configuration: advanced.none === true ? [] : [configuration] }],
      } as ObjectValue)
      .errors.join();
  };

  test.each<[string, number, number, ObjectValue, RegExp]>([
    ["both groups in the production rule", 2, 0, {}, /^$/],
    ["both groups in both rules", 2, 2, {}, /^$/],
    ["one group in the production rule alone", 1, 0, {}, /testListenerRule is required when productionListenerRule/],
    ["one group in no rule", 1, 1, {}, /is not associated with either productionListenerRule or testListenerRule/],
    [
      "a listener as rule",
      2,
      0,
      { production_listener_rule: "arn:aws:elasticloadbalancing:us-east-1:1:listener/app/a/1/2" },
      /Must be RuleArn for ALB/,
    ],
    [
      "one rule for both",
      2,
      0,
      { production_listener_rule: "arn:rule", test_listener_rule: "arn:rule" },
      /cannot be used as both production and test listener rules/,
    ],
    ["one group in no rule, while deployments roll", 1, 0, { strategy: "ROLLING" }, /^$/],
    [
      "one group in the listener of a network load balancer",
      1,
      0,
      { production_listener_rule: "arn:aws:elasticloadbalancing:us-east-1:1:listener/net/a/1/2" },
      /^$/,
    ],
    ["no rules", 2, 0, { none: true }, /advancedConfiguration field is required for all loadBalancers/],
  ])("with %s is refused or not", (_what, inProduction, inTest, advanced, expected) => {
    expect(system(inProduction, inTest, advanced)).toMatch(expected);
  });
});
