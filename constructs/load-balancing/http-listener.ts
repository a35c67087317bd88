import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";
import { headerArguments, mutualArguments } from "./balancer-arguments.ts";
import { attachFurther, type Certificates } from "./certificates.ts";

/** What callers get that no service has a rule for. */
const NO_SERVICE = {
  type: "fixed-response",
  fixedResponse: { statusCode: "503", contentType: "text/plain", messageBody: "No service answers here yet." },
};

const TO_HTTPS = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };

export interface HttpListenerProps {
  readonly loadBalancerArn: string;
  readonly settings: Pick<ClusterLoadBalancer, "tlsPolicy" | "responseHeaders" | "mutualTls">;
  readonly port: number;
  /** Certificates for HTTPS. @default plain HTTP */
  readonly certificates?: Certificates;
  /** Whether it only redirects to HTTPS on 443. @default false */
  readonly redirects?: boolean;
  /** What has to be so before it answers. @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** A port of a load balancer. It takes the rules of services, and answers 503 where there is none. */
export class HttpListener extends Construct {
  readonly listener: LbListener;

  constructor(
    scope: Construct,
    id: string,
    { loadBalancerArn, settings, port, certificates, redirects, dependsOn }: HttpListenerProps,
  ) {
    super(scope, id);
    this.listener = new LbListener(this, "listener", {
      loadBalancerArn,
      port,
      protocol: certificates ? "HTTPS" : "HTTP",
      ...(certificates && { sslPolicy: settings.tlsPolicy, certificateArn: certificates.defaultArn }),
      ...(certificates && settings.mutualTls && { mutualAuthentication: mutualArguments(settings.mutualTls) }),
      ...(!redirects && headerArguments(settings.responseHeaders)),
      defaultAction: [redirects ? TO_HTTPS : NO_SERVICE],
      dependsOn,
      lifecycle: { createBeforeDestroy: true },
    });
    if (certificates) attachFurther(this, this.listener.arn, certificates);
  }
}
