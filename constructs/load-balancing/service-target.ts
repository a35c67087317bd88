import { LbListenerRule, type LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { ApplicationRouteConfig } from "../../config/services/route.ts";
import { sortedEntries } from "../sorted-entries.ts";
import { authenticateAction } from "./authenticate-action.ts";
import { forwardArguments, type ShiftedBy, shiftedByOf } from "./forward-arguments.ts";
import { healthCheckArguments, targetGroupArguments } from "./target-group-arguments.ts";

export interface ServiceTargetProps {
  readonly service: ServiceConfig;
  readonly route: ApplicationRouteConfig;
  readonly vpcId: string;
  readonly listenerArn: string;
  /** Listener where new tasks answer before clients reach them. @default none */
  readonly testListenerArn?: string;
}

/** The target groups of a service with a route, and the listener rules that send requests to them. */
export class ServiceTarget extends Construct {
  readonly targetGroups: readonly LbTargetGroup[];
  readonly rule: LbListenerRule;
  readonly testRule?: LbListenerRule;
  /** All rules: without one of them ECS takes no target group. */
  readonly rules: readonly LbListenerRule[];

  constructor(scope: Construct, id: string, props: ServiceTargetProps) {
    super(scope, id);
    const { service, route, listenerArn, testListenerArn } = props;
    this.targetGroups = service.targetGroupNames.map((name, index) =>
      this.createTargetGroup(index === 0 ? "target-group" : "second-target-group", name, props),
    );
    const shiftedBy = shiftedByOf(service);
    this.rule = this.createRule("rule", listenerArn, route, shiftedBy);
    this.testRule = testListenerArn ? this.createRule("test-rule", testListenerArn, route, shiftedBy) : undefined;
    this.rules = [this.rule, ...(this.testRule ? [this.testRule] : [])];
  }

  private createTargetGroup(id: string, name: string, { service, route, vpcId }: ServiceTargetProps): LbTargetGroup {
    const { protocol, targetProtocol, stickySeconds, slowStartSeconds } = route;
    return new LbTargetGroup(this, id, {
      name,
      ...targetGroupArguments(service, route, vpcId),
      ...(protocol !== "HTTP1" && { protocolVersion: protocol.toUpperCase() }),
      ...(slowStartSeconds > 0 && { slowStart: slowStartSeconds }),
      ...(stickySeconds > 0 && { stickiness: { type: "lb_cookie", cookieDuration: stickySeconds } }),
      healthCheck: { ...healthCheckArguments(route), protocol: targetProtocol },
    });
  }

  private createRule(
    id: string,
    listenerArn: string,
    route: ApplicationRouteConfig,
    shiftedBy: ShiftedBy,
  ): LbListenerRule {
    const forward = forwardArguments(this.targetGroups, shiftedBy);
    return new LbListenerRule(this, id, {
      listenerArn,
      priority: route.priority,
      condition: conditions(route),
      action: route.authentication
        ? [authenticateAction(this, route.authentication), { ...forward, order: 2 }]
        : [forward],
      lifecycle: {
        createBeforeDestroy: true, // on another listener: the old one sends requests until the new one does
        // A deployment moves the rule between the groups, so Terraform must not move it back.
        ...(shiftedBy && { ignoreChanges: ["action"] }),
      },
    });
  }
}

/** Every path (`*`) is a condition only of a rule without hosts and headers. */
function conditions({ paths, hosts, headers }: ApplicationRouteConfig): LbListenerRuleCondition[] {
  const others: LbListenerRuleCondition[] = [
    ...(hosts.length > 0 ? [{ hostHeader: { values: [...hosts] } }] : []),
    ...sortedEntries(headers).map(([httpHeaderName, values]) => ({
      httpHeader: { httpHeaderName, values: [...values] },
    })),
  ];
  const everyPath = paths.length === 1 && paths[0] === "*";
  return everyPath && others.length > 0 ? others : [{ pathPattern: { values: [...paths] } }, ...others];
}
