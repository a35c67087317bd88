import { isUnknown, type ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blocksOf, isMissing, knownText } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html";

const authenticates = ({ type }: ObjectValue) => /^(authenticate-|jwt-)/.test(String(type));

/** The protocol of a listener, or of the listener of a rule. */
function protocolOf({ planned, others }: AskedChange): string | undefined {
  const named = others("aws_lb_listener").find(({ arn }) => arn === planned.listener_arn);
  const listener = "load_balancer_arn" in planned ? planned : named;
  if (listener === undefined) return undefined;
  return knownText(listener.protocol) ?? (isMissing(listener.certificate_arn) ? "HTTP" : "HTTPS");
}

/** Whether a certificate of this cloud waits for records in a zone of this cloud, which are not there; other zones may have them. */
function isPending({ planned, others, existed }: AskedChange): boolean {
  const arn = knownText(planned.certificate_arn);
  const certificate = others("aws_acm_certificate").find((each) => each.arn === arn);
  if (certificate === undefined || existed(certificate) || certificate.status === "ISSUED") return false;
  if (certificate.validation_method !== "DNS" || !isMissing(certificate.certificate_authority_arn)) return false;
  const name = (text: unknown) => String(text).replace(/\.$/, "");
  const domain = `.${name(certificate.domain_name)}`;
  if (!others("aws_route53_zone").some((zone) => domain.endsWith(`.${name(zone.name)}`))) return false;
  const asked = blocksOf(certificate.domain_validation_options).map((each) => name(each.resource_record_name));
  return (
    !others("aws_acm_certificate_validation").some((each) => each.certificate_arn === arn) &&
    !others("aws_route53_record").some((record) => asked.some((each) => each.startsWith(name(record.name))))
  );
}

export const LISTENER_SECURITY_RULES: readonly AwsRule[] = [
  {
    name: "authenticating-action",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
    types: ["aws_lb_listener", "aws_lb_listener_rule"],
    apply(change) {
      const actions = blocksOf(change.planned.default_action ?? change.planned.action);
      const action = actions.find(authenticates);
      if (action === undefined) return undefined;
      if (protocolOf(change) === "HTTP")
        return `InvalidLoadBalancerAction: Actions of type '${String(action.type)}' are supported only on HTTPS listeners`;
      return actions.every(authenticates)
        ? "InvalidLoadBalancerAction: The last action must be of type 'forward', 'redirect' or 'fixed-response'"
        : undefined;
    },
  },
  {
    name: "protocol-of-network-load-balancer",
    source: PAGE,
    types: ["aws_lb_listener"],
    apply: ({ planned }) =>
      String(planned.load_balancer_arn).includes(":loadbalancer/net/") &&
      (isUnknown(planned.protocol) || isMissing(planned.protocol))
        ? "ValidationError: A listener protocol must be specified"
        : undefined,
  },
  {
    name: "certificate-of-listener",
    source: PAGE,
    types: ["aws_lb_listener", "aws_lb_listener_certificate"],
    apply(change) {
      const arn = knownText(change.planned.certificate_arn);
      if (arn === undefined) return undefined;
      const [, , service, region] = arn.split(":");
      if (service === "acm" && region !== change.region) return `CertificateNotFound: Certificate '${arn}' not found`;
      return isPending(change)
        ? `UnsupportedCertificate: The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`
        : undefined;
    },
  },
  {
    name: "host-header",
    // "You can't use an HTTP header condition to specify the host header."
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html",
    types: ["aws_lb_listener_rule"],
    apply: ({ planned }) =>
      blocksOf(planned.condition)
        .flatMap(({ http_header }) => blocksOf(http_header))
        .some(({ http_header_name }) => String(http_header_name).toLowerCase() === "host")
        ? "ValidationError: The host header can't be specified in a condition of type 'http-header': use 'host-header'"
        : undefined,
  },
];
