import { limitProblem } from "../../../../packages/offline-aws/limits/limits.ts";
import type { ObjectValue } from "../../../../packages/offline-aws/protocol/values.ts";
import { UNKNOWN } from "../../../../packages/offline-aws/protocol/values.ts";

const refused: [type: string, planned: ObjectValue, said: string][] = [
  [
    "aws_cloudwatch_event_api_destination",
    { name: "a b" },
    "ValidationException: 1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
  ],
  [
    "aws_codedeploy_deployment_group",
    { trigger_configuration: [{ trigger_events: ["DeploymentFailed"] }] },
    "ValidationException: 1 validation error detected: Value 'DeploymentFailed' at 'triggerConfigurations.member.triggerEvents' failed to satisfy constraint: Member must satisfy enum value set: [DeploymentStart, DeploymentSuccess, DeploymentFailure, DeploymentStop, DeploymentRollback, DeploymentReady, InstanceStart, InstanceSuccess, InstanceFailure, InstanceReady]",
  ],
  [
    "aws_backup_vault",
    { name: "v" },
    "InvalidParameterValueException: 1 validation error detected: Value 'v' at 'backupVaultName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9\\-\\_]{2,50}$",
  ],
  [
    "aws_cognito_user",
    { username: "ann", temporary_password: "with a space" },
    "InvalidParameterException: 1 validation error detected: Value at 'temporaryPassword' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
  ],
];

test.each(refused)("%s %j is refused", (type, planned, said) => {
  expect(limitProblem(type, planned)).toBe(said);
});

test.each<[string, string, ObjectValue]>([
  ["what is not known yet", "aws_backup_vault", { name: UNKNOWN }],
  ["what is not set", "aws_backup_vault", { name: "" }],
  ["a default of the provider", "aws_lambda_function", { reserved_concurrent_executions: -1 }],
  ["what fits", "aws_backup_vault", { name: "daily" }],
  ["a type without limits", "aws_vpc", { cidr_block: "x" }],
])("%s passes (%s)", (_, type, planned) => {
  expect(limitProblem(type, planned)).toBeUndefined();
});
