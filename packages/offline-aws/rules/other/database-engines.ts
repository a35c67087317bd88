import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blocksOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html";

/** Major versions that there are or may be soon, and logs that go to CloudWatch Logs. */
const ENGINES: Readonly<Record<string, { major: RegExp; logs: readonly string[] }>> = {
  postgres: { major: /^(9\.[56]|1\d|20)(\.|$)/, logs: ["postgresql", "upgrade", "iam-db-auth-error"] },
  mysql: {
    major: /^(5\.[67]|8\.\d|9\.\d)(\.|$)/,
    logs: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
  },
  mariadb: {
    major: /^(10\.\d+|1[12]\.\d+)(\.|$)/,
    logs: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
  },
};

const isCopied = (planned: ObjectValue) =>
  ["replicate_source_db", "snapshot_identifier"].some((name) => knownText(planned[name]) !== undefined) ||
  ["restore_to_point_in_time", "s3_import"].some((name) => blocksOf(planned[name]).length > 0);

/** The family of parameter groups of a version, as far as it is known. */
const familyOf = (engine: string, version: string | undefined) =>
  `${engine}${engine === "postgres" ? (version?.split(".")[0] ?? "") : (version?.split(".").slice(0, 2).join(".") ?? "")}`;

function engineProblem({ planned, prior, others }: AskedChange): string | undefined {
  const engine = knownText(planned.engine) ?? "";
  const known = ENGINES[engine];
  if (prior !== null || known === undefined || isCopied(planned)) return undefined;
  const version = knownText(planned.engine_version);
  if (version !== undefined && !known.major.test(version) && version !== "")
    return `InvalidParameterCombination: Cannot find version ${version} for ${engine}`;
  if (planned.instance_class === "db.serverless")
    return `InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.serverless, Engine=${engine}`;
  const log = textsOf(planned.enabled_cloudwatch_logs_exports).find((each) => !known.logs.includes(each));
  if (log !== undefined)
    return `InvalidParameterCombination: You cannot use the log types '${log}' with engine version ${engine} ${version ?? ""}. For supported log types, see the documentation.`;
  const group = others("aws_db_parameter_group").find(({ name }) => name === planned.parameter_group_name);
  const family = knownText(group?.family);
  return family !== undefined && !family.startsWith(familyOf(engine, version))
    ? `InvalidParameterCombination: The parameter group ${String(group?.name)} with DBParameterGroupFamily ${family} can't be used for this instance. Use a parameter group with DBParameterGroupFamily ${familyOf(engine, version)}.`
    : undefined;
}

export const DATABASE_ENGINE_RULES: readonly AwsRule[] = [
  { name: "engine-of-database", source: PAGE, types: ["aws_db_instance"], apply: engineProblem },
  {
    name: "password-of-database",
    source: PAGE,
    types: ["aws_db_instance"],
    apply: ({ planned, prior }) =>
      prior === null &&
      knownText(planned.engine) !== undefined &&
      !isCopied(planned) &&
      planned.manage_master_user_password !== true &&
      ["password", "password_wo_version", "domain"].every((name) => isMissing(planned[name]))
        ? "InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank."
        : undefined,
  },
  {
    name: "key-of-database",
    source: PAGE,
    types: ["aws_db_instance"],
    apply: ({ planned, prior }) =>
      prior === null &&
      knownText(planned.kms_key_id) !== undefined &&
      planned.storage_encrypted !== true &&
      !isCopied(planned)
        ? "InvalidParameterCombination: KmsKeyId can be specified only where StorageEncrypted is true"
        : undefined,
  },
  {
    name: "backups-of-source",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html",
    types: ["aws_db_instance"],
    apply({ planned, prior, others, existed }) {
      const named = knownText(planned.replicate_source_db);
      const source = others("aws_db_instance").find(({ identifier, arn }) => [identifier, arn].includes(named ?? null));
      return prior === null &&
        source !== undefined &&
        !existed(source) &&
        numberOf(source.backup_retention_period) === 0
        ? "InvalidDBInstanceState: Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value."
        : undefined;
    },
  },
];
