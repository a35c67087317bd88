import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";

/** TLS 1.2 and 1.3 with forward secrecy only (Elastic Load Balancing user guide, security policies). */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/** What callers get that no service has a rule for. */
const NO_SERVICE = {
  type: "fixed-response",
  fixedResponse: { statusCode: "503", contentType: "text/plain", messageBody: "No service answers here yet." },
};

export interface HttpListenersProps {
  readonly loadBalancerArn: string;
  /** Port of plain HTTP. */
  readonly port: number;
  /** Certificate for HTTPS on 443; then the plain port only redirects. @default plain HTTP */
  readonly certificateArn?: string;
}

/** The listener that takes the rules of services and answers 503 by itself; with a certificate, also the redirect to it. */
export class HttpListeners extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { loadBalancerArn, port, certificateArn }: HttpListenersProps) {
    super(scope, id);
    const secure =
      certificateArn &&
      new LbListener(this, "https", {
        loadBalancerArn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: TLS_POLICY,
        certificateArn,
        defaultAction: [NO_SERVICE],
      });
    const plain = new LbListener(this, "http", {
      loadBalancerArn,
      port,
      protocol: "HTTP",
      defaultAction: [
        secure
          ? { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }
          : NO_SERVICE,
      ],
    });
    this.arn = (secure || plain).arn;
  }
}
