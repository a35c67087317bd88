import { accepts, refuses } from "../../support/mistakes.ts";

refuses([
  [
    "resource empty",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: [] }] } },
    ["services[0].taskRole.statements[0].resources", "is empty, so the statement allows nothing"],
  ],
  [
    "resource s3",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:my-bucket"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "has too few parts for an ARN"],
  ],
  [
    "condition swapped",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["*"], conditions: { "aws:SourceVpc": { StringEquals: "vpc-1" } } },
        ],
      },
    },
    ["services[0].taskRole.statements[0].conditions.aws:SourceVpc", "is a condition key instead of an operator"],
  ],
  [
    "managed policy role",
    { "services[0].taskRole": { managedPolicyArns: ["arn:aws:iam::123456789012:role/x"] } },
    ["services[0].taskRole.managedPolicyArns[0]", "is not the ARN of a policy"],
  ],
  [
    "12 managed policy",
    {
      "services[0].taskRole": {
        managedPolicyArns: [
          "arn:aws:iam::123456789012:policy/p0",
          "arn:aws:iam::123456789012:policy/p1",
          "arn:aws:iam::123456789012:policy/p2",
          "arn:aws:iam::123456789012:policy/p3",
          "arn:aws:iam::123456789012:policy/p4",
          "arn:aws:iam::123456789012:policy/p5",
          "arn:aws:iam::123456789012:policy/p6",
          "arn:aws:iam::123456789012:policy/p7",
          "arn:aws:iam::123456789012:policy/p8",
          "arn:aws:iam::123456789012:policy/p9",
          "arn:aws:iam::123456789012:policy/p10",
          "arn:aws:iam::123456789012:policy/p11",
        ],
      },
    },
    ["services[0].taskRole.managedPolicyArns", "is too long"],
  ],
  [
    "managed policy twice",
    {
      "services[0].taskRole": {
        managedPolicyArns: ["arn:aws:iam::123456789012:policy/p", "arn:aws:iam::123456789012:policy/p"],
      },
    },
    ["services[0].taskRole.managedPolicyArns[1]", "is listed twice"],
  ],
  [
    "statement no actions",
    { "services[0].taskRole": { statements: [{ actions: [], resources: ["arn:aws:s3:::b/*"] }] } },
    ["services[0].taskRole.statements[0].actions", "is empty, so the statement allows nothing"],
  ],
  [
    "statement action dot",
    { "services[0].taskRole": { statements: [{ actions: ["s3.GetObject"], resources: ["arn:aws:s3:::b/*"] }] } },
    ["services[0].taskRole.statements[0].actions[0]", "is not an action"],
  ],
  [
    "statement action only",
    { "services[0].taskRole": { statements: [{ actions: ["GetObject"], resources: ["arn:aws:s3:::b/*"] }] } },
    ["services[0].taskRole.statements[0].actions[0]", "is not an action"],
  ],
  [
    "statement *",
    { "services[0].taskRole": { statements: [{ actions: ["*"], resources: ["arn:aws:s3:::b/*"] }] } },
    ["services[0].taskRole.statements[0].actions[0]", "is not an action"],
  ],
  [
    "statement secretmanager",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["secretmanager:GetSecretValue"], resources: ["arn:aws:s3:::b/*"] }],
      },
    },
    ["services[0].taskRole.statements[0].actions[0]", 'has an unknown service prefix; did you mean "secretsmanager"?'],
  ],
  [
    "statement dynamo",
    { "services[0].taskRole": { statements: [{ actions: ["dynamo:GetItem"], resources: ["arn:aws:s3:::b/*"] }] } },
    ["services[0].taskRole.statements[0].actions[0]", 'has an unknown service prefix; did you mean "dynamodb"?'],
  ],
  [
    "statement lamda",
    {
      "services[0].taskRole": { statements: [{ actions: ["lamda:InvokeFunction"], resources: ["arn:aws:s3:::b/*"] }] },
    },
    ["services[0].taskRole.statements[0].actions[0]", 'has an unknown service prefix; did you mean "lambda"?'],
  ],
  [
    "statement resource name",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["my-bucket"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "is not a resource"],
  ],
  [
    "statement resource 5",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3::my-bucket"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "has too few parts for an ARN"],
  ],
  [
    "statement resource cn",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws-cn:s3:::b"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "is in another partition than the environment"],
  ],
  [
    "statement resource partition",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:awss:s3:::b"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "is in another partition than the environment"],
  ],
  [
    "statement resource account",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:sqs:us-east-1:1234:q"] }],
      },
    },
    ["services[0].taskRole.statements[0].resources[0]", "has an invalid account"],
  ],
  [
    "statement resource s3 account",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:us-east-1:123456789012:b"] }],
      },
    },
    [
      "services[0].taskRole.statements[0].resources[0]",
      "names a bucket with a region or an account, which matches none",
    ],
  ],
  [
    "statement resource iam region",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:iam:us-east-1:123456789012:role/x"] }],
      },
    },
    ["services[0].taskRole.statements[0].resources[0]", "has a region, which ARNs of IAM don't"],
  ],
  [
    "statement resource S3",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:S3:::b"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "has an invalid service"],
  ],
  [
    "statement resource region",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:sqs:useast1:123456789012:q"] }],
      },
    },
    ["services[0].taskRole.statements[0].resources[0]", "has an invalid region"],
  ],
  [
    "statement resource empty",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "names no resource"],
  ],
  [
    "condition StringEqual",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { StringEqual: { "aws:SourceVpc": "vpc-12345678" } },
          },
        ],
      },
    },
    [
      "services[0].taskRole.statements[0].conditions.StringEqual",
      'is not an operator of IAM; did you mean "StringEquals"?',
    ],
  ],
  [
    "condition key",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { StringEquals: { SourceVpc: "v" } },
          },
        ],
      },
    },
    ["services[0].taskRole.statements[0].conditions.StringEquals.SourceVpc", "is not a condition key"],
  ],
  [
    "condition bool",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { Bool: { "aws:SecureTransport": "yes" } },
          },
        ],
      },
    },
    ["services[0].taskRole.statements[0].conditions.Bool.aws:SecureTransport", 'must be "true" or "false"'],
  ],
  [
    "condition ip",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { IpAddress: { "aws:SourceIp": "203.0.113.0/33" } },
          },
        ],
      },
    },
    [
      "services[0].taskRole.statements[0].conditions.IpAddress.aws:SourceIp",
      "must be an address or a network for IpAddress, such as 203.0.113.0/24",
    ],
  ],
  [
    "condition num",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { NumericLessThan: { "s3:max-keys": "ten" } },
          },
        ],
      },
    },
    [
      "services[0].taskRole.statements[0].conditions.NumericLessThan.s3:max-keys",
      "must be a number for NumericLessThan",
    ],
  ],
  [
    "condition date",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { DateLessThan: { "aws:CurrentTime": "tomorrow" } },
          },
        ],
      },
    },
    [
      "services[0].taskRole.statements[0].conditions.DateLessThan.aws:CurrentTime",
      "must be a date for DateLessThan, such as 2027-01-31T08:00:00Z",
    ],
  ],
  [
    "condition any",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { "ForAnyValues:StringEquals": { "aws:TagKeys": "v" } },
          },
        ],
      },
    },
    ["services[0].taskRole.statements[0].conditions.ForAnyValues:StringEquals", "is not an operator of IAM"],
  ],
  [
    "condition empty",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { StringEquals: { "aws:SourceVpc": [] } },
          },
        ],
      },
    },
    ["services[0].taskRole.statements[0].conditions.StringEquals.aws:SourceVpc", "is empty"],
  ],
  [
    "condition arn",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: { ArnLike: { "aws:SourceArn": "topic" } },
          },
        ],
      },
    },
    ["services[0].taskRole.statements[0].conditions.ArnLike.aws:SourceArn", "must be an ARN for ArnLike"],
  ],
  [
    "managed policy user",
    { "services[0].taskRole": { managedPolicyArns: ["arn:aws:iam::123456789012:user/x"] } },
    ["services[0].taskRole.managedPolicyArns[0]", "is not the ARN of a policy"],
  ],
  [
    "managed policy name",
    { "services[0].taskRole": { managedPolicyArns: ["AmazonS3ReadOnlyAccess"] } },
    ["services[0].taskRole.managedPolicyArns[0]", "is not the ARN of a policy"],
  ],
  [
    "managed policy account",
    { "services[0].taskRole": { managedPolicyArns: ["arn:aws:iam::999999999999:policy/x"] } },
    ["services[0].taskRole.managedPolicyArns[0]", "is in another account"],
  ],
  [
    "managed policy admin",
    { "services[0].taskRole": { managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] } },
    ["services[0].taskRole.managedPolicyArns[0]", "gives the tasks every permission in the account"],
  ],
  [
    "managed policy s3",
    { "services[0].taskRole": { managedPolicyArns: ["arn:aws:s3:::x"] } },
    ["services[0].taskRole.managedPolicyArns[0]", "is not the ARN of a policy"],
  ],
  [
    "role user",
    { "services[0].taskRole": { arn: "arn:aws:iam::123456789012:user/x" } },
    ["services[0].taskRole.arn", "is not the ARN of a role"],
  ],
  [
    "exec account",
    { "services[0].executionRole": { arn: "arn:aws:iam::999999999999:role/x" } },
    ["services[0].executionRole.arn", "is in another account"],
  ],
  [
    "exec part",
    { "services[0].executionRole": { arn: "arn:aws-cn:iam::123456789012:role/x" } },
    ["services[0].executionRole.arn", "is in partition aws-cn, which us-east-1 has no access to"],
  ],
  [
    "queue without an account",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1::orders"] }],
      },
    },
    ["services[0].taskRole.statements[0].resources[0]", "has no account, which ARNs of sqs have"],
  ],
  [
    "table without a place",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["dynamodb:GetItem"], resources: ["arn:aws:dynamodb:::table/orders"] }],
      },
    },
    ["services[0].taskRole.statements[0].resources[0]", "has no region and no account"],
  ],
  [
    "all secrets",
    { "services[0].taskRole": { statements: [{ actions: ["secretsmanager:GetSecretValue"], resources: ["*"] }] } },
    ["services[0].taskRole.statements[0].resources[0]", "lets the tasks read every secret of the account"],
  ],
  [
    "all secrets2",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["secretsmanager:GetSecretValue"],
            resources: ["arn:aws:secretsmanager:us-east-1:123456789012:secret:*"],
          },
        ],
      },
    },
    ["services[0].taskRole.statements[0].resources[0]", "lets the tasks read every secret of the account"],
  ],
]);

accepts([
  [
    "actions and resources of two services",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject", "s3:ListBucket", "kms:Decrypt", "sqs:SendMessage"],
            resources: [
              "arn:aws:s3:::uploads",
              "arn:aws:s3:::uploads/*",
              "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
              "arn:aws:sqs:*:123456789012:orders",
            ],
          },
          { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::uploads-*", "arn:aws:s3:::${aws:username}"] },
          { actions: ["s3:*"], resources: ["arn:aws:s3:::uploads"] },
          { actions: ["s3:GetBucketLocation"], resources: ["arn:aws:s3:::uploads"] },
          {
            actions: ["ssm:StartSession", "ssm:GetParameter"],
            resources: ["arn:aws:ec2:us-east-1:123456789012:instance/*", "arn:aws:ssm:us-east-1::parameter/aws/x"],
          },
        ],
      },
    },
  ],
  ["resource *", { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["*"] }] } }],
  [
    "resource arn:aws:s3:::b",
    { "services[0].taskRole": { statements: [{ actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::b"] }] } },
  ],
  [
    "resource arn:aws:s3:::*",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::*"] }] } },
  ],
  [
    "resource arn:aws:s3:::b/*",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "resource arn:aws:sqs:*:123456789012:q",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:sqs:*:123456789012:q"] }],
      },
    },
  ],
  [
    "resource arn:aws:logs:*:*:*",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:logs:*:*:*"] }] } },
  ],
  [
    "resource arn:aws:logs:us-east-1:123456789012:log-group:/a/b:*",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:logs:us-east-1:123456789012:log-group:/a/b:*"] },
        ],
      },
    },
  ],
  [
    "resource arn:aws:dynamodb:us-east-1:123456789012:table/x/index/*",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/x/index/*"] },
        ],
      },
    },
  ],
  [
    "resource arn:aws:iam::123456789012:role/x",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:iam::123456789012:role/x"] }],
      },
    },
  ],
  [
    "resource arn:aws:iam::*:role/x",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:iam::*:role/x"] }] } },
  ],
  [
    "resource arn:aws:s3:us-east-1:123456789012:accesspoint/x/object/*",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:s3:us-east-1:123456789012:accesspoint/x/object/*"] },
        ],
      },
    },
  ],
  [
    "resource arn:aws:ses:us-east-1:123456789012:identity/a@b.c",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:ses:us-east-1:123456789012:identity/a@b.c"] }],
      },
    },
  ],
  [
    "resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234567890abcdef1234567890abcdef",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:kms:us-east-1:123456789012:key/mrk-1234567890abcdef1234567890abcdef"],
          },
        ],
      },
    },
  ],
  [
    "resource arn:aws:secretsmanager:us-east-1:123456789012:secret:a-??????",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:secretsmanager:us-east-1:123456789012:secret:a-??????"] },
        ],
      },
    },
  ],
  [
    "resource arn:aws:s3:::b/${aws:username}/*",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/${aws:username}/*"] }],
      },
    },
  ],
  [
    "resource arn:aws:apigateway:us-east-1::/restapis/*",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:apigateway:us-east-1::/restapis/*"] }],
      },
    },
  ],
  [
    "resource arn:aws:execute-api:us-east-1:123456789012:abc/*/GET/x",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:execute-api:us-east-1:123456789012:abc/*/GET/x"] },
        ],
      },
    },
  ],
  [
    "resource arn:aws:bedrock:us-east-1::foundation-model/x",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:bedrock:us-east-1::foundation-model/x"] }],
      },
    },
  ],
  [
    "resource arn:aws:states:us-east-1:123456789012:stateMachine:x",
    {
      "services[0].taskRole": {
        statements: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:states:us-east-1:123456789012:stateMachine:x"] },
        ],
      },
    },
  ],
  [
    "resource arn:aws:ec2:*:*:instance/*",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:ec2:*:*:instance/*"] }],
      },
    },
  ],
  [
    "resource arn:aws:es:us-east-1:123456789012:domain/x/*",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:es:us-east-1:123456789012:domain/x/*"] }],
      },
    },
  ],
  [
    "resource arn:aws:s3:*",
    { "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:*"] }] } },
  ],
  [
    "action sqs:SendMessage",
    { "services[0].taskRole": { statements: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action sns:Publish",
    { "services[0].taskRole": { statements: [{ actions: ["sns:Publish"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action sts:AssumeRole",
    { "services[0].taskRole": { statements: [{ actions: ["sts:AssumeRole"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action ses:SendEmail",
    { "services[0].taskRole": { statements: [{ actions: ["ses:SendEmail"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action sso:x",
    { "services[0].taskRole": { statements: [{ actions: ["sso:x"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action kinesisanalytics:x",
    { "services[0].taskRole": { statements: [{ actions: ["kinesisanalytics:x"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action kinesisvideo:x",
    { "services[0].taskRole": { statements: [{ actions: ["kinesisvideo:x"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action lambda:*",
    { "services[0].taskRole": { statements: [{ actions: ["lambda:*"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action cognito-idp:AdminGetUser",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["cognito-idp:AdminGetUser"], resources: ["arn:aws:s3:::b/*"] }],
      },
    },
  ],
  [
    "action es:ESHttpGet",
    { "services[0].taskRole": { statements: [{ actions: ["es:ESHttpGet"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action aoss:APIAccessAll",
    { "services[0].taskRole": { statements: [{ actions: ["aoss:APIAccessAll"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action events:PutEvents",
    { "services[0].taskRole": { statements: [{ actions: ["events:PutEvents"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action xray:PutTraceSegments",
    {
      "services[0].taskRole": { statements: [{ actions: ["xray:PutTraceSegments"], resources: ["arn:aws:s3:::b/*"] }] },
    },
  ],
  [
    "action bedrock:InvokeModel",
    { "services[0].taskRole": { statements: [{ actions: ["bedrock:InvokeModel"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action execute-api:Invoke",
    { "services[0].taskRole": { statements: [{ actions: ["execute-api:Invoke"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action cloudwatch:PutMetricData",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["cloudwatch:PutMetricData"], resources: ["arn:aws:s3:::b/*"] }],
      },
    },
  ],
  [
    "action logs:*",
    { "services[0].taskRole": { statements: [{ actions: ["logs:*"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action firehose:PutRecord",
    { "services[0].taskRole": { statements: [{ actions: ["firehose:PutRecord"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action dynamodb:Get*",
    { "services[0].taskRole": { statements: [{ actions: ["dynamodb:Get*"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action dax:x",
    { "services[0].taskRole": { statements: [{ actions: ["dax:x"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action rds-db:connect",
    { "services[0].taskRole": { statements: [{ actions: ["rds-db:connect"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action rds-data:x",
    { "services[0].taskRole": { statements: [{ actions: ["rds-data:x"], resources: ["arn:aws:s3:::b/*"] }] } },
  ],
  [
    "action elasticfilesystem:ClientMount",
    {
      "services[0].taskRole": {
        statements: [{ actions: ["elasticfilesystem:ClientMount"], resources: ["arn:aws:s3:::b/*"] }],
      },
    },
  ],
  [
    "conds",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*"],
            conditions: {
              StringEquals: { "aws:SourceVpc": "vpc-12345678", "token.actions.githubusercontent.com:aud": "x" },
              "ForAnyValue:StringLike": { "aws:TagKeys": ["a", "b"] },
              StringEqualsIfExists: { "aws:x": "y" },
              Bool: { "aws:SecureTransport": "true" },
              IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
              NumericLessThanEquals: { "s3:max-keys": "10" },
              DateGreaterThan: { "aws:CurrentTime": "2027-01-31T08:00:00Z" },
              ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:x" },
              Null: { "aws:TokenIssueTime": "true" },
              StringLike: { "s3:prefix": "${aws:username}/*" },
            },
          },
        ],
      },
    },
  ],
  [
    "all secrets waived",
    {
      "services[0].taskRole": {
        allowAllSecrets: true,
        statements: [{ actions: ["secretsmanager:GetSecretValue"], resources: ["*"] }],
      },
    },
  ],
  [
    "secrets condition",
    {
      "services[0].taskRole": {
        statements: [
          {
            actions: ["secretsmanager:GetSecretValue"],
            resources: ["*"],
            conditions: { StringEquals: { "secretsmanager:ResourceTag/Team": "x" } },
          },
        ],
      },
    },
  ],
  [
    "admin waived",
    {
      "services[0].taskRole": {
        allowAdministrator: true,
        managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      },
    },
  ],
  [
    "managed policy",
    {
      "services[0].taskRole": {
        managedPolicyArns: [
          "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
          "arn:aws:iam::123456789012:policy/team/x",
        ],
      },
    },
  ],
]);
