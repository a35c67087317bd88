import { type AwsRule, blocksOf, isMissing, knownText, textsOf } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html";

/** What a cluster may be made of besides a first user. */
const ORIGINS = [
  "snapshot_identifier",
  "replication_source_identifier",
  "global_cluster_identifier",
  "restore_to_point_in_time",
  "s3_import",
];

export const DATABASE_MEMBER_RULES: readonly AwsRule[] = [
  {
    name: "engine-of-cluster",
    source: PAGE,
    types: ["aws_rds_cluster_instance"],
    apply({ planned, others }) {
      const cluster = others("aws_rds_cluster").find(
        ({ cluster_identifier }) => cluster_identifier === planned.cluster_identifier,
      );
      const [asked, engine] = [knownText(planned.engine), knownText(cluster?.engine)];
      return asked === undefined || engine === undefined || asked === engine
        ? undefined
        : `InvalidParameterCombination: The engine name requested for your DB instance (${asked}) doesn't match the engine name of your DB cluster (${engine}).`;
    },
  },
  {
    name: "user-of-cluster",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html",
    types: ["aws_rds_cluster"],
    apply: ({ planned, prior }) =>
      prior === null &&
      knownText(planned.engine) !== undefined &&
      knownText(planned.master_username) === undefined &&
      ORIGINS.every(
        (name) =>
          isMissing(planned[name]) || (typeof planned[name] === "object" && blocksOf(planned[name]).length === 0),
      )
        ? "InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank."
        : undefined,
  },
  {
    name: "parameter-group-of-database",
    source: PAGE,
    types: ["aws_db_instance"],
    apply({ planned, prior, others }) {
      const name = knownText(planned.parameter_group_name);
      if (name === undefined || name.startsWith("default.") || prior?.parameter_group_name === name) return undefined;
      return others("aws_db_parameter_group").some((group) => group.name === name)
        ? undefined
        : `DBParameterGroupNotFound: DBParameterGroup not found: ${name}`;
    },
  },
  {
    name: "network-of-database",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    types: ["aws_db_instance", "aws_rds_cluster"],
    apply({ type, planned, others }) {
      const group = others("aws_db_subnet_group").find(({ name }) => name === planned.db_subnet_group_name);
      const subnets = textsOf(group?.subnet_ids);
      const vpc = knownText(others("aws_subnet").find(({ id }) => subnets.includes(String(id)))?.vpc_id);
      const asked = textsOf(planned.vpc_security_group_ids);
      const stranger = others("aws_security_group").find(
        ({ id, vpc_id }) => asked.includes(String(id)) && vpc !== undefined && vpc_id !== vpc,
      );
      const noun = type === "aws_db_instance" ? "DB instance" : "DB cluster";
      return stranger === undefined
        ? undefined
        : `InvalidParameterCombination: The ${noun} and EC2 security group are in different VPCs. The ${noun} is in ${vpc} and the EC2 security group is in ${String(stranger.vpc_id)}`;
    },
  },
];
