import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EcsClusterConfiguration } from "@cdktf/provider-aws/lib/ecs-cluster";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { ClusterConfig } from "../../config/clusters/resolve.ts";
import { type AwsScope, arnOf, domainOf } from "../iam/arn.ts";
import { keyPolicy } from "../iam/key-policy.ts";

export interface ExecAuditProps {
  readonly cluster: Pick<ClusterConfig, "name" | "execLogGroupName" | "execLogRetentionDays" | "execKeyAlias">;
  /** ARNs of the roles of tasks that a shell may be opened in. */
  readonly taskRoleArns: readonly string[];
  /** Key that exists. @default one is created, which only these roles and the log may use */
  readonly keyArn?: string;
  readonly awsScope: AwsScope;
}

/** Shells in containers (ECS Exec): encrypted with a key of the cluster, and all that is typed and shown is logged. */
export class ExecAudit extends Construct {
  /** What the cluster has to be told. */
  readonly configuration: EcsClusterConfiguration;

  constructor(scope: Construct, id: string, props: ExecAuditProps) {
    super(scope, id);
    const keyArn = props.keyArn ?? this.createKey(props).arn;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: props.cluster.execLogGroupName,
      retentionInDays: props.cluster.execLogRetentionDays,
      kmsKeyId: keyArn,
    });
    this.configuration = {
      executeCommandConfiguration: {
        kmsKeyId: keyArn,
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: logs.name },
      },
    };
  }

  private createKey({ cluster, taskRoleArns, awsScope }: ExecAuditProps): KmsKey {
    const logGroup = arnOf(awsScope, "logs", `log-group:${cluster.execLogGroupName}`);
    const key = new KmsKey(this, "key", {
      description: `Shells in containers of the cluster ${cluster.name}, and their log`,
      enableKeyRotation: true,
      deletionWindowInDays: 30, // the log can't be read without it
      policy: keyPolicy(awsScope, [
        { sid: "Sessions", principals: { AWS: taskRoleArns }, actions: ["kms:Decrypt"], resources: ["*"] },
        {
          sid: "Log",
          principals: { Service: [`logs.${awsScope.region}.${domainOf(awsScope)}`] },
          actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          resources: ["*"],
          conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroup } },
        },
      ]),
    });
    new KmsAlias(this, "alias", { name: `alias/${cluster.execKeyAlias}`, targetKeyId: key.keyId });
    return key;
  }
}
