import { LbListener, type LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { NetworkRouteConfig } from "../../config/services/network-route.ts";
import { attachFurther } from "./certificates.ts";
import { forwardArguments, shiftedByOf } from "./forward-arguments.ts";
import type { SharedNetworkLoadBalancer } from "./shared-load-balancer.ts";
import { healthCheckArguments, targetGroupArguments } from "./target-group-arguments.ts";

export interface NetworkTargetProps {
  readonly service: ServiceConfig;
  readonly route: NetworkRouteConfig;
  readonly vpcId: string;
  readonly loadBalancer: SharedNetworkLoadBalancer;
}

/** The target groups of a service with a route of type "network", and its listeners, which send all connections to them. */
export class NetworkTarget extends Construct {
  readonly targetGroups: readonly LbTargetGroup[];
  readonly listener: LbListener;
  readonly testListener?: LbListener;

  constructor(scope: Construct, id: string, props: NetworkTargetProps) {
    super(scope, id);
    const { service, route } = props;
    this.targetGroups = service.targetGroupNames.map((name, index) =>
      this.createTargetGroup(index === 0 ? "target-group" : "second-target-group", name, props),
    );
    const { test } = service.deployment;
    this.listener = this.createListener("listener", route.port, props);
    this.testListener = test && this.createListener("test-listener", test.port, props);
  }

  private createTargetGroup(id: string, name: string, { service, route, vpcId }: NetworkTargetProps): LbTargetGroup {
    const { healthCheck, preserveClientIp } = route;
    return new LbTargetGroup(this, id, {
      name,
      ...targetGroupArguments(service, route, vpcId),
      connectionTermination: route.connectionTermination,
      ...(preserveClientIp !== undefined && { preserveClientIp: String(preserveClientIp) }),
      ...(route.proxyProtocol && { proxyProtocolV2: true }),
      ...(route.sticky && { stickiness: { type: "source_ip" } }),
      healthCheck: {
        ...healthCheckArguments(route),
        protocol: healthCheck.protocol,
        port: healthCheck.port === undefined ? undefined : String(healthCheck.port),
      },
    });
  }

  private createListener(id: string, port: number, { service, route, loadBalancer }: NetworkTargetProps): LbListener {
    const shiftedBy = shiftedByOf(service);
    const certificates = route.protocol === "TLS" ? loadBalancer.certificates : undefined;
    const listener = new LbListener(this, id, {
      loadBalancerArn: loadBalancer.arn,
      port,
      protocol: route.protocol,
      ...(certificates && { sslPolicy: loadBalancer.tlsPolicy, certificateArn: certificates.defaultArn }),
      alpnPolicy: route.alpn,
      tcpIdleTimeoutSeconds: route.idleTimeoutSeconds,
      defaultAction: [forwardArguments(this.targetGroups, shiftedBy)],
      lifecycle: {
        createBeforeDestroy: true,
        // A deployment moves the listener between the groups, so Terraform must not move it back.
        ...(shiftedBy && { ignoreChanges: ["default_action"] }),
      },
    } satisfies LbListenerConfig);
    if (certificates) attachFurther(new Construct(this, `${id}-certificates`), listener.arn, certificates);
    return listener;
  }
}
