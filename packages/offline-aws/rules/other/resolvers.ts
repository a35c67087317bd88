import { type AwsRule, isMissing, knownText } from "../rule.ts";

export const RESOLVER_RULES: readonly AwsRule[] = [
  {
    name: "resolver-rule",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html",
    types: ["aws_route53_resolver_rule"],
    apply({ planned }) {
      const invalid = (message: string) => `InvalidParameterException: ${message}`;
      const type = String(planned.rule_type);
      if (type === "FORWARD" && isMissing(planned.resolver_endpoint_id))
        return invalid("Resolver endpoint ID is required for rules of type FORWARD");
      if (type === "FORWARD" && isMissing(planned.target_ip))
        return invalid("Target IPs are required for rules of type FORWARD");
      return type !== "FORWARD" && !(isMissing(planned.resolver_endpoint_id) && isMissing(planned.target_ip))
        ? invalid(`Resolver endpoint ID and target IPs are not supported for rules of type ${type}`)
        : undefined;
    },
  },
  {
    name: "resolver-endpoint",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRule.html",
    types: ["aws_route53_resolver_rule"],
    apply({ planned, others }) {
      const id = knownText(planned.resolver_endpoint_id);
      const endpoint = others("aws_route53_resolver_endpoint").find((each) => each.id === id);
      return endpoint?.direction === "INBOUND"
        ? `InvalidParameterException: The resolver endpoint ${id} is not an outbound endpoint`
        : undefined;
    },
  },
  {
    name: "query-log",
    // "You must create the log group in the us-east-1 region", with a resource policy that lets Route 53 write.
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html",
    types: ["aws_route53_query_log"],
    apply({ planned, prior, others, existed }) {
      const arn = knownText(planned.cloudwatch_log_group_arn);
      if (arn !== undefined && arn.split(":")[3] !== "us-east-1")
        return `InvalidInput: The log group must be in us-east-1: ${arn}`;
      const zone = others("aws_route53_zone").find(({ zone_id }) => zone_id === planned.zone_id);
      if (!isMissing(zone?.vpc)) return "InvalidInput: Query logging is not supported for private hosted zones";
      const isLogged = others("aws_route53_query_log").some(({ zone_id }) => zone_id === planned.zone_id);
      if (prior === null && isLogged)
        return `QueryLoggingConfigAlreadyExists: A query logging configuration exists already for the hosted zone ${String(planned.zone_id)}`;
      const group = others("aws_cloudwatch_log_group").find((each) => each.arn === arn?.replace(/:\*$/, ""));
      const policies = others("aws_cloudwatch_log_resource_policy").map(({ policy_document }) =>
        String(policy_document),
      );
      return group === undefined ||
        existed(group) ||
        policies.some((policy) => policy.includes("route53.amazonaws.com"))
        ? undefined
        : "InsufficientCloudWatchLogsResourcePolicy: The resource policy that you're using for Route 53 query logging doesn't grant Route 53 sufficient permission to create a log stream in the specified log group.";
    },
  },
];
