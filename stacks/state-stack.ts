import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { RemoteState } from "../config/state.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import { fromStackFolder } from "../constructs/stack-folder.ts";
import { StateBucket } from "../constructs/storage/state-bucket.ts";
import { allowMinorUpdates } from "./provider-version.ts";
import { namedOutput } from "./published-outputs.ts";
import { TERRAFORM_VERSION, useS3 } from "./state.ts";

export interface StateStackProps {
  readonly state: RemoteState;
  /** File of its state, from the project's root, until the bucket exists. @default its state is in the bucket */
  readonly localFile?: string;
}

/**
 * The bucket of the other stacks' state and its key, once per account and region. It has no tags of an environment, because
 * several may share it.
 */
export class StateStack extends TerraformStack {
  constructor(scope: Construct, id: string, { state, localFile }: StateStackProps) {
    super(scope, id);
    const { region, account, partition, lockAccount } = state;
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    const provider = new AwsProvider(this, "aws", {
      region,
      ...(lockAccount && { allowedAccountIds: [account] }),
      defaultTags: [{ tags: { Stack: id, ManagedBy: "terraform" } }],
    });
    allowMinorUpdates(provider);
    this.keepState(state, localFile);
    this.createBucket(state, { partition, region, account });
  }

  private keepState({ bucket, key, region, keyArn }: RemoteState, localFile: string | undefined): void {
    if (localFile === undefined) useS3(this, { bucket, key, region, kmsKeyId: keyArn });
    else new LocalBackend(this, { path: fromStackFolder(this, localFile) });
  }

  private createBucket({ bucket: name, keyAlias, createsKey, keyArn }: RemoteState, awsScope: AwsScope): void {
    const bucket = new StateBucket(this, "state", {
      name,
      keyAlias,
      kmsKeyArn: createsKey ? undefined : keyArn,
      awsScope,
    });
    namedOutput(this, "bucketName", { value: bucket.name });
    namedOutput(this, "keyArn", { value: bucket.keyArn });
  }
}
