import { type ObjectValue, UNKNOWN } from "../../../packages/offline-aws/protocol/values.ts";
import { factsOf, typesWithFacts } from "../../../packages/offline-aws/provider/facts.ts";
import { KINDS } from "../../../packages/offline-aws/provider/formats.ts";
import { validate } from "../../../packages/offline-aws/provider/validate.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";

const problems = (type: string, config: ObjectValue) =>
  validate(factsOf(type), config).map(({ summary, detail }) => detail || summary);

const GROUP: ObjectValue = { name: "web", port: 80, protocol: "HTTP", vpc_id: UNKNOWN };

test.each([
  [
    "aws_lb_target_group",
    { ...GROUP, target_type: "vm" },
    'expected target_type to be one of ["alb" "instance" "ip" "lambda"], got vm',
  ],
  ["aws_lb_target_group", { ...GROUP, port: 0 }, "expected port to be in the range (1 - 65535), got 0"],
  [
    "aws_lb_target_group",
    { ...GROUP, health_check: [{ interval: 4 }] },
    "expected interval to be in the range (5 - 300), got 4",
  ],
  ["aws_lb_target_group", { ...GROUP, name_prefix: "x-" }, '"name": conflicts with name_prefix'],
  ["aws_iam_role", { name: "a b" }, "invalid value for name (must match ^[\\w+=,.@-]*$), got a b"],
  [
    "aws_iam_role",
    { name: "a".repeat(65) },
    `expected length of name to be in the range (1 - 64), got ${"a".repeat(65)}`,
  ],
  [
    "aws_route_table_association",
    { route_table_id: "rtb-1" },
    '"gateway_id": one of `gateway_id,subnet_id` must be specified',
  ],
  [
    "aws_vpc_security_group_ingress_rule",
    { cidr_ipv4: "10.0.0.0/8", prefix_list_id: "pl-1" },
    '"cidr_ipv4": only one of `cidr_ipv4,cidr_ipv6,prefix_list_id,referenced_security_group_id` can be specified, but `cidr_ipv4,prefix_list_id` were specified.',
  ],
  ["aws_kms_key", { policy: "{" }, '"policy" contains an invalid JSON'],
  ["aws_lb", { name: "a_b", subnets: ["s"] }, 'only alphanumeric characters and hyphens allowed in "name": "a_b"'],
  ["aws_lambda_function", { timeout: 0 }, "expected timeout to be in the range (1 - 900), got 0"],
  [
    "aws_lb_target_group",
    { ...GROUP, deregistration_delay: "x" },
    "deregistration_delay: cannot parse 'x' as int: invalid syntax",
  ],
  [
    "aws_lb_target_group",
    { ...GROUP, deregistration_delay: "4000" },
    "expected deregistration_delay to be at between (0) and (3600), got 4000",
  ],
  [
    "aws_route",
    { destination_cidr_block: "10.0.0.0" },
    '"10.0.0.0" is not a valid CIDR block: invalid CIDR address: 10.0.0.0',
  ],
  [
    "aws_dynamodb_table",
    { name: "t", attribute: [{ name: "a", type: "X" }] },
    'expected type to be one of ["S" "N" "B"], got X',
  ],
])("%s refuses %j", (type, config, message) => {
  expect(problems(type, config as ObjectValue)).toContain(message);
});

test.each([
  ["aws_lb_target_group", GROUP],
  ["aws_lb_target_group", { ...GROUP, target_type: UNKNOWN, port: UNKNOWN }],
  ["aws_route_table_association", { route_table_id: "rtb-1", subnet_id: UNKNOWN }],
  ["aws_without_facts", { anything: 1 }],
  ["aws_iam_role", { name: UNKNOWN, name_prefix: UNKNOWN }],
  ["aws_iam_role", { name: UNKNOWN, name_prefix: "x-" }],
  ["aws_vpc_security_group_ingress_rule", { cidr_ipv4: UNKNOWN, prefix_list_id: UNKNOWN }],
  ["aws_kms_key", { rotation_period_in_days: 90, enable_key_rotation: UNKNOWN }],
  ["aws_kms_key", { rotation_period_in_days: UNKNOWN }],
  ["aws_lb_target_group", { ...GROUP, health_check: [{ protocol: "http" }] }],
])("%s accepts %j", (type, config) => {
  expect(problems(type, config as ObjectValue)).toEqual([]);
});

test("a message says where", () => {
  const [problem] = validate(factsOf("aws_lb_target_group"), { ...GROUP, health_check: [{ interval: 4 }] });
  expect(problem?.attribute?.steps).toEqual([
    { attributeName: "health_check" },
    { elementKeyInt: 0 },
    { attributeName: "interval" },
  ]);
});

test("facts name kinds that there are, and patterns that compile", () => {
  const facts = typesWithFacts().map(factsOf);
  const kinds = facts.flatMap((each) => Object.values(each.kinds ?? {}));
  expect(kinds.length).toBeGreaterThan(0);
  expect(kinds.filter((kind) => KINDS[kind] === undefined)).toEqual([]);
  const patterns = facts.flatMap((each) => Object.values(each.formats ?? {}).flat()).map(([pattern]) => pattern);
  for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
});

test("statement ids of a bucket's policy may have spaces, those of IAM may not", () => {
  const statement = { Sid: "Allow logs", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::a-bucket/*" };
  const document = (more: object) => JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, ...more }] });
  const aws = ProviderClient.in(newFolder(), { region: "us-east-1" });
  aws.create("aws_s3_bucket", { bucket: "a-bucket" });
  const policy = document({ Principal: { Service: "logging.s3.amazonaws.com" } });
  expect(aws.refusal("aws_s3_bucket_policy", { bucket: "a-bucket", policy })).toBeUndefined();
  expect(aws.refusal("aws_iam_policy", { name: "logs", policy: document({}) })?.said).toContain(
    "must be alpha-numeric",
  );
});

test("a listener may validate JSON Web Tokens", () => {
  const aws = ProviderClient.in(newFolder(), { region: "us-east-1" });
  const said = aws.validate("aws_lb_listener_rule", { action: [{ type: "jwt-validation", order: 1 }] });
  expect(said.filter((each) => each.includes("type"))).toEqual([]);
});
