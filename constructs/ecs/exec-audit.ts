import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EcsClusterConfiguration } from "@cdktf/provider-aws/lib/ecs-cluster";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { arnOf, type Place } from "../iam/arn.ts";
import { keyPolicy } from "../iam/key-policy.ts";

export interface ExecAuditProps {
  readonly clusterName: string;
  readonly logGroupName: string;
  /** Days that the log of sessions is kept. */
  readonly retentionDays: number;
  /** Alias of the key, without `alias/`. */
  readonly keyAlias: string;
  /** ARNs of the roles of tasks that a shell may be opened in. */
  readonly taskRoleArns: readonly string[];
  readonly place: Place;
}

/** Shells in containers (ECS Exec): encrypted with a key of the cluster, and all that is typed and shown is logged. */
export class ExecAudit extends Construct {
  /** What the cluster has to be told. */
  readonly configuration: EcsClusterConfiguration;

  constructor(scope: Construct, id: string, props: ExecAuditProps) {
    super(scope, id);
    const key = this.createKey(props);
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: props.logGroupName,
      retentionInDays: props.retentionDays,
      kmsKeyId: key.arn,
    });
    this.configuration = {
      executeCommandConfiguration: {
        kmsKeyId: key.arn,
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: logs.name },
      },
    };
  }

  private createKey({ clusterName, logGroupName, keyAlias, taskRoleArns, place }: ExecAuditProps): KmsKey {
    const key = new KmsKey(this, "key", {
      description: `Shells in containers of the cluster ${clusterName}, and their log`,
      enableKeyRotation: true,
      deletionWindowInDays: 30, // the log can't be read without it
      policy: keyPolicy(place, [
        { sid: "Sessions", principals: { AWS: taskRoleArns }, actions: ["kms:Decrypt"], resources: ["*"] },
        {
          sid: "Log",
          principals: { Service: [`logs.${place.region}.amazonaws.com`] },
          actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          resources: ["*"],
          conditions: {
            ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arnOf(place, "logs", `log-group:${logGroupName}`) },
          },
        },
      ]),
    });
    new KmsAlias(this, "alias", { name: `alias/${keyAlias}`, targetKeyId: key.keyId });
    return key;
  }
}
