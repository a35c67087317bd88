import { createHash } from "node:crypto";
import { type ObjectValue, UNKNOWN } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { equal } from "./equivalence.ts";
import { AwsError } from "./failure.ts";

const MANAGED = "manage_master_user_password";

/**
 * The secret that RDS keeps of a password that it manages, `rds!db-…` or `rds!cluster-…`
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html).
 */
const withSecret = (kind: "db" | "cluster"): Behaviour => ({
  plan(planned, prior) {
    if (prior !== null && !equal(prior[MANAGED] ?? false, planned[MANAGED] ?? false))
      planned.master_user_secret = UNKNOWN;
  },
  finish(attributes) {
    const isThere = Array.isArray(attributes.master_user_secret) && attributes.master_user_secret.length > 0;
    if (attributes[MANAGED] !== true) attributes.master_user_secret = [];
    else if (!isThere) attributes.master_user_secret = [secretOf(attributes, kind)];
  },
});

function secretOf({ arn, id, master_user_secret_kms_key_id: key }: ObjectValue, kind: string): ObjectValue {
  const [, partition, , region, account] = String(arn).split(":");
  const digest = createHash("sha256")
    .update(`${String(arn)}/${String(id)}`)
    .digest("hex");
  const uuid = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-4$3-a$4-$5");
  const service = `arn:${partition}:kms:${region}:${account}:alias/aws/secretsmanager`;
  return {
    kms_key_id: typeof key === "string" && key !== "" ? key : service,
    secret_arn: `arn:${partition}:secretsmanager:${region}:${account}:secret:rds!${kind}-${uuid}-${digest.slice(-6)}`,
    secret_status: "active",
  };
}

/** The provider asks for the name of the last snapshot of what it deletes, unless there is to be none. */
const withSnapshot: Behaviour = {
  checkDelete({ attributes: { skip_final_snapshot: skipped, final_snapshot_identifier: name } }) {
    const isNamed = typeof name === "string" && name !== "";
    if (skipped !== true && !isNamed)
      throw new AwsError("final_snapshot_identifier is required when skip_final_snapshot is false");
  },
};

/** Databases whose password AWS can manage, and those that leave a snapshot. */
export const DATABASE_BEHAVIOURS: Record<string, Behaviour> = {
  aws_db_instance: { ...withSecret("db"), ...withSnapshot },
  aws_docdb_cluster: { ...withSecret("cluster"), ...withSnapshot },
  aws_neptune_cluster: withSnapshot,
  aws_rds_cluster: { ...withSecret("cluster"), ...withSnapshot },
  aws_redshift_cluster: withSnapshot,
};
