import type { ObjectValue } from "../../protocol/values.ts";
import { isCidr } from "../../provider/formats.ts";
import { forwardedGroups } from "../../provider/target-groups.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, isMissing, knownText, textsOf } from "../rule.ts";

const LISTENER_PAGE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html";
const RULE_PAGE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html";

const isOfApplication = (arn: unknown) => String(arn).includes("/app/");

/** Each type of action has its own block or argument. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  forward: ["target_group_arn", "forward"],
  redirect: ["redirect"],
  "fixed-response": ["fixed_response"],
  "authenticate-cognito": ["authenticate_cognito"],
  "authenticate-oidc": ["authenticate_oidc"],
};

function actionProblem(actions: readonly ObjectValue[], at: string): string | undefined {
  for (const [index, action] of actions.entries()) {
    const needed = NEEDED[String(action.type)];
    if (needed?.every((name) => isMissing(action[name])))
      return needed.length > 1
        ? `Either "${at}[${index}].target_group_arn" or "${at}[${index}].forward" must be specified when "${at}[${index}].type" is "forward".`
        : `Attribute "${at}[${index}].${needed[0]}" must be specified when "${at}[${index}].type" is "${String(action.type)}".`;
  }
  return undefined;
}

/** What the provider says of certificates of clients. */
function clientProblem({ mode, trust_store_arn }: ObjectValue): string | undefined {
  if (mode === "verify" && trust_store_arn === null)
    return 'Attribute "mutual_authentication[0].trust_store_arn" must be specified when "mutual_authentication[0].mode" is "verify".';
  return knownText(mode) !== undefined && mode !== "verify" && knownText(trust_store_arn) !== undefined
    ? `Attribute "mutual_authentication[0].trust_store_arn" cannot be specified when "mutual_authentication[0].mode" is "${String(mode)}".`
    : undefined;
}

function vpcProblem({ planned, others }: AskedChange): string | undefined {
  const listener = others("aws_lb_listener").find(({ arn }) => arn === planned.listener_arn);
  const balancer = others("aws_lb").find(
    ({ arn }) => arn === (planned.load_balancer_arn ?? listener?.load_balancer_arn),
  );
  const subnets = textsOf(balancer?.subnets).concat(
    blocksOf(balancer?.subnet_mapping).flatMap((each) => knownText(each.subnet_id) ?? []),
  );
  const vpc =
    knownText(balancer?.vpc_id) ?? others("aws_subnet").find(({ id }) => subnets.includes(String(id)))?.vpc_id;
  const groups = others("aws_lb_target_group").filter(({ arn }) => forwardedGroups(planned).includes(String(arn)));
  const stranger = groups.find(
    ({ vpc_id }) => knownText(vpc_id) !== undefined && knownText(vpc) !== undefined && vpc_id !== vpc,
  );
  if (stranger !== undefined)
    return `InvalidConfigurationRequest: The following target groups are not in the same VPC as the load balancer '${String(balancer?.arn)}': ${String(stranger.arn)}`;
  const wrong = groups.find(
    ({ protocol, target_type }) =>
      isOfApplication(balancer?.arn) && target_type !== "lambda" && !["HTTP", "HTTPS"].includes(String(protocol)),
  );
  return wrong === undefined
    ? undefined
    : `IncompatibleProtocols: The target group '${String(wrong.arn)}' with protocol ${String(wrong.protocol)} can't be used with an Application Load Balancer`;
}

/** Names of TLS policies end with the month in which they came. */
const SSL_POLICY = /^ELBSecurityPolicy-([A-Z][A-Za-z0-9-]*-)?20\d\d-\d\d$/;

function listenerProblem({ planned }: AskedChange): string | undefined {
  const protocol = knownText(planned.protocol) ?? (isMissing(planned.certificate_arn) ? "HTTP" : "HTTPS");
  if (!isOfApplication(planned.load_balancer_arn)) {
    if (knownText(planned.protocol) === undefined) return undefined;
    if (String(planned.load_balancer_arn).includes("/net/") && ["HTTP", "HTTPS"].includes(protocol))
      return `ValidationError: Listener protocol '${protocol}' must be one of 'UDP, TCP, TCP_UDP, TLS, QUIC, TCP_QUIC'`;
    return protocol === "TLS" && isMissing(planned.certificate_arn)
      ? "ValidationError: A certificate must be specified for TLS listeners"
      : undefined;
  }
  if (!["HTTP", "HTTPS"].includes(protocol))
    return `ValidationError: Listener protocol '${protocol}' must be one of 'HTTPS, HTTP'`;
  if (protocol === "HTTPS" && isMissing(planned.certificate_arn))
    return "ValidationError: A certificate must be specified for HTTPS listeners";
  if (protocol === "HTTP" && !isMissing(planned.certificate_arn))
    return "ValidationError: Certificates cannot be specified for HTTP listeners";
  const policy = knownText(planned.ssl_policy);
  if (policy !== undefined && !SSL_POLICY.test(policy)) return `SSLPolicyNotFound: SSL policy '${policy}' not found`;
  const loop = blocksOf(planned.default_action).find(
    ({ type, redirect }) => type === "redirect" && isLoop(blockOf(redirect), protocol, String(planned.port)),
  );
  return loop === undefined
    ? undefined
    : "InvalidLoadBalancerAction: The redirect action configuration is not valid because it creates a loop.";
}

const isLoop = (to: ObjectValue, protocol: string, port: string) =>
  (to.protocol === "#{protocol}" || to.protocol === protocol) &&
  (to.port === "#{port}" || to.port === port) &&
  to.host === "#{host}" &&
  to.path === "/#{path}" &&
  to.query === "#{query}";

/** Characters that the values of a condition can have, and the most of them. */
const CONDITIONS: Readonly<Record<string, RegExp>> = {
  host_header: /^[A-Za-z0-9.*?_:-]{1,128}$/,
  path_pattern: /^[A-Za-z0-9_.$/~"'@:+&*?;=%!,()-]{1,128}$/,
  http_request_method: /^[A-Z_-]{1,40}$/,
};

function conditionProblem(planned: ObjectValue): string | undefined {
  const conditions = blocksOf(planned.condition);
  const kinds = ["host_header", "path_pattern", "http_header", "http_request_method", "query_string", "source_ip"];
  let count = 0;
  for (const condition of conditions) {
    const given = kinds.filter((kind) => blocksOf(condition[kind]).length > 0);
    if (given.length !== 1)
      return "ValidationError: A condition must have exactly one of host-header, path-pattern, http-header, http-request-method, query-string and source-ip";
    for (const kind of given)
      for (const block of blocksOf(condition[kind])) {
        const values =
          kind === "query_string" ? [String(block.value)] : [...textsOf(block.values), ...textsOf(block.regex_values)];
        count += values.length;
        const wrong = textsOf(block.values).find((value) => CONDITIONS[kind]?.test(value) === false);
        const range = kind === "source_ip" ? textsOf(block.values).find((value) => !isCidr(value)) : undefined;
        if (range !== undefined)
          return `ValidationError: The source IP '${range}' must be a CIDR block such as 192.0.2.0/24 or 2001:db8::/32`;
        if (wrong !== undefined)
          return wrong.length > 128
            ? `ValidationError: Condition value '${wrong}' can't be longer than 128 characters`
            : `ValidationError: Condition value '${wrong}' contains a character that is not valid`;
      }
  }
  if (count > 5) return "ValidationError: A rule can only have '5' condition values";
  const single = ["host_header", "path_pattern", "http_request_method", "source_ip"].find(
    (kind) => conditions.filter((each) => blocksOf(each[kind]).length > 0).length > 1,
  );
  return single === undefined
    ? undefined
    : `ValidationError: A rule can only have one '${single.replaceAll("_", "-")}' condition`;
}

const tooManyGroups = (planned: ObjectValue) =>
  new Set(forwardedGroups(planned)).size > 5
    ? "TooManyTargets: A forward action can have at most 5 target groups"
    : undefined;

export const LISTENER_RULES: readonly AwsRule[] = [
  {
    name: "listener-actions",
    source: LISTENER_PAGE,
    types: ["aws_lb_listener"],
    plan: ({ default_action }, _, config) =>
      actionProblem(blocksOf(default_action), "default_action") ?? clientProblem(blockOf(config.mutual_authentication)),
  },
  {
    name: "rule-actions",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    types: ["aws_lb_listener_rule"],
    plan: ({ action }) => actionProblem(blocksOf(action), "action"),
  },
  {
    name: "rule-priority",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    types: ["aws_lb_listener_rule"],
    validate: ({ priority }) =>
      typeof priority === "number" && (priority < 1 || priority > 50_000) && priority !== 99_999
        ? '"priority" must be in the range 1-50000 for normal rule or 99999 for the default rule'
        : undefined,
  },
  {
    name: "listener-port",
    source: LISTENER_PAGE,
    types: ["aws_lb_listener"],
    validate: ({ port }) =>
      typeof port === "number" && (port < 1 || port > 65_535)
        ? `expected "port" to be a valid port number, got: ${port}`
        : undefined,
  },
  { name: "listener", source: LISTENER_PAGE, types: ["aws_lb_listener"], apply: listenerProblem },
  {
    name: "listener-targets",
    source: LISTENER_PAGE,
    types: ["aws_lb_listener", "aws_lb_listener_rule"],
    apply: (change) => vpcProblem(change) ?? tooManyGroups(change.planned),
  },
  {
    name: "rule-conditions",
    source: RULE_PAGE,
    types: ["aws_lb_listener_rule"],
    apply: ({ planned }) => conditionProblem(planned),
  },
  {
    name: "actions-of-network-load-balancer",
    source: LISTENER_PAGE,
    types: ["aws_lb_listener"],
    apply({ planned }) {
      const other = blocksOf(planned.default_action).find(({ type }) => type !== "forward");
      return String(planned.load_balancer_arn).includes("/net/") && other !== undefined
        ? `InvalidLoadBalancerAction: Actions of type '${String(other.type)}' are not supported by listeners of network load balancers`
        : undefined;
    },
  },
];
