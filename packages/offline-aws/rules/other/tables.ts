import type { ObjectValue } from "../../protocol/values.ts";
import { hasUnknown } from "../../protocol/values.ts";
import {
  type AwsRule,
  blockOf,
  blocksOf,
  documentOf,
  isMissing,
  knownText,
  numberOf,
  repeated,
  textsOf,
} from "../rule.ts";

const KEY_ARGUMENTS = ["hash_key", "range_key"];

/** Of configuration: a plan has capacities of indexes that are not known yet. */
function attributeProblem(config: ObjectValue): string | undefined {
  const indexes = ["global_secondary_index", "local_secondary_index"];
  if (["attribute", "hash_key", "range_key", ...indexes].some((name) => hasUnknown(config[name]))) return undefined;
  const holders = [config, ...indexes.flatMap((name) => blocksOf(config[name]))];
  const keys = holders.flatMap((holder) => [
    ...KEY_ARGUMENTS.flatMap((name) => knownText(holder[name]) ?? []),
    ...blocksOf(holder.key_schema).flatMap(({ attribute_name }) => knownText(attribute_name) ?? []),
  ]);
  const defined = blocksOf(config.attribute).map(({ name }) => String(name));
  const missing = keys.filter((key) => !defined.includes(key));
  if (missing.length > 0)
    return `all indexes must match a defined attribute. Unmatched indexes: ${JSON.stringify([...new Set(missing)])}`;
  const unused = defined.filter((name) => !keys.includes(name));
  return unused.length > 0 ? `all attributes must be indexed. Unused attributes: ${JSON.stringify(unused)}` : undefined;
}

function capacityProblem(planned: ObjectValue, config: ObjectValue): string | undefined {
  if (planned.billing_mode !== "PROVISIONED") return undefined;
  const missing = ["read_capacity", "write_capacity"].filter(
    (name) => config[name] === null || (numberOf(config[name]) ?? 1) < 1,
  );
  return missing.length > 0
    ? missing.map((name) => `${name} must be at least 1 when billing_mode is "PROVISIONED"`).join("\n")
    : undefined;
}

export const TABLE_RULES: readonly AwsRule[] = [
  {
    name: "table-expiry",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveSpecification.html",
    types: ["aws_dynamodb_table"],
    validate(config) {
      const { enabled, attribute_name: name = null } = blockOf(config.ttl);
      if (enabled !== true) return undefined;
      if (name === null) return 'Attribute "ttl[0].attribute_name" must be specified when "ttl[0].enabled" is "true".';
      return name === "" ? 'Attribute "ttl[0].attribute_name" cannot have an empty value' : undefined;
    },
  },
  {
    name: "table-stream",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/dynamodb/table.go",
    types: ["aws_dynamodb_table"],
    plan: (_, __, config) =>
      config.stream_enabled === true && (config.stream_view_type === null || config.stream_view_type === "")
        ? "stream_view_type is required when stream_enabled = true"
        : undefined,
  },
  {
    name: "table-keys",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table",
    types: ["aws_dynamodb_table"],
    plan: (planned, _, config) =>
      knownText(planned.restore_source_name) !== undefined
        ? undefined
        : (attributeProblem(config) ?? capacityProblem(planned, config)),
  },
  {
    name: "table-indexes",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
    types: ["aws_dynamodb_table"],
    apply({ planned }) {
      const indexes = [...blocksOf(planned.global_secondary_index), ...blocksOf(planned.local_secondary_index)];
      if (knownText(planned.hash_key) !== undefined && planned.hash_key === planned.range_key)
        return "ValidationException: Invalid KeySchema: Both the Hash Key and the Range Key element in the KeySchema have the same name";
      if (blocksOf(planned.local_secondary_index).length > 5)
        return "ValidationException: One or more parameter values were invalid: Number of LocalSecondaryIndexes exceeds per-table limit of 5";
      const name = repeated(indexes.map((each) => String(each.name)));
      if (name !== undefined)
        return `ValidationException: One or more parameter values were invalid: Duplicate index name: ${name}`;
      if (blocksOf(planned.global_secondary_index).length > 20)
        return "LimitExceededException: A table can have at most 20 global secondary indexes";
      if (blocksOf(planned.local_secondary_index).length > 0 && isMissing(planned.range_key))
        return "ValidationException: One or more parameter values were invalid: Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex";
      const unprovisioned = blocksOf(planned.global_secondary_index).find((each) =>
        ["read_capacity", "write_capacity"].some((name) => each[name] !== undefined && (numberOf(each[name]) ?? 0) < 1),
      );
      if (planned.billing_mode === "PROVISIONED" && unprovisioned !== undefined)
        return `ValidationException: One or more parameter values were invalid: ProvisionedThroughput must be specified for index: ${String(unprovisioned.name)}`;
      if (
        blocksOf(planned.replica).length > 0 &&
        planned.stream_enabled === true &&
        planned.stream_view_type !== "NEW_AND_OLD_IMAGES"
      )
        return "ValidationException: The stream of a table with replicas must have the view type NEW_AND_OLD_IMAGES";
      const included = indexes.find(
        (each) => each.projection_type !== "INCLUDE" && textsOf(each.non_key_attributes).length > 0,
      );
      const lacking = indexes.find(
        (each) => each.projection_type === "INCLUDE" && textsOf(each.non_key_attributes).length === 0,
      );
      if (lacking !== undefined)
        return "ValidationException: One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified";
      return included === undefined
        ? undefined
        : `ValidationException: One or more parameter values were invalid: ProjectionType is ${String(included.projection_type)}, but NonKeyAttributes is specified`;
    },
  },
  {
    name: "table-name",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
    types: ["aws_dynamodb_table"],
    apply({ planned, prior }) {
      const name = knownText(planned.name);
      if (prior !== null || name === undefined) return undefined;
      if (!/^[a-zA-Z0-9_.-]+$/.test(name))
        return `ValidationException: 1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`;
      return name.length >= 3 && name.length <= 255
        ? undefined
        : "ValidationException: TableName must be at least 3 characters long and at most 255 characters long";
    },
  },
  {
    name: "item-keys",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html",
    types: ["aws_dynamodb_table_item"],
    apply({ planned, others }) {
      const item = blockOf([documentOf(planned.item) ?? null]);
      const table = others("aws_dynamodb_table").find(({ name }) => name === planned.table_name);
      if (table === undefined) return "ResourceNotFoundException: Requested resource not found";
      for (const key of KEY_ARGUMENTS.flatMap((name) => knownText(table?.[name]) ?? [])) {
        if (item[key] === undefined)
          return `ValidationException: One or more parameter values were invalid: Missing the key ${key} in the item`;
        const expected = blocksOf(table?.attribute).find(({ name }) => name === key)?.type;
        const [actual] = Object.keys(blockOf([item[key] ?? null]));
        if (expected !== undefined && actual !== expected)
          return `ValidationException: One or more parameter values were invalid: Type mismatch for key ${key} expected: ${String(expected)} actual: ${String(actual)}`;
      }
      return undefined;
    },
  },
  {
    name: "replica-of-own-region",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html",
    types: ["aws_dynamodb_table"],
    apply: ({ planned, region }) =>
      blocksOf(planned.replica).some(({ region_name }) => region_name === region)
        ? "ValidationException: Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required."
        : undefined,
  },
];
