import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, knownText, numberOf } from "../rule.ts";

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, `Engine`. */
const ENGINE =
  /^(aurora-mysql|aurora-postgresql|custom-.+|db2-.+|mariadb|mysql|neptune|docdb|oracle-.+|postgres|sqlserver-.+)$/;
const OPEN_SOURCE = ["mariadb", "mysql", "postgres"];

/** What is wrong with how the first user logs in. */
function loginProblem(user: string | undefined, password: string | undefined, engine: string): string | undefined {
  if (password !== undefined && password.length < 8)
    return "InvalidParameterValue: The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.";
  if (password !== undefined && /[/@" ]|[^ -~]/.test(password))
    return "InvalidParameterValue: The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.";
  return user === "rdsadmin" || (user === "admin" && engine === "postgres")
    ? `InvalidParameterValue: MasterUsername ${user} cannot be used as it is a reserved word used by the engine`
    : undefined;
}

function storageProblem(planned: ObjectValue, engine: string): string | undefined {
  const type = knownText(planned.storage_type) ?? "gp2";
  const [size, most] = [numberOf(planned.allocated_storage), numberOf(planned.max_allocated_storage)];
  if (OPEN_SOURCE.includes(engine) && ["gp2", "gp3"].includes(type) && size !== undefined && size > 0 && size < 20)
    return `InvalidParameterValue: Invalid storage size for engine name ${engine} and storage type ${type}: ${size}`;
  if (most !== undefined && most > 0 && size !== undefined && most <= size)
    return "InvalidParameterCombination: Max storage size must be greater than storage size";
  const iops = numberOf(planned.iops) ?? 0;
  if (["io1", "io2"].includes(type) && planned.iops !== undefined && iops === 0)
    return `InvalidParameterCombination: Iops is required with storage type ${type}`;
  return type === "gp2" && iops > 0
    ? "InvalidParameterCombination: Iops can't be specified with storage type gp2"
    : undefined;
}

function instanceProblem({ planned, prior }: AskedChange): string | undefined {
  const isCopied = ["replicate_source_db", "snapshot_identifier"].some(
    (name) => knownText(planned[name]) !== undefined,
  );
  const isRestored = ["restore_to_point_in_time", "s3_import"].some((name) => blocksOf(planned[name]).length > 0);
  if (prior !== null || isCopied || isRestored) return undefined;
  const engine = knownText(planned.engine);
  if (engine === undefined) return undefined;
  if (!ENGINE.test(engine)) return "InvalidParameterValue: Invalid DB engine";
  const instanceClass = knownText(planned.instance_class);
  if (instanceClass?.startsWith("db.") === false)
    return `InvalidParameterValue: Invalid DB Instance class: ${instanceClass}`;
  const port = numberOf(planned.port) ?? 0;
  if (port > 0 && (port < 1150 || port > 65535))
    return `InvalidParameterValue: Invalid database port: ${port}: it must be between 1150 and 65535`;
  if (planned.multi_az === true && knownText(planned.availability_zone) !== undefined)
    return "InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances.";
  if ((numberOf(planned.monitoring_interval) ?? 0) > 0 && knownText(planned.monitoring_role_arn) === undefined)
    return "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.";
  const name = knownText(planned.db_name);
  if (name !== undefined && OPEN_SOURCE.includes(engine) && !/^[a-z]\w*$/i.test(name))
    return "InvalidParameterValue: DBName must begin with a letter and contain only alphanumeric characters.";
  return (
    loginProblem(knownText(planned.username), knownText(planned.password), engine) ?? storageProblem(planned, engine)
  );
}

function clusterProblem({ planned, prior }: AskedChange): string | undefined {
  const engine = knownText(planned.engine);
  if (prior !== null || engine === undefined) return undefined;
  if (!ENGINE.test(engine)) return "InvalidParameterValue: Invalid DB engine";
  const { min_capacity, max_capacity } = blockOf(planned.serverlessv2_scaling_configuration);
  if ((numberOf(min_capacity) ?? 0) > (numberOf(max_capacity) ?? Infinity))
    return "InvalidParameterValue: The minimum capacity of Serverless v2 must not be greater than its maximum capacity.";
  return loginProblem(knownText(planned.master_username), knownText(planned.master_password), engine);
}

export const RELATIONAL_RULES: readonly AwsRule[] = [
  {
    name: "database-instance",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    types: ["aws_db_instance"],
    apply: instanceProblem,
  },
  {
    name: "database-cluster",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html",
    types: ["aws_rds_cluster"],
    apply: clusterProblem,
  },
];
