import { accepts, type Changes, changedEnvironment, type Mistake, refuses } from "../../support/mistakes.ts";
import { problems } from "../../support/problems.ts";

const attached = (policy: string): Changes => ({
  "services[0].taskRole": { managedPolicyArns: [`arn:aws:iam::aws:policy/${policy}`] },
});
const ARNS = "services[0].taskRole.managedPolicyArns[0]";
const misspelt = (policy: string, meant: string): Mistake => [
  policy,
  attached(policy),
  [ARNS, `is not a managed policy of AWS; did you mean arn:aws:iam::aws:policy/${meant}?`],
];

describe("managed policies of AWS", () => {
  refuses([
    misspelt("AmazonS3ReadonlyAccess", "AmazonS3ReadOnlyAccess"),
    misspelt("CloudwatchAgentServerPolicy", "CloudWatchAgentServerPolicy"),
    misspelt("AmazonSQSFullAcces", "AmazonSQSFullAccess"),
    misspelt("AWSLambdaFullAccess", "AWSLambda_FullAccess"),
    misspelt("S3ReadOnlyAccess".replace("S3", "AmazonS3").replace("Only", "Onyl"), "AmazonS3ReadOnlyAccess"),
    misspelt("SQSFullAccess", "AmazonSQSFullAccess"),
    misspelt("AmazonECSTaskExecutionRolePolicy", "service-role/AmazonECSTaskExecutionRolePolicy"),
    misspelt("service-role/AmazonS3ReadOnlyAccess", "AmazonS3ReadOnlyAccess"),
    [
      "one of a service-linked role",
      attached("aws-service-role/AmazonECSServiceRolePolicy"),
      [ARNS, "is a policy of a service-linked role, which no other role takes"],
    ],
    [
      "one of the pipeline for infrastructure",
      {
        state: { type: "s3", bucket: "acme-state" },
        "delivery.source": { type: "connection", repository: "a/b" },
        "delivery.infrastructure": { applyPolicyArns: ["arn:aws:iam::aws:policy/PowerUsersAccess"] },
      },
      ["delivery.infrastructure.applyPolicyArns[0]", "did you mean arn:aws:iam::aws:policy/PowerUserAccess?"],
    ],
  ]);
  accepts(
    [
      ...["AmazonSQSFullAccess", "service-role/AmazonECSTaskExecutionRolePolicy", "job-function/ViewOnlyAccess"],
      // Others that AWS may add.
      ...["AmazonSQSFullAccess_v2", "AmazonXQSFullAccess", "AmazonNewServiceFullAccess"],
    ].map((policy) => [policy, attached(policy)]),
  );
  accepts([
    [
      "a policy of the account with a name that resembles one",
      { "services[0].taskRole": { managedPolicyArns: ["arn:aws:iam::123456789012:policy/AmazonS3ReadonlyAccess"] } },
    ],
  ]);
});

const KEY = "arn:aws:kms:us-east-1:123456789012:key/";

describe("keys", () => {
  refuses(
    [
      ...["1111", "11111111-2222-3333-4444-55555555555", "1111111g-2222-3333-4444-555555555555", "mrk-1234"],
      ...["11111111222233334444555555555555", "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE"],
    ].map(
      (id): Mistake => [id, { "encryption.keyArn": KEY + id }, ["encryption.keyArn", "is not the ARN of a KMS key"]],
    ),
  );
  refuses([["the key of images", { "registry.kmsKeyArn": `${KEY}abc` }, ["registry.kmsKeyArn", "KMS key"]]]);
  accepts(
    ["1234abcd-12ab-34cd-56ef-1234567890ab", "mrk-1234567890abcdef1234567890abcdef"].map((id) => [
      id,
      { "encryption.keyArn": KEY + id },
    ]),
  );
});

const statement = (more: object): Changes => ({
  "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"], ...more }] },
});
const AT = "services[0].taskRole.statements[0]";
const resource = (name: string, part: string): Mistake => [
  name,
  statement({ resources: [name] }),
  [`${AT}.resources[0]`, part],
];
const condition = (operator: string, key: string, value: string, part: string): Mistake => [
  `${operator} ${key} ${value}`,
  statement({ conditions: { [operator]: { [key]: value } } }),
  [`${AT}.conditions.${operator}.${key}`, part],
];
const ROLES = "arn:aws:iam::123456789012:role/*";

describe("statements", () => {
  refuses([
    resource(
      "arn:aws:dynamodb:us-east-1:123456789012:orders",
      "names nothing of dynamodb, whose ARNs end with table/NAME",
    ),
    resource("arn:aws:sns:us-east-1:123456789012:topic/orders", "names nothing of sns"),
    resource("arn:aws:lambda:us-east-1:123456789012:check", "end with function:NAME"),
    resource("arn:aws:secretsmanager:us-east-1:123456789012:db-AbCdEf", "end with secret:NAME-??????"),
    resource("arn:aws:ssm:us-east-1:123456789012:parameter//a/b", "with one slash between"),
    resource("arn:aws:kms:us-east-1:123456789012:11111111-2222-3333-4444-555555555555", "end with key/ID"),
    resource(`arn:aws:sqs:us-east-1:123456789012:${"${var.queue}"}`, "without a variable of policies"),
    condition("StringEquals", "aws:PrincipalArn", ROLES, "has a wildcard, which StringEquals compares as it is"),
    condition("StringEquals", "aws:SourceVpc", "10.0.0.0/16", "must be the id of a VPC"),
    condition("StringEquals", "aws:SourceVpce", "vpc-0123456789abcdef0", "must be the id of a VPC endpoint"),
    condition("StringNotEquals", "aws:SourceAccount", "12345678901", "must be the 12 digits of an account"),
    condition("StringEquals", "aws:RequestedRegion", "us-east1", "must be a region"),
    condition("DateLessThan", "aws:CurrentTime", "01.02.2027", "must be a date"),
    ...(["ddb:GetItem", "msk:DescribeCluster"] as const).map(
      (action): Mistake => [
        action,
        statement({ actions: [action] }),
        [`${AT}.actions[0]`, "has an unknown service prefix"],
      ],
    ),
  ]);
  accepts(
    [
      ...[
        "dynamodb:us-east-1:123456789012:table/t/index/*",
        "dynamodb:us-east-1:123456789012:*",
        "sns:us-east-1:123456789012:t:*",
      ],
      ...["lambda:us-east-1:123456789012:function:f:prod", "lambda:us-east-1:123456789012:layer:x:1", "kms:*:*:*"],
      ...["secretsmanager:us-east-1:123456789012:secret:db-??????", "ssm:us-east-1:123456789012:parameter/a/b"],
      ...["s3:::My_Bucket/*", "s3:::b/${aws:username}/*", "s3:::b/${aws:PrincipalTag/team, 'all'}/*", "s3:::b/a${*}b"],
    ].map((name) => [name, statement({ resources: [`arn:aws:${name}`] })]),
  );
  accepts(
    (
      [
        ["StringLike", "aws:PrincipalArn", ROLES],
        ["ArnEquals", "aws:PrincipalArn", ROLES],
        ["StringLike", "aws:SourceVpc", "vpc-*"],
        ["StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}"],
        ["DateGreaterThan", "aws:CurrentTime", "2027-01-31T08:00:00Z"],
        ["DateGreaterThan", "aws:CurrentTime", "2027-01"],
      ] as const
    ).map(([operator, key, value]) => [
      `${operator} ${key} ${value}`,
      statement({ conditions: { [operator]: { [key]: value } } }),
    ]),
  );
});

const container = (field: string, value: unknown, part: string, at = field): Mistake => [
  `${field} ${JSON.stringify(value)}`,
  { [`services[2].container.${field}`]: value },
  [`services[2].container.${at}`, part],
];

describe("containers", () => {
  refuses([
    container("environment", { "A\tB": "x" }, "is not the name of a variable", "environment.A\tB"),
    container("command", ["a\0b"], "has a NUL character", "command[0]"),
    container("user", "4294967296", "has a number that no user has"),
    container("labels", { "": "x" }, "is empty: write the name of a label", "labels."),
    container("entryPoint", ["/bin/sh -c"], "write each word by itself"),
    container("image", "registry.local:99999/nginx:1", "has a port that no host has"),
    container("image", "public.ecr.aws/nginx:1.29", "has no alias of a registry"),
    [
      "a mount in /proc",
      {
        "services[0].container.mounts": [{ volume: "x", path: "/opt/../proc/x" }],
        "services[0].volumes": [{ type: "bind", name: "x" }],
      },
      ["services[0].container.mounts[0].path", "is in /proc, into which nothing is mounted"],
    ],
  ]);
  accepts([
    ["the largest user", { "services[2].container.user": "2147483647:0" }],
    [
      "an entry point of words",
      { "services[2].container.entryPoint": ["/bin/sh", "-c", "exec nginx -g 'daemon off;'"] },
    ],
    ["a program with a space on Windows", { "services[2].container.entryPoint": ["C:\\Program Files\\app.exe"] }],
    ["variables with odd names", { "services[2].container.environment": { "My.Var-1 x": "a\nb\tc", ÄÖ: "x" } }],
  ]);
});

describe("names", () => {
  refuses([
    ...["-www.example.com", "www..example.com", "www-.example.com"].map(
      (host): Mistake => [
        host,
        { "services[0].route.hosts": [host] },
        ["services[0].route.hosts[0]", "as no host has"],
      ],
    ),
    [
      "a tag as a reference",
      { "delivery.source": { type: "connection", repository: "a/b", tags: ["refs/tags/v*"], tagsProtected: true } },
      ["delivery.source.tags[0]", "is a reference: write the name of the tag alone"],
    ],
    [
      "spaces around a key pair",
      { "ec2Cluster.keyPairName": " operators " },
      ["ec2Cluster.keyPairName", "is not the name"],
    ],
    ...["aws-login", "my-cognito-login", "a".repeat(64)].map(
      (userPoolDomain): Mistake => [
        `prefix ${userPoolDomain}`,
        {
          "fargateCluster.loadBalancer": { domain: { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" } },
          "services[0].route": {
            priority: 1,
            authentication: {
              type: "cognito",
              userPoolArn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI",
              userPoolClientId: "1example23456789",
              userPoolDomain,
            },
          },
        },
        ["services[0].route.authentication.userPoolDomain", "is a prefix that Cognito does not take"],
      ],
    ),
  ]);
  accepts([
    ["hosts with wildcards", { "services[0].route.hosts": ["*-api.example.com", "api-*.example.com", "*.*"] }],
    ["an encoded host", { "services[0].route.hosts": ["xn--bcher-kva.example.com"] }],
    ["a key pair with a space in it", { "ec2Cluster.keyPairName": "operators (2026)" }],
  ]);
});

test("a long action is read like any other", () => {
  const long = `s3:${"a-".repeat(50_000)}`;
  expect(() => problems(changedEnvironment(statement({ actions: [long] })))).not.toThrow();
});
