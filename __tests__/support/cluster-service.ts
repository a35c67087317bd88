import type { ServiceConfig } from "../../config/config.ts";
import type { ApplicationRouteConfig } from "../../config/services/route.ts";
import { ClusterService, type ClusterServiceProps } from "../../constructs/ecs/cluster-service.ts";
import { ApplicationLoadBalancer } from "../../constructs/load-balancing/application-load-balancer.ts";
import { awsScope } from "./aws-scope.ts";
import { deployments, route as everything, host, loadBalancer, service } from "./service-props.ts";
import { Template } from "./template.ts";

/** All requests of the load balancer. */
export const route: ApplicationRouteConfig = {
  ...everything,
  healthCheck: { ...everything.healthCheck, graceSeconds: 45 },
};

/** What runs tasks with their own network. */
export const inSubnets = { ...host, subnets: { subnetIds: ["subnet-1"], publicIp: false } };

/** A second set of tasks, to which ECS moves requests. */
export const blueGreen: Partial<ServiceConfig> = {
  deployment: deployments.blueGreen,
  targetGroupNames: ["web-1", "web-2"],
};

/** The same, with a listener for tests at a port. */
export const testedAt = (port: number): Partial<ServiceConfig> => ({
  ...blueGreen,
  deployment: { ...deployments.blueGreen, test: { port, allowedCidrs: ["0.0.0.0/0"] } },
});

const PROPS: Omit<ClusterServiceProps, "service"> = {
  host,
  cluster: { name: "shop", arn: "arn:cluster" },
  vpcId: "vpc-1",
  executionRoleArn: "arn:execution",
  taskRoleArn: "arn:task",
  infrastructureRoleArn: "arn:infrastructure",
  keepTaskRevisions: false,
  awsScope,
};

/** A service on instances that nothing reaches, except for what is changed, and a load balancer at 80 and 9000. */
export function clusterService(
  change: Partial<ServiceConfig> = {},
  props: Partial<ClusterServiceProps> = {},
  look?: (service: ClusterService) => void,
): Template {
  return Template.of((scope) => {
    const balancer = new ApplicationLoadBalancer(scope, "load-balancer", {
      settings: { ...loadBalancer, furtherListeners: [{ port: 9000, allowedCidrs: ["10.0.0.0/8"] }] },
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      awsScope,
    });
    const changed = { ...service, ...change };
    const made = new ClusterService(scope, "web", { ...PROPS, loadBalancer: balancer, ...props, service: changed });
    look?.(made);
  });
}
