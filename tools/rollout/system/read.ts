import * as v from "valibot";
import { countWord, strategyName } from "../picture/headline.ts";
import { readPipeline } from "../pipeline/read.ts";
import { one, parse, readTasks, type SynthesizedStack } from "../read.ts";
import { outputValue, resourceId, stackOf } from "../reference.ts";
import * as schema from "./schema.ts";
import type { System, SystemCluster, SystemListener, SystemNetwork, SystemService } from "./system.ts";

type ServiceJson = v.InferOutput<typeof schema.serviceJson>;

const CLUSTERS = ["ec2-cluster", "fargate-cluster"];

/**
 * An environment with both clusters and a pipeline, from its stacks. Throws if they don't say what the picture shows.
 */
export function readSystem(stacks: readonly SynthesizedStack[], name: string): System {
  const pipeline = readPipeline(stacks);
  const released = pipeline.stages.flatMap(({ actions }) => actions.flatMap(({ service }) => service ?? []));
  return {
    name,
    network: readNetwork(stackOf(stacks, "network")),
    clusters: CLUSTERS.map((stack) => readCluster(stacks, stackOf(stacks, stack), released)),
    pipeline,
    imageRepository: only(stackOf(stacks, "registry"), "aws_ecr_repository", schema.repositoryJson).name,
  };
}

function readNetwork(home: SynthesizedStack): SystemNetwork {
  const subnets = all(home, "aws_subnet", schema.subnetJson).map(([, { availability_zone }]) => availability_zone);
  return {
    cidr: only(home, "aws_vpc", schema.vpcJson).cidr_block,
    zones: [...new Set(subnets)].sort(),
    natGateways: Object.keys(home.resource?.aws_nat_gateway ?? {}).length,
  };
}

function readCluster(
  stacks: readonly SynthesizedStack[],
  home: SynthesizedStack,
  released: readonly string[],
): SystemCluster {
  const rank = ({ name, listeners }: SystemService) => (listeners.length > 0 ? 0 : 1000) + released.indexOf(name);
  const balancer = only(home, "aws_lb", schema.balancerJson);
  const services = all(home, "aws_ecs_service", schema.serviceJson).map(([id, json]) =>
    readService(stacks, home, id, json),
  );
  return {
    name: only(home, "aws_ecs_cluster", schema.clusterJson).name,
    capacity: readCapacity(home),
    balancer: { name: balancer.name, isInternal: balancer.internal },
    services: services.sort((a, b) => rank(a) - rank(b)),
  };
}

function readCapacity(home: SynthesizedStack): string {
  if (home.resource?.aws_autoscaling_group === undefined) return "Fargate";
  const { min_size: min, max_size: max } = only(home, "aws_autoscaling_group", schema.instancesJson);
  return `${min} to ${max} × ${only(home, "aws_launch_template", schema.templateJson).instance_type}`;
}

function readService(
  stacks: readonly SynthesizedStack[],
  home: SynthesizedStack,
  id: string,
  json: ServiceJson,
): SystemService {
  const scaling = all(home, "aws_appautoscaling_target", schema.scalableTargetJson)
    .filter(([, { resource_id: of }]) => of.includes(`\${aws_ecs_service.${id}.`))
    .map(([, { min_capacity: min, max_capacity: max }]) => `, scaled from ${min} to ${max}`);
  return {
    name: json.name,
    facts: [
      `${countWord(json.desired_count, "task")}${scaling.join("")}`,
      strategyName(readTasks(stacks, json.name)),
      `in ${subnetsOf(home, json)} subnets`,
    ],
    listeners: readListeners(stacks, home, json),
  };
}

/** Tasks without a network interface are where their instances are. */
function subnetsOf(home: SynthesizedStack, { network_configuration: own }: ServiceJson): string {
  const subnets = own?.subnets ?? only(home, "aws_autoscaling_group", schema.instancesJson).vpc_zone_identifier;
  const [, kind] = /\.outputs\.(public|private)SubnetIds\}$/.exec(subnets) ?? [];
  if (kind === undefined) throw new Error(`${subnets} are neither the public nor the private subnets`);
  return kind;
}

function readListeners(
  stacks: readonly SynthesizedStack[],
  home: SynthesizedStack,
  { name, load_balancer: targets, deployment_controller: by }: ServiceJson,
): SystemListener[] {
  const groups = targets.map(({ target_group_arn }) => target_group_arn);
  const tests = by.type === "CODE_DEPLOY" ? testListeners(stacks, name) : [];
  return all(home, "aws_lb_listener_rule", schema.listenerRuleJson)
    .filter(([, { action }]) => action.some(({ target_group_arn: arn = "" }) => groups.includes(arn)))
    .map(([, { listener_arn: arn }]) => {
      const id = resourceId(arn);
      const { port, protocol } = parse(schema.listenerJson, home.resource?.aws_lb_listener?.[id], `listener ${id}`);
      return { label: `${protocol} :${port}`, isTest: tests.includes(id) };
    });
}

/** Ids of the listeners that CodeDeploy moves to new tasks first. */
function testListeners(stacks: readonly SynthesizedStack[], service: string): string[] {
  const group = one(stacks, "aws_codedeploy_deployment_group", ["ecs_service", "service_name"], service);
  const { target_group_pair_info: pair } = parse(schema.testRouteJson, group, service).load_balancer_info;
  return (pair.test_traffic_route?.listener_arns ?? [])
    .map((output) => parse(v.string(), outputValue(stacks, output), output))
    .map(resourceId);
}

/** Resources of a type by id, each as a schema has it. */
const all = <T extends v.GenericSchema>(
  { resource }: SynthesizedStack,
  type: string,
  of: T,
): [id: string, v.InferOutput<T>][] =>
  Object.entries(resource?.[type] ?? {}).map(([id, json]) => [id, parse(of, json, `${type}.${id}`)]);

function only<T extends v.GenericSchema>(home: SynthesizedStack, type: string, of: T): v.InferOutput<T> {
  const [first, ...others] = all(home, type, of);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} ${type}, not one`);
  return first[1];
}
