import { LbListenerRule, type LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { TwoSets } from "../../packages/deployments/rollout.ts";
import { sortedEntries } from "../sorted-entries.ts";

export interface HealthCheckProps {
  readonly path: string;
  /** HTTP codes that are healthy, such as `200-299`. */
  readonly codes: string;
  /** 5 to 300. */
  readonly intervalSeconds: number;
  /** 2 to 120, less than the interval. */
  readonly timeoutSeconds: number;
  /** Checks in a row, 2 to 10. */
  readonly healthyThreshold: number;
  /** Checks in a row, 2 to 10. */
  readonly unhealthyThreshold: number;
}

/** Which requests of a load balancer are a service's, and how its tasks get them. */
export interface RouteProps {
  /** 1 to 50000, once for each listener. */
  readonly priority: number;
  /** Patterns; at most five with those of hosts and headers. */
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly healthCheck: HealthCheckProps;
  /** 0 to 3600. */
  readonly deregistrationDelaySeconds: number;
  /** 30 to 900, or 0 for none. */
  readonly slowStartSeconds: number;
  /** 1 to 604800, or 0 for none. */
  readonly stickySeconds: number;
}

export interface ServiceTargetProps extends RouteProps {
  /** Names of the target groups, one, or two that take turns: 1 to 32 characters, unique in account and region. */
  readonly names: readonly string[];
  readonly vpcId: string;
  readonly listenerArn: string;
  /** Listener where new tasks answer before everybody gets them. @default none */
  readonly testListenerArn?: string;
  /** Port of the container. */
  readonly port: number;
  /** What is registered: addresses of tasks (awsvpc), or instances with the port that Docker chose (bridge). */
  readonly targetType: "ip" | "instance";
  /** Who moves requests between the two groups. @default nobody: there is one */
  readonly shiftedBy?: TwoSets["shiftedBy"];
}

/** The target groups of a service and the listener rules that send requests to them. */
export class ServiceTarget extends Construct {
  readonly targetGroups: readonly LbTargetGroup[];
  readonly rule: LbListenerRule;
  readonly testRule?: LbListenerRule;

  constructor(scope: Construct, id: string, props: ServiceTargetProps) {
    super(scope, id);
    this.targetGroups = props.names.map((name, index) => this.createTargetGroup(name, index, props));
    this.rule = this.createRule("rule", props.listenerArn, props);
    this.testRule = props.testListenerArn ? this.createRule("test-rule", props.testListenerArn, props) : undefined;
  }

  private createTargetGroup(name: string, index: number, props: ServiceTargetProps): LbTargetGroup {
    const { healthCheck, stickySeconds, slowStartSeconds } = props;
    return new LbTargetGroup(this, index === 0 ? "target-group" : "second-target-group", {
      name,
      vpcId: props.vpcId,
      port: props.port,
      protocol: "HTTP",
      targetType: props.targetType,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      ...(slowStartSeconds > 0 && { slowStart: slowStartSeconds }),
      ...(stickySeconds > 0 && { stickiness: { type: "lb_cookie", cookieDuration: stickySeconds } }),
      healthCheck: {
        path: healthCheck.path,
        protocol: "HTTP",
        matcher: healthCheck.codes,
        interval: healthCheck.intervalSeconds,
        timeout: healthCheck.timeoutSeconds,
        healthyThreshold: healthCheck.healthyThreshold,
        unhealthyThreshold: healthCheck.unhealthyThreshold,
      },
    });
  }

  private createRule(id: string, listenerArn: string, props: ServiceTargetProps): LbListenerRule {
    return new LbListenerRule(this, id, {
      listenerArn,
      priority: props.priority,
      condition: conditions(props),
      action: [this.forward(props)],
      // A deployment moves the rule between the groups, so Terraform must not move it back.
      ...(props.shiftedBy && { lifecycle: { ignoreChanges: ["action"] } }),
    });
  }

  /**
   * CodeDeploy looks for the rule that sends all requests to the first group; ECS wants both groups in it, the second
   * without a share (ECS developer guide, Application Load Balancer resources for blue/green deployments).
   */
  private forward({ shiftedBy }: ServiceTargetProps) {
    const [first, second] = this.targetGroups.map(({ arn }) => arn);
    if (shiftedBy !== "ECS" || second === undefined) return { type: "forward", targetGroupArn: first };
    const targetGroup = [
      { arn: first as string, weight: 100 },
      { arn: second, weight: 0 },
    ];
    return { type: "forward", forward: { targetGroup } };
  }
}

/** A rule for every path alone is one that says so; beside hosts or headers it says nothing. */
function conditions({ paths, hosts, headers }: RouteProps): LbListenerRuleCondition[] {
  const others: LbListenerRuleCondition[] = [
    ...(hosts.length > 0 ? [{ hostHeader: { values: [...hosts] } }] : []),
    ...sortedEntries(headers).map(([httpHeaderName, values]) => ({
      httpHeader: { httpHeaderName, values: [...values] },
    })),
  ];
  const everyPath = paths.length === 1 && paths[0] === "*";
  return everyPath && others.length > 0 ? others : [{ pathPattern: { values: [...paths] } }, ...others];
}
