import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";

export interface HealthCheckProps {
  readonly path: string;
  /** 5 to 300. */
  readonly intervalSeconds: number;
  /** 2 to 120, less than the interval. */
  readonly timeoutSeconds: number;
  /** Checks in a row, 2 to 10. */
  readonly healthyThreshold: number;
  /** Checks in a row, 2 to 10. */
  readonly unhealthyThreshold: number;
}

export interface ServiceTargetProps {
  /** Name of the target group: 1 to 32 letters, digits and hyphens, unique in account and region. */
  readonly name: string;
  readonly vpcId: string;
  readonly listenerArn: string;
  /** 1 to 50000, once for each listener. */
  readonly priority: number;
  /** Path patterns, one to five. */
  readonly paths: string[];
  /** Port of the container. */
  readonly port: number;
  /** What is registered: addresses of tasks (awsvpc), or instances with the port that Docker chose (bridge). */
  readonly targetType: "ip" | "instance";
  readonly healthCheck: HealthCheckProps;
  /** 0 to 3600. */
  readonly deregistrationDelaySeconds: number;
}

/** The target group of a service and the listener rule that sends requests to it. */
export class ServiceTarget extends Construct {
  readonly targetGroupArn: string;
  /** What a service has to wait for: ECS refuses a target group that no listener uses. */
  readonly rule: LbListenerRule;

  constructor(scope: Construct, id: string, props: ServiceTargetProps) {
    super(scope, id);
    this.targetGroupArn = this.createTargetGroup(props);
    this.rule = new LbListenerRule(this, "rule", {
      listenerArn: props.listenerArn,
      priority: props.priority,
      condition: [{ pathPattern: { values: props.paths } }],
      action: [{ type: "forward", targetGroupArn: this.targetGroupArn }],
    });
  }

  private createTargetGroup(props: ServiceTargetProps): string {
    const { path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = props.healthCheck;
    const group = new LbTargetGroup(this, "target-group", {
      name: props.name,
      vpcId: props.vpcId,
      port: props.port,
      protocol: "HTTP",
      targetType: props.targetType,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      healthCheck: {
        path,
        protocol: "HTTP",
        matcher: "200",
        interval: intervalSeconds,
        timeout: timeoutSeconds,
        healthyThreshold,
        unhealthyThreshold,
      },
    });
    return group.arn;
  }
}
