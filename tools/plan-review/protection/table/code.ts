import { at, type Json, listAt, textAt } from "../../read/json.ts";
import { NO_NEW_ENTRIES } from "../mechanism.ts";
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
]);
