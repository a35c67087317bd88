import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";
import type { RegistryConfig } from "../../config/registry.ts";
import { CreatedKey } from "../encryption/created-key.ts";
import { type AwsScope, iamArn } from "../iam/arn.ts";
import { policyDocument } from "../iam/policy.ts";
import { PULL } from "./repository-actions.ts";

export interface ImageRepositoryProps {
  /** 2 to 256 lower-case letters, digits and . _ / -. */
  readonly name: string;
  readonly registry: RegistryConfig;
  /** Alias of the key that is created for the images, without `alias/`. @default `registry.kmsKeyArn`, else ECR's own */
  readonly keyAlias?: string;
  /** Other accounts whose tasks pull images. @default none */
  readonly readerAccounts?: readonly string[];
  readonly awsScope: AwsScope;
}

/** A private repository with immutable tags, whose images are scanned on push. */
export class ImageRepository extends Construct {
  readonly name: string;
  readonly arn: string;
  /** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME` */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    const kmsKey = props.keyAlias === undefined ? props.registry.kmsKeyArn : this.createKey(props.keyAlias, props);
    const repository = new EcrRepository(this, "repository", {
      name: props.name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey }],
      forceDelete: props.registry.deleteWithImages,
    });
    new EcrLifecyclePolicy(this, "lifecycle", { repository: repository.name, policy: lifecyclePolicy(props.registry) });
    this.letIn(repository.name, props);
    this.name = repository.name;
    this.arn = repository.arn;
    this.url = repository.repositoryUrl;
  }

  /** ECR uses it by grants, which it makes with the rights of who creates the repository (ECR user guide, encryption at rest). */
  private createKey(alias: string, { name, awsScope }: ImageRepositoryProps): string {
    return new CreatedKey(this, "key", { alias, description: `Images of the repository ${name}`, awsScope }).arn;
  }

  /** An account lets its own roles pull by their policies; others need the repository's word too. */
  private letIn(repository: string, { readerAccounts = [], awsScope }: ImageRepositoryProps): void {
    if (readerAccounts.length === 0) return;
    new EcrRepositoryPolicy(this, "policy", {
      repository,
      policy: policyDocument([
        {
          sid: "PullFromOtherAccounts",
          principals: { AWS: readerAccounts.map((account) => iamArn({ ...awsScope, account }, "root")) },
          actions: PULL,
        },
      ]),
    });
  }
}

/** The lifecycle policy's JSON. A rule for any tag has to come last (ECR evaluates by priority, and wants "any" at the end). */
export function lifecyclePolicy({
  keepImages,
  untaggedDays,
}: Pick<RegistryConfig, "keepImages" | "untaggedDays">): string {
  const expire = { type: "expire" };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `delete images without a tag after ${untaggedDays} days`,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: untaggedDays,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: `keep the newest ${keepImages} images`,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keepImages },
        action: expire,
      },
    ],
  });
}
