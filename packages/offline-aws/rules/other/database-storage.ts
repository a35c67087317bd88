import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, knownText, numberOf } from "../rule.ts";

/** From these sizes in GiB on, gp3 volumes of an engine take IOPS and throughput. */
const STRIPED: Readonly<Record<string, number>> = { mariadb: 400, mysql: 400, postgres: 400, oracle: 200 };
/** IOPS and MiB/s that a volume has from these sizes on, and at most. */
const IOPS = [12_000, 64_000] as const;
const THROUGHPUT = [500, 4000] as const;

function storageProblem(planned: ObjectValue): string | undefined {
  const engine = knownText(planned.engine) ?? "";
  const type = knownText(planned.storage_type);
  const [size, iops = 0, throughput = 0] = [planned.allocated_storage, planned.iops, planned.storage_throughput].map(
    numberOf,
  );
  if (throughput > 0 && type !== undefined && type !== "gp3")
    return `You can't specify storage throughput for storage type ${type}.`;
  if (type !== "gp3" || size === undefined || (iops === 0 && throughput === 0)) return undefined;
  const least = STRIPED[engine.startsWith("oracle") ? "oracle" : engine];
  if (least !== undefined && size < least)
    return `You can't specify IOPS or storage throughput for engine ${engine} and a storage size less than ${least}.`;
  if (least !== undefined && iops > 0 && (iops < IOPS[0] || iops > IOPS[1]))
    return `Invalid iops value for engine name ${engine} and storage type gp3: ${iops}`;
  return least !== undefined && throughput > 0 && (throughput < THROUGHPUT[0] || throughput > THROUGHPUT[1])
    ? `Invalid storage throughput value for engine name ${engine} and storage type gp3: ${throughput}`
    : undefined;
}

/** Names of first users: a letter, then letters, digits and underscores. */
const USER = /^[a-z]\w*$/i;
const MAX_USER: Readonly<Record<string, number>> = { mariadb: 16, mysql: 32, postgres: 63 };

function userProblem(planned: ObjectValue): string | undefined {
  const [engine, user] = [knownText(planned.engine) ?? "", knownText(planned.username ?? planned.master_username)];
  const family = /mysql/.test(engine) ? "mysql" : /postgres/.test(engine) ? "postgres" : engine;
  const longest = MAX_USER[family];
  if (user === undefined || longest === undefined) return undefined;
  if (!USER.test(user))
    return "The parameter MasterUsername must begin with a letter and contain only alphanumeric characters.";
  return user.length > longest
    ? `The parameter MasterUsername is not valid because it is longer than ${longest} characters.`
    : undefined;
}

export const DATABASE_STORAGE_RULES: readonly AwsRule[] = [
  {
    name: "database-volume",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
    types: ["aws_db_instance"],
    apply({ planned }) {
      const problem = storageProblem(planned);
      return problem === undefined ? undefined : `InvalidParameterCombination: ${problem}`;
    },
  },
  {
    name: "first-user",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    types: ["aws_db_instance", "aws_rds_cluster"],
    apply({ planned, prior }) {
      const problem = prior === null ? userProblem(planned) : undefined;
      return problem === undefined ? undefined : `InvalidParameterValue: ${problem}`;
    },
  },
  {
    name: "engine-of-options",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateOptionGroup.html",
    types: ["aws_db_option_group"],
    apply({ planned }) {
      const engine = knownText(planned.engine_name);
      return engine === undefined || /^(custom-.+|db2-.+|mariadb|mysql|oracle-.+|postgres|sqlserver-.+)$/.test(engine)
        ? undefined
        : `InvalidParameterValue: Invalid DB engine: ${engine}`;
    },
  },
  {
    name: "class-of-cluster-instance",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Support.html",
    types: ["aws_rds_cluster_instance"],
    apply({ planned }) {
      const [engine, instanceClass] = [knownText(planned.engine) ?? "", knownText(planned.instance_class) ?? ""];
      return engine.startsWith("aurora") && /^db\.t\d[a-z]*\.(nano|micro)$|^db\.m\d/.test(instanceClass)
        ? `InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=${instanceClass}, Engine=${engine}`
        : undefined;
    },
  },
];
