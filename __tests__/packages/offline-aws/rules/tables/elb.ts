import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const lb =
  (change: ObjectValue | Written): Written =>
  (at) => ({
    name: "tried",
    load_balancer_type: "application",
    subnets: [at.subnetA ?? null, at.subnetB ?? null],
    ...(typeof change === "function" ? change(at) : change),
  });

const group =
  (change: ObjectValue): Written =>
  (at) => ({ name: "tried", port: 80, protocol: "HTTP", vpc_id: at.vpc ?? null, ...change });

const listener =
  (change: ObjectValue | Written): Written =>
  (at) => ({
    load_balancer_arn: at.lb ?? null,
    port: 8080,
    protocol: "HTTP",
    default_action: [{ type: "forward", target_group_arn: at.targets ?? null }],
    ...(typeof change === "function" ? change(at) : change),
  });

export const rule =
  (condition: ObjectValue, change: ObjectValue = {}): Written =>
  (at) => ({
    listener_arn: at.listener ?? null,
    priority: 20,
    action: [{ type: "forward", target_group_arn: at.machines ?? null }],
    condition: [condition],
    ...change,
  });

export const paths = (...values: string[]) => ({ path_pattern: [{ values }] });
const HEALTH = [{ enabled: true }];

export const LOAD_BALANCER: RefusalTable = {
  subject: "load balancer",
  mistakes: [
    [
      "one subnet",
      "aws_lb",
      lb((at) => ({ subnets: [at.subnetA ?? null] })),
      "apply",
      /At least two subnets in two different Availability Zones/,
    ],
    [
      "two subnets of a zone",
      "aws_lb",
      lb((at) => ({ subnets: [at.subnetA ?? null, at.subnetA2 ?? null] })),
      "apply",
      /multiple subnets in the same Availability Zone/,
    ],
    ["a name of 33", "aws_lb", lb({ name: "a".repeat(33) }), "validate", /cannot be longer than 32 characters/],
    ["a name of AWS", "aws_lb", lb({ name: "internal-x" }), "validate", /cannot begin with "internal-"/],
    [
      "a group of another VPC",
      "aws_lb",
      lb((at) => ({ security_groups: [at.otherGroup ?? null] })),
      "apply",
      /security groups are invalid/,
    ],
    ["an idle timeout of 5000", "aws_lb", lb({ idle_timeout: 5000 }), "apply", /idle_timeout/],
    [
      "HTTPS without a certificate",
      "aws_lb_listener",
      listener({ protocol: "HTTPS" }),
      "apply",
      /A certificate must be specified for HTTPS listeners/,
    ],
    [
      "an unknown certificate",
      "aws_lb_listener",
      listener({ protocol: "HTTPS", certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/x" }),
      "apply",
      /Could not find certificate|CertificateNotFound/,
    ],
    [
      "TCP on an application balancer",
      "aws_lb_listener",
      listener({ protocol: "TCP" }),
      "apply",
      /must be one of 'HTTPS, HTTP'/,
    ],
    [
      "targets of another VPC",
      "aws_lb_listener",
      listener((at) => ({ default_action: [{ type: "forward", target_group_arn: at.otherTargets ?? null }] })),
      "apply",
      /not in the same VPC/,
    ],
    ["a port that is taken", "aws_lb_listener", listener({ port: 80 }), "apply", /DuplicateListener/],
    ["port 0", "aws_lb_listener", listener({ port: 0 }), "validate", /valid port number/],
    [
      "a redirect to itself",
      "aws_lb_listener",
      listener({ default_action: [{ type: "redirect", redirect: [{ status_code: "HTTP_301" }] }] }),
      "apply",
      /creates a loop/,
    ],
    [
      "a forward to nothing",
      "aws_lb_listener",
      listener({ default_action: [{ type: "forward" }] }),
      "plan",
      /must be specified when/,
    ],
    [
      "six values",
      "aws_lb_listener_rule",
      rule(paths("/1", "/2", "/3", "/4", "/5", "/6")),
      "apply",
      /A rule can only have '5' condition values/,
    ],
    [
      "an address that is none",
      "aws_lb_listener_rule",
      rule({ source_ip: [{ values: ["192.0.2.300/32"] }] }),
      "apply",
      /source IP '192.0.2.300\/32' must be a CIDR block/,
    ],
    [
      "a host with a slash",
      "aws_lb_listener_rule",
      rule({ host_header: [{ values: ["a.com/b"] }] }),
      "apply",
      /contains a character that is not valid/,
    ],
    [
      "a priority that is taken",
      "aws_lb_listener_rule",
      rule(paths("/b"), { priority: 10 }),
      "apply",
      /PriorityInUse: Priority '10'/,
    ],
    [
      "a priority of 60000",
      "aws_lb_listener_rule",
      rule(paths("/b"), { priority: 60_000 }),
      "validate",
      /in the range 1-50000/,
    ],
  ],
  accepted: [
    ["a balancer", "aws_lb", lb({})],
    ["a listener", "aws_lb_listener", listener({})],
    [
      "a redirect to HTTPS",
      "aws_lb_listener",
      listener({
        port: 8081,
        default_action: [{ type: "redirect", redirect: [{ status_code: "HTTP_301", port: "443", protocol: "HTTPS" }] }],
      }),
    ],
    ["five values", "aws_lb_listener_rule", rule(paths("/1", "/2", "/3", "/4", "/5*"))],
    ["a host", "aws_lb_listener_rule", rule({ host_header: [{ values: ["*.example.com"] }] }, { priority: 21 })],
  ],
};

export const TARGET_GROUP: RefusalTable = {
  subject: "target group",
  mistakes: [
    [
      "an underscore",
      "aws_lb_target_group",
      group({ name: "a_b" }),
      "validate",
      /only alphanumeric characters and hyphens/,
    ],
    [
      "a delay of 4000",
      "aws_lb_target_group",
      group({ deregistration_delay: "4000" }),
      "validate",
      /between \(0\) and \(3600\)/,
    ],
    ["a slow start of 10", "aws_lb_target_group", group({ slow_start: 10 }), "validate", /slow_start/],
    [
      "a matcher of 600",
      "aws_lb_target_group",
      group({ health_check: [{ ...HEALTH[0], matcher: "600" }] }),
      "apply",
      /must be within '200-499'/,
    ],
    [
      "a timeout as long as the interval",
      "aws_lb_target_group",
      group({ health_check: [{ interval: 10, timeout: 10 }] }),
      "apply",
      /greater than the timeout/,
    ],
    [
      "an interval of 4",
      "aws_lb_target_group",
      group({ health_check: [{ interval: 4 }] }),
      "validate",
      /range \(5 - 300\)/,
    ],
    ["no VPC", "aws_lb_target_group", group({ vpc_id: null }), "plan", /"vpc_id" must be specified/],
    [
      "an address among machines",
      "aws_lb_target_group_attachment",
      (at) => ({ target_group_arn: at.machines ?? null, target_id: "10.0.0.1" }),
      "apply",
      /Instance ID '10.0.0.1' is not valid/,
    ],
    [
      "a machine among addresses",
      "aws_lb_target_group_attachment",
      (at) => ({ target_group_arn: at.targets ?? null, target_id: "i-0123456789abcdef0" }),
      "apply",
      /not a valid IPv4 address/,
    ],
    ["a name that is taken", "aws_lb_target_group", group({ name: "ip" }), "apply", /DuplicateTargetGroupName/],
  ],
  accepted: [
    ["a group", "aws_lb_target_group", group({})],
    ["a range of codes", "aws_lb_target_group", group({ name: "codes", health_check: [{ matcher: "200-299,301" }] })],
    [
      "an address",
      "aws_lb_target_group_attachment",
      (at) => ({ target_group_arn: at.targets ?? null, target_id: "10.0.0.9" }),
    ],
  ],
};
