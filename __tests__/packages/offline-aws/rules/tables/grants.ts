import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn as on, type RefusalTable, trust } from "../../../../support/refusable.ts";

const ACCOUNT = "123456789012";
const GHOST = `arn:aws:iam::${ACCOUNT}:role/ghost`;
const FUNCTION_ROLE = `arn:aws:iam::${ACCOUNT}:role/function`;
const BUCKET = "artifacts-of-shop";
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:news`;
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:orders`;
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:resize`;

const allowing = (...statements: ObjectValue[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements.map((each) => ({ Effect: "Allow", ...each })) });
const inBucket = (statement: ObjectValue) =>
  on({
    bucket: BUCKET,
    policy: allowing({
      Principal: { AWS: ACCOUNT },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${BUCKET}/*`,
      ...statement,
    }),
  })();
const notified = (...functions: ObjectValue[]) =>
  on({
    bucket: BUCKET,
    lambda_function: functions.map((each) => ({
      lambda_function_arn: `arn:aws:lambda:us-east-1:999999999999:function:f`,
      events: ["s3:ObjectCreated:*"],
      ...each,
    })),
  })();
const group = on({
  app_name: "servers",
  deployment_group_name: "grants",
  service_role_arn: `arn:aws:iam::${ACCOUNT}:role/tasks`,
});
const workers =
  (change: ObjectValue) =>
  (at: Record<string, string>): ObjectValue => ({
    name: "grants",
    min_size: 0,
    max_size: 1,
    vpc_zone_identifier: [at.subnetA ?? null],
    launch_template: [{ id: at.template ?? null }],
    ...change,
  });
const source = on({ function_name: "resize", event_source_arn: QUEUE });
const project = on({
  name: "grants",
  service_role: FUNCTION_ROLE,
  artifacts: [{ type: "NO_ARTIFACTS" }],
  environment: [{ compute_type: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0", type: "LINUX_CONTAINER" }],
  source: [{ type: "NO_SOURCE", buildspec: "version: 0.2" }],
});
const key = on({});
const principals = (AWS: string) =>
  allowing(
    { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
    { Principal: { AWS }, Action: "kms:Decrypt", Resource: "*" },
  );
const target = on({ rule: "daily" });

/** Who may do what: roles that services assume, principals, and policies of what is shared. */
export const GRANTS: RefusalTable = {
  subject: "grants",
  mistakes: [
    [
      "a role for functions in a project",
      "aws_codebuild_project",
      project(),
      "apply",
      /InvalidInputException: CodeBuild is not authorized/,
    ],
    [
      "a role for functions in a deployment group",
      "aws_codedeploy_deployment_group",
      group({ service_role_arn: FUNCTION_ROLE }),
      "apply",
      /InvalidRoleException/,
    ],
    [
      "a role for functions in a target",
      "aws_cloudwatch_event_target",
      target({ arn: `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:m`, role_arn: FUNCTION_ROLE }),
      "apply",
      /ValidationException: Provided role '.*' cannot be assumed by principal 'events.amazonaws.com'/,
    ],
    [
      "rollbacks without events",
      "aws_codedeploy_deployment_group",
      group({ auto_rollback_configuration: [{ enabled: true }] }),
      "apply",
      /InvalidAutoRollbackConfigException/,
    ],
    [
      "an alarm configuration without alarms",
      "aws_codedeploy_deployment_group",
      group({ alarm_configuration: [{ enabled: true }] }),
      "apply",
      /InvalidAlarmConfigException/,
    ],
    [
      "a webhook of a project that is not there",
      "aws_codebuild_webhook",
      on({ project_name: "ghost" })(),
      "apply",
      /ResourceNotFoundException: Project cannot be found/,
    ],
    [
      "trust in a role that is not there",
      "aws_iam_role",
      on({ name: "grants", assume_role_policy: allowing({ Action: "sts:AssumeRole", Principal: { AWS: GHOST } }) })(),
      "apply",
      /MalformedPolicyDocument: Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role\/ghost"/,
    ],
    [
      "a bucket for a role that is not there",
      "aws_s3_bucket_policy",
      inBucket({ Principal: { AWS: GHOST } }),
      "apply",
      /MalformedPolicy: Invalid principal in policy/,
    ],
    [
      "a key for a role that is not there",
      "aws_kms_key",
      key({ policy: principals(GHOST) }),
      "apply",
      /MalformedPolicyDocumentException: .*invalid principals/,
    ],
    [
      "a path without slashes",
      "aws_iam_role",
      on({ name: "grants", path: "team", assume_role_policy: trust("ec2.amazonaws.com") })(),
      "apply",
      /ValidationError: The specified value for path/,
    ],
    [
      "actions and all others",
      "aws_iam_policy",
      on({ name: "grants", policy: allowing({ Action: "s3:GetObject", NotAction: "s3:PutObject", Resource: "*" }) })(),
      "apply",
      /MalformedPolicyDocument: Syntax errors in policy/,
    ],
    [
      "an action of SQS on a bucket",
      "aws_s3_bucket_policy",
      inBucket({ Action: "sqs:SendMessage" }),
      "apply",
      /MalformedPolicy: Policy has invalid action/,
    ],
    [
      "objects of a bucket without a key",
      "aws_s3_bucket_policy",
      inBucket({ Resource: `arn:aws:s3:::${BUCKET}` }),
      "apply",
      /MalformedPolicy: Action does not apply to any resource/,
    ],
    [
      "a list of objects",
      "aws_s3_bucket_policy",
      inBucket({ Action: "s3:ListBucket" }),
      "apply",
      /MalformedPolicy: Action does not apply to any resource/,
    ],
    [
      "an event that S3 doesn't send",
      "aws_s3_bucket_notification",
      notified({ events: ["s3:ObjectCreated:Upload"] }),
      "apply",
      /InvalidArgument: The event 's3:ObjectCreated:Upload'/,
    ],
    [
      "an event twice",
      "aws_s3_bucket_notification",
      notified({ filter_prefix: "a/" }, { events: ["s3:ObjectCreated:Put"] }),
      "apply",
      /InvalidArgument: Configuration is ambiguously defined/,
    ],
    [
      "all actions of SNS on a topic",
      "aws_sns_topic_policy",
      on({ arn: TOPIC, policy: allowing({ Principal: { AWS: ACCOUNT }, Action: "sns:*", Resource: TOPIC }) })(),
      "apply",
      /InvalidParameter: .*action out of service scope/,
    ],
    [
      "an action of SNS on a queue",
      "aws_sqs_queue_policy",
      on({
        queue_url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/orders`,
        policy: allowing({ Principal: "*", Action: "sns:Publish", Resource: QUEUE }),
      })(),
      "apply",
      /InvalidParameterValue: .*action out of service scope/,
    ],
    [
      "sources of a queue without ARNs",
      "aws_sqs_queue",
      on({ name: "grants", redrive_allow_policy: JSON.stringify({ redrivePermission: "byQueue" }) })(),
      "apply",
      /InvalidParameterValue: .*RedriveAllowPolicy/,
    ],
    [
      "a topic for dead letters",
      "aws_sns_topic_subscription",
      on({
        topic_arn: TOPIC,
        protocol: "sqs",
        endpoint: QUEUE,
        redrive_policy: JSON.stringify({ deadLetterTargetArn: TOPIC }),
      })(),
      "apply",
      /InvalidParameter: .*deadLetterTargetArn/,
    ],
    [
      "logs of a log group without a principal",
      "aws_cloudwatch_log_resource_policy",
      on({ policy_name: "grants", policy_document: allowing({ Action: "logs:PutLogEvents", Resource: "*" }) })(),
      "apply",
      /InvalidParameterException: Policy document is invalid/,
    ],
    [
      "a stream without a role",
      "aws_cloudwatch_log_subscription_filter",
      on({
        name: "grants",
        log_group_name: "other",
        filter_pattern: "",
        destination_arn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/s`,
      })(),
      "apply",
      /InvalidParameterException: .*roleArn/,
    ],
    [
      "a lifetime of an hour",
      "aws_autoscaling_group",
      workers({ max_instance_lifetime: 3600 }),
      "apply",
      /ValidationError: MaxInstanceLifetime/,
    ],
    [
      "an unknown order of termination",
      "aws_autoscaling_group",
      workers({ termination_policies: ["Newest"] }),
      "apply",
      /ValidationError: Termination policy/,
    ],
    [
      "an unknown metric of a group",
      "aws_autoscaling_group",
      workers({ enabled_metrics: ["CPUUtilization"] }),
      "apply",
      /ValidationError: Metric/,
    ],
    [
      "an unknown notification",
      "aws_autoscaling_notification",
      on({ group_names: ["workers"], notifications: ["autoscaling:EC2_INSTANCE_START"], topic_arn: TOPIC })(),
      "apply",
      /is not a valid Notification type/,
    ],
    [
      "a target without a metric",
      "aws_autoscaling_policy",
      on({
        name: "grants",
        autoscaling_group_name: "workers",
        policy_type: "TargetTrackingScaling",
        target_tracking_configuration: [{ target_value: 50 }],
      })(),
      "apply",
      /ValidationError: .*metric specification/,
    ],
    [
      "100 messages at once",
      "aws_lambda_event_source_mapping",
      source({ batch_size: 100 }),
      "apply",
      /InvalidParameterValueException: Maximum batch window/,
    ],
    [
      "a start of a queue",
      "aws_lambda_event_source_mapping",
      source({ starting_position: "LATEST" }),
      "apply",
      /InvalidParameterValueException: StartingPosition/,
    ],
    [
      "a table for its stream",
      "aws_lambda_event_source_mapping",
      source({ event_source_arn: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/orders`, starting_position: "LATEST" }),
      "apply",
      /InvalidParameterValueException: Unrecognized event source/,
    ],
  ],
  accepted: [
    [
      "trust in who calls",
      "aws_iam_role",
      on({
        name: "caller",
        assume_role_policy: allowing({
          Action: "sts:AssumeRole",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/offline` },
        }),
      })(),
    ],
    [
      "trust in another account",
      "aws_iam_role",
      on({
        name: "partner",
        path: "/team/",
        assume_role_policy: allowing({
          Action: "sts:AssumeRole",
          Principal: { AWS: "arn:aws:iam::999999999999:role/ghost" },
        }),
      })(),
    ],
    [
      "a bucket and its objects",
      "aws_s3_bucket_policy",
      inBucket({
        Action: ["s3:ListBucket", "s3:GetObject", "s3:Get*"],
        Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
      }),
    ],
    [
      "events of other prefixes",
      "aws_s3_bucket_notification",
      notified({ filter_prefix: "a/" }, { filter_prefix: "b/" }),
    ],
    [
      "messages of a queue in time",
      "aws_lambda_event_source_mapping",
      source({ batch_size: 100, maximum_batching_window_in_seconds: 5 }),
    ],
    [
      "a publisher",
      "aws_sns_topic_policy",
      on({ arn: TOPIC, policy: allowing({ Principal: { AWS: ACCOUNT }, Action: ["SNS:Publish"], Resource: TOPIC }) })(),
    ],
    [
      "a function that logs may invoke",
      "aws_cloudwatch_log_subscription_filter",
      on({ name: "grants", log_group_name: "other", filter_pattern: "", destination_arn: FUNCTION })(),
    ],
    [
      "rollbacks",
      "aws_codedeploy_deployment_group",
      group({ auto_rollback_configuration: [{ enabled: true, events: ["DEPLOYMENT_FAILURE"] }] }),
    ],
    [
      "the order of termination",
      "aws_autoscaling_group",
      workers({
        name: "ordered",
        termination_policies: ["OldestLaunchTemplate", "Default"],
        enabled_metrics: ["GroupInServiceInstances"],
        max_instance_lifetime: 86_400,
      }),
    ],
  ],
};
