import { strategyOf } from "../packages/deployments/strategy.ts";
import { hasTls } from "./clusters/network-load-balancer.ts";
import { clusterOf, hasCluster } from "./clusters/resolve.ts";
import type { Parsed } from "./config.ts";
import { isReleasing } from "./delivery/delivery.ts";
import { resolveEncryption } from "./encryption.ts";
import type { NameKey } from "./environment-names.ts";
import { rolloutOf } from "./services/rollout.ts";
import { applicationRouteOf, networkRouteOf } from "./services/route.ts";

/** Names of what an environment creates: others may be taken by what it has beside them. */
export function createdNames(environment: Parsed): ReadonlySet<NameKey> {
  const { services, delivery, network, names, detection } = environment;
  const releases = delivery !== undefined && isReleasing(delivery);
  const infrastructure = delivery?.infrastructure !== undefined;
  const hasSource = delivery !== undefined && (releases || infrastructure);
  const ec2 = clusterOf("ec2", environment);
  const { artifactsKeyArn, shellsKeyArn, topicKeyArn } = resolveEncryption(environment.encryption);
  const notifies = delivery?.notifications !== undefined;
  const hasTopic = notifies && delivery.notifications?.topicArn === undefined;
  const byCodeDeploy = services.some((each) => strategyOf(rolloutOf(each)).controller === "CODE_DEPLOY");
  const createdIf: readonly [isCreated: boolean, keys: readonly NameKey[]][] = [
    ...(["ec2", "fargate"] as const).flatMap((kind) => ofCluster(kind, environment)),
    [hasCluster("ec2", environment), ["ec2Role", "instanceProfile"]],
    [ec2.managedInstances !== undefined, ["managedInstancesRole", "managedInstanceRole", "managedInstanceProfile"]],
    [ec2.managedInstances !== undefined, ["capacityProvider", "managedCapacityProvider"]],
    [ec2.externalInstances !== undefined, ["externalInstanceRole"]],
    [network.vpcId === undefined && network.flowLogRetentionDays !== null, ["flowLogBucket"]],
    [releases, ["buildRole", "buildProject", "releaseRole", "releaseProject", "deployProject", "deployProjectRole"]],
    [releases, ["pipeline", "pipelineRole", "artifactBucket"]],
    [releases && artifactsKeyArn === undefined, ["artifactKey"]],
    [infrastructure, ["planRole", "planProject", "applyRole", "applyProject", "infrastructureBucket"]],
    [infrastructure, ["infrastructurePipeline", "infrastructurePipelineRole"]],
    [infrastructure && artifactsKeyArn === undefined, ["infrastructureKey"]],
    [releases || infrastructure, ["pipelineEventRole"]],
    [releases && delivery.source.type === "codecommit", ["pipelineTrigger"]],
    [hasSource && delivery.source.type === "codecommit" && delivery.source.approvals !== undefined, ["approvalRule"]],
    [infrastructure && delivery?.source.type !== "connection", ["infrastructureTrigger"]],
    [delivery?.infrastructure?.driftSchedule !== undefined, ["driftPipeline", "driftTrigger"]],
    [releases && delivery.artifactAccessLogDays !== undefined, ["artifactLogBucket"]],
    [detection.trail !== undefined, ["trail", "trailBucket"]],
    [detection.runtimeMonitoring !== undefined && delivery?.notifications !== undefined, ["findingRule"]],
    [delivery?.imageCheckSchedule !== undefined, ["imageCheckProject", "imageCheckRole", "imageCheckTrigger"]],
    [delivery?.notifications?.roleUse === true, ["roleUseRule"]],
    [delivery?.deployedFrom !== undefined, ["deployRole"]],
    [byCodeDeploy, ["codeDeployRole"]],
    [notifies && releases, ["pipelineNotification"]],
    [notifies && infrastructure, ["infrastructureNotification"]],
    [notifies && delivery.infrastructure?.driftSchedule !== undefined, ["driftNotification"]],
    [notifies && delivery.imageCheckSchedule !== undefined, ["imageCheckNotification"]],
    [notifies && byCodeDeploy, ["deploymentNotification"]],
    [hasTopic, ["notificationTopic"]],
    [hasTopic && topicKeyArn === undefined, ["notificationKey"]],
    ...(["ec2", "fargate"] as const).map((kind): [boolean, NameKey[]] => [
      shellsKeyArn === undefined && services.some(({ cluster, exec }) => cluster === kind && exec),
      [`${kind}ExecKey`],
    ]),
    // Nothing needs these but their names.
    [names.autoscalingRole !== undefined, ["autoscalingRole"]],
    [names.taskExecutionRole !== undefined, ["taskExecutionRole"]],
    [names.ecsRole !== undefined, ["ecsRole"]],
  ];
  return new Set(createdIf.flatMap(([isCreated, keys]) => (isCreated ? keys : [])));
}

function ofCluster(kind: "ec2" | "fargate", environment: Parsed): [isCreated: boolean, keys: NameKey[]][] {
  const { loadBalancer, networkLoadBalancer } = clusterOf(kind, environment);
  const services = environment.services.filter(({ cluster }) => cluster === kind);
  const hasBalancer =
    (services.some(applicationRouteOf) || loadBalancer !== undefined) && loadBalancer?.existing === undefined;
  const hasNetworkBalancer =
    (services.some(networkRouteOf) || networkLoadBalancer !== undefined) && networkLoadBalancer?.existing === undefined;
  return [
    [hasCluster(kind, environment), [`${kind}Cluster`]],
    [hasBalancer, [`${kind}LoadBalancer`]],
    [hasBalancer && loadBalancer?.accessLogDays !== null, [`${kind}AccessLogBucket`]],
    [hasBalancer && loadBalancer?.waf !== undefined, [`${kind}WebAcl`]],
    [hasNetworkBalancer, [`${kind}NetworkLoadBalancer`]],
    [
      hasNetworkBalancer && hasTls(services) && networkLoadBalancer?.accessLogDays !== null,
      [`${kind}NetworkAccessLogBucket`],
    ],
  ];
}
