import { ClusterService, type ClusterServiceProps } from "../../constructs/ecs/cluster-service.ts";
import { PublicLoadBalancer } from "../../constructs/load-balancing/public-load-balancer.ts";
import { place } from "./place.ts";
import { deployments, route as everything, loadBalancer, service, task } from "./service-props.ts";
import { Template } from "./template.ts";

type Props = Omit<ClusterServiceProps, "loadBalancer">;

/** All requests of the load balancer. */
export const route: Props["route"] = {
  ...everything,
  healthCheck: { ...everything.healthCheck, graceSeconds: 45 },
};

/** A network of the tasks' own. */
export const taskNetwork: Props["taskNetwork"] = {
  subnetIds: ["subnet-1"],
  publicIp: false,
  securityGroupName: "web-tasks",
};

/** A second set of tasks, to which ECS moves requests. */
export const blueGreen: Partial<Props> = {
  deployment: deployments.blueGreen,
  targetGroupNames: ["web-1", "web-2"],
};

// What the cluster's service finds out for itself is not among its props.
const { family, region, keepRevisions, ...ofTask } = task;
const { clusterArn, taskDefinitionArn, rollbackAlarmNames, scales, more, ...ofService } = service;

const PROPS: Props = {
  ...ofTask,
  ...ofService,
  container: { ...task.container, port: 8080 },
  cluster: { name: "shop", arn: "arn:cluster" },
  vpcId: "vpc-1",
  place,
  taskFamily: "web-task-def",
  keepTaskRevisions: false,
  scheduling: "replica",
  targetGroupNames: ["web"],
  outbound: [],
  alarms: [],
  dashboardName: "web",
};

/** A service on instances that nothing reaches, but for what is changed, and a load balancer at 80 and 9000. */
export function clusterService(props: Partial<Props> = {}, look?: (service: ClusterService) => void): Template {
  return Template.of((scope) => {
    const furtherListeners = [{ port: 9000, allowedCidrs: ["10.0.0.0/8"] }];
    const balancer = new PublicLoadBalancer(scope, "load-balancer", { ...loadBalancer, furtherListeners });
    const made = new ClusterService(scope, "web", { ...PROPS, ...props, loadBalancer: balancer });
    look?.(made);
  });
}
