import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** TLS 1.2 and 1.3 with forward secrecy only (Elastic Load Balancing user guide, security policies). */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/** What callers get that no service has a rule for. */
const NO_SERVICE = {
  type: "fixed-response",
  fixedResponse: { statusCode: "503", contentType: "text/plain", messageBody: "No service answers here yet." },
};

const TO_HTTPS = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };

export interface HttpListenerProps {
  readonly loadBalancerArn: string;
  readonly port: number;
  /** Certificate for HTTPS. @default plain HTTP */
  readonly certificateArn?: string;
  /** Whether it only sends everybody on to HTTPS on 443. @default false */
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
    { loadBalancerArn, port, certificateArn, redirects, dependsOn }: HttpListenerProps,
  ) {
    super(scope, id);
    this.listener = new LbListener(this, "listener", {
      loadBalancerArn,
      port,
      protocol: certificateArn ? "HTTPS" : "HTTP",
      ...(certificateArn && { sslPolicy: TLS_POLICY, certificateArn }),
      defaultAction: [redirects ? TO_HTTPS : NO_SERVICE],
      dependsOn,
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
