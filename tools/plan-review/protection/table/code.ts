import { at, type Json, listAt, textAt } from "../../read/json.ts";
import { isOneOf, NO_NEW_ENTRIES, notLess, PRESENT, SAME } from "../mechanism.ts";
import { SAME_PUBLISHER } from "../publisher.ts";
import { type ProtectionRule, rulesOf } from "../rule.ts";

const AWS = "https://docs.aws.amazon.com";

/** Accounts in the ARNs of layers of a function, and in what else names its own account. */
const accountsOf = (values: Json): Set<string> =>
  new Set(
    [...listAt(values, "layers"), at(values, "role") ?? null, at(values, "arn") ?? null].flatMap((arn) =>
      typeof arn === "string" ? (arn.split(":")[4] ?? []) : [],
    ),
  );

/** Where what runs comes from. */
export const CODE: readonly ProtectionRule[] = rulesOf([
  [
    "image-publisher",
    /^aws_(ecs_task_definition|batch_job_definition|codebuild_project|lambda_function|apprunner_service|sagemaker_model)$/,
    [
      "container_definitions.image",
      "container_properties.image",
      "environment.image",
      "image_uri",
      "source_configuration.image_repository.image_identifier",
      "primary_container.image",
    ],
    SAME_PUBLISHER,
    "what runs comes from another publisher",
    `${AWS}/AmazonECS/latest/developerguide/task_definition_parameters.html`,
  ],
  [
    "function-layers",
    /^aws_lambda_function$/,
    "layers",
    NO_NEW_ENTRIES,
    "code of another account runs in it",
    `${AWS}/lambda/latest/dg/adding-layers.html`,
    (before, after) =>
      listAt(after, "layers").some((layer) => !accountsOf(before).has(textAt({ layer }, "layer")?.split(":")[4] ?? "")),
  ],
  [
    "dead-letters",
    /^aws_lambda_function_event_invoke_config$/,
    "destination_config.on_failure",
    PRESENT,
    "what can't be processed is not kept aside",
    `${AWS}/lambda/latest/dg/invocation-async-retain-records.html`,
  ],
  [
    "approval",
    /^aws_codecommit_approval_rule_template$/,
    "content.Statements.NumberOfApprovalsNeeded",
    notLess(0),
    "fewer people have to approve a pull request",
    `${AWS}/codecommit/latest/userguide/approval-rule-templates.html`,
  ],
  [
    "package-sources",
    /^aws_codeartifact_repository$/,
    ["external_connections", "upstream"],
    NO_NEW_ENTRIES,
    "packages of another repository are installed",
    `${AWS}/codeartifact/latest/ug/external-connection.html`,
  ],
  [
    "pipeline-events",
    /^aws_codepipeline$/,
    ["push", "pull_request"].flatMap((event) =>
      ["branches", "tags"].map((kind) => `trigger.git_configuration.${event}.${kind}.includes`),
    ),
    NO_NEW_ENTRIES,
    "other branches or tags are released",
    `${AWS}/codepipeline/latest/userguide/pipelines-filter.html`,
    (before) => listAt(before, "trigger").length > 0,
  ],
  [
    "image-publisher",
    /^aws_ecr_pull_through_cache_rule$/,
    ["upstream_registry_url", "upstream_repository_prefix"],
    SAME,
    "what is pulled comes from another registry",
    `${AWS}/AmazonECR/latest/userguide/pull-through-cache.html`,
  ],
  [
    "account-defaults",
    /^aws_ecs_account_setting_default$/,
    "value",
    isOneOf("enabled", "enhanced", "on", "blocking"),
    "new clusters or tasks are observed or protected less",
    `${AWS}/AmazonECS/latest/developerguide/ecs-account-settings.html`,
    (before) =>
      /^(containerInsights|guardDutyActivate|fargateFIPSMode|tagResourceAuthorization)$/.test(
        textAt(before, "name") ?? "",
      ),
  ],
  [
    "own-key",
    /^aws_ecs_cluster$/,
    [
      "configuration.managed_storage_configuration.kms_key_id",
      "configuration.managed_storage_configuration.fargate_ephemeral_storage_kms_key_id",
    ],
    PRESENT,
    "the storage of its tasks is no longer encrypted with a key that the account controls",
    `${AWS}/AmazonECS/latest/developerguide/fargate-storage-encryption.html`,
  ],
]);
