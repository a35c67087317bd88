import type { ObjectValue } from "../protocol/values.ts";
import { AwsError } from "./failure.ts";

/** An argument that keeps a resource from being deleted, the value with which it does, and what AWS says. */
interface Protection {
  argument: string;
  value: string | boolean;
  message(attributes: ObjectValue): string;
}

const on = (argument: string, message: string): Protection => ({ argument, value: true, message: () => message });

const CLUSTER = on(
  "deletion_protection",
  "InvalidParameterCombination: Cannot delete protected Cluster, please disable deletion protection and try again.",
);

const PROTECTIONS: Readonly<Record<string, Protection>> = {
  // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html
  aws_cognito_user_pool: {
    argument: "deletion_protection",
    value: "ACTIVE",
    message: () =>
      "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
  aws_db_instance: on(
    "deletion_protection",
    "InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try again.",
  ),
  aws_docdb_cluster: CLUSTER,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html
  aws_dynamodb_table: on(
    "deletion_protection_enabled",
    "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
  ),
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html
  aws_instance: {
    argument: "disable_api_termination",
    value: true,
    message: ({ id = null }) =>
      `OperationNotPermitted: The instance '${String(id)}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
  },
  aws_neptune_cluster: CLUSTER,
  aws_rds_cluster: CLUSTER,
};

/** Refuses to delete what is protected, unless the provider is to lift the protection. Throws `AwsError`. */
export function checkProtection(type: string, attributes: ObjectValue): void {
  const protection = PROTECTIONS[type];
  if (protection === undefined || attributes[protection.argument] !== protection.value) return;
  if (attributes.force_destroy !== true) throw new AwsError(protection.message(attributes));
}
