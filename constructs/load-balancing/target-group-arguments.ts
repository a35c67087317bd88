import type { LbTargetGroupConfig } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ServiceConfig } from "../../config/config.ts";
import type { RouteConfig } from "../../config/services/route.ts";

/** What target groups of either load balancer are given alike. */
export const targetGroupArguments = (service: ServiceConfig, route: RouteConfig, vpcId: string) =>
  ({
    vpcId,
    port: service.container.port,
    protocol: route.targetProtocol,
    // Addresses of tasks, or instances with the port that Docker chose.
    targetType: service.networkMode === "awsvpc" ? "ip" : "instance",
    deregistrationDelay: String(route.deregistrationDelaySeconds),
    // The port is only a default, which each target overrides with its own (Elastic Load Balancing user guide, target
    // groups): another one must not replace the group.
    lifecycle: { createBeforeDestroy: true, ignoreChanges: ["port"] },
  }) satisfies Partial<LbTargetGroupConfig>;

/** What their health checks ask for, and how often. */
export const healthCheckArguments = ({ healthCheck }: RouteConfig) =>
  ({
    path: healthCheck.path,
    matcher: healthCheck.codes,
    interval: healthCheck.intervalSeconds,
    timeout: healthCheck.timeoutSeconds,
    healthyThreshold: healthCheck.healthyThreshold,
    unhealthyThreshold: healthCheck.unhealthyThreshold,
  }) satisfies LbTargetGroupConfig["healthCheck"];
