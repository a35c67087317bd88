import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, knownText, numberOf } from "../rule.ts";

/** Settings of TLS for listeners without it. */
function securityProblem(planned: ObjectValue): string | undefined {
  const protocol = knownText(planned.protocol);
  if (protocol === undefined) return undefined;
  if (!["HTTPS", "TLS"].includes(protocol)) {
    if (knownText(planned.ssl_policy) !== undefined)
      return `An SSL policy cannot be specified for ${protocol} listeners`;
    if (knownText(planned.certificate_arn) !== undefined)
      return `Certificates cannot be specified for ${protocol} listeners`;
    if (protocol === "HTTP" && !["off", undefined].includes(knownText(blockOf(planned.mutual_authentication).mode)))
      return "Mutual authentication is supported for HTTPS listeners only";
  }
  return protocol !== "TLS" && ![undefined, "None"].includes(knownText(planned.alpn_policy))
    ? `ALPN policies are supported for TLS listeners only, not for ${protocol}`
    : undefined;
}

/** Protocols that target groups of a kind can have. */
const BY_TARGET: Readonly<Record<string, readonly string[]>> = { alb: ["TCP"] };

function groupProblem(planned: ObjectValue): string | undefined {
  const protocol = String(planned.protocol);
  const allowed = BY_TARGET[String(planned.target_type)];
  if (allowed !== undefined && knownText(planned.protocol) !== undefined && !allowed.includes(protocol))
    return `Protocol '${protocol}' is not supported for target groups with target type '${String(planned.target_type)}'`;
  const isLayer7 = ["HTTP", "HTTPS"].includes(protocol);
  if (protocol === "GENEVE" && numberOf(planned.port) !== 6081)
    return "Port must be 6081 for target groups with the GENEVE protocol";
  const check = blockOf(planned.health_check);
  const checked = knownText(check.protocol);
  if (isLayer7 && checked !== undefined && !["HTTP", "HTTPS"].includes(checked))
    return `Health check protocol '${checked}' must be HTTP or HTTPS for target groups with the ${protocol} protocol`;
  const path = knownText(check.path);
  if (path !== undefined && !path.startsWith("/") && planned.protocol_version !== "GRPC")
    return `Health check path '${path}' must begin with a '/'`;
  const cookie = knownText(blockOf(planned.stickiness).cookie_name);
  return cookie !== undefined && /^AWSALB/.test(cookie)
    ? `The cookie name '${cookie}' is not valid: names that begin with AWSALB are reserved`
    : undefined;
}

/** What a redirect may have in its parts. */
function redirectProblem(actions: readonly ObjectValue[]): string | undefined {
  for (const { path, port } of actions.flatMap(({ redirect }) => blocksOf(redirect))) {
    if (knownText(path) !== undefined && !String(path).startsWith("/"))
      return `The redirect path '${String(path)}' must begin with a '/'`;
    const number = numberOf(port);
    if (knownText(port) !== undefined && port !== "#{port}" && (number === undefined || number < 1 || number > 65_535))
      return `The redirect port '${String(port)}' must be a number from 1 to 65535, or '#{port}'`;
  }
  return undefined;
}

const PAGE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html";

export const BALANCER_PROTOCOL_RULES: readonly AwsRule[] = [
  {
    name: "listener-protocol",
    source: PAGE,
    types: ["aws_lb_listener"],
    apply({ planned, prior }) {
      const problem = prior === null ? securityProblem(planned) : undefined;
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    // With an IPv6 prefix for source NAT it could, which the provider has no argument for (EnablePrefixForIpv6SourceNat).
    name: "dual-stack-datagrams",
    source: PAGE,
    types: ["aws_lb_listener"],
    apply({ planned: { load_balancer_arn, protocol }, others }) {
      const balancer = others("aws_lb").find(({ arn }) => arn === load_balancer_arn);
      return balancer?.ip_address_type === "dualstack" && String(protocol).endsWith("UDP")
        ? `InvalidConfigurationRequest: The protocol ${String(protocol)} can't be specified if dual-stack mode is enabled`
        : undefined;
    },
  },
  {
    name: "redirect",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
    types: ["aws_lb_listener", "aws_lb_listener_rule"],
    apply({ planned }) {
      const problem = redirectProblem(blocksOf(planned.default_action ?? planned.action));
      return problem === undefined ? undefined : `InvalidLoadBalancerAction: ${problem}`;
    },
  },
  {
    name: "target-group-protocol",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    types: ["aws_lb_target_group"],
    apply({ planned }) {
      const problem = groupProblem(planned);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
];
