import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { RoleUseAlarm } from "../../../constructs/cicd/role-use-alarm.ts";
import { reference } from "../../support/reference.ts";
import { parse, Template } from "../../support/template.ts";

const ROLES = ["arn:aws:iam::111122223333:role/build", "arn:aws:iam::111122223333:role/apply"];
const template = Template.of(
  (scope) => new RoleUseAlarm(scope, "alarm", { name: "shop-role-use", roleArns: ROLES, topicArn: "arn:topic" }),
);

interface Pattern {
  readonly source: string[];
  readonly "detail-type": string[];
  readonly detail: {
    readonly eventSource: string[];
    readonly eventName: string[];
    readonly requestParameters: { readonly roleArn: string[] };
    readonly userIdentity: { readonly invokedBy: [{ exists: false }, { "anything-but": string[] }] };
  };
}

/** Whether the rule matches a call, as EventBridge matches: one of the values, or one of the conditions. */
function matches(call: { name: string; role: string; invokedBy?: string }): boolean {
  const { detail } = JSON.parse(String(template.one(CloudwatchEventRule).event_pattern)) as Pattern;
  const [absent, other] = detail.userIdentity.invokedBy;
  return (
    detail.eventName.includes(call.name) &&
    detail.requestParameters.roleArn.includes(call.role) &&
    (call.invokedBy === undefined ? !absent.exists : !other["anything-but"].includes(call.invokedBy))
  );
}

test.each([
  ["a person or a program", { name: "AssumeRole", role: ROLES[0] as string }, true],
  ["who logs in elsewhere", { name: "AssumeRoleWithWebIdentity", role: ROLES[1] as string }, true],
  ["another service", { name: "AssumeRole", role: ROLES[0] as string, invokedBy: "lambda.amazonaws.com" }, true],
  ["CodeBuild", { name: "AssumeRole", role: ROLES[0] as string, invokedBy: "codebuild.amazonaws.com" }, false],
  ["CodePipeline", { name: "AssumeRole", role: ROLES[1] as string, invokedBy: "codepipeline.amazonaws.com" }, false],
  ["whoever takes another role", { name: "AssumeRole", role: "arn:aws:iam::111122223333:role/other" }, false],
])("%s: %j is reported: %s", (_, call, reported) => {
  expect(matches(call)).toBe(reported);
});

test("reads are matched, which taking a role is", () => {
  const { state, event_pattern } = template.one(CloudwatchEventRule);
  expect(state).toBe("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
  expect(parse(event_pattern)).toMatchObject({
    source: ["aws.sts"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: ["sts.amazonaws.com"] },
  });
});

test("the message names caller, address and role; the target has no role, which SNS does not take", () => {
  const target = template.one(CloudwatchEventTarget);
  expect(target).toMatchObject({ rule: reference(CloudwatchEventRule, "alarm_rule", "name"), arn: "arn:topic" });
  expect(target).not.toHaveProperty("role_arn");
  const { input_paths, input_template } = target.input_transformer as {
    input_paths: Record<string, string>;
    input_template: string;
  };
  const used = [...input_template.matchAll(/<(\w+)>/g)].map(([, name]) => name);
  expect(used.sort()).toEqual(Object.keys(input_paths).sort());
});
