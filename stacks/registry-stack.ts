import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { iamArn } from "../constructs/iam/arn.ts";
import { foreignRepositoryPolicy } from "../constructs/registry/foreign-repository-policy.ts";
import { ImageRepository } from "../constructs/registry/image-repository.ts";
import { PullThroughCache } from "../constructs/registry/pull-through-cache.ts";
import { BaseStack } from "./base-stack.ts";
import { ownRepositoryArn } from "./pulled-repositories.ts";

/** What other stacks know of the image repository. */
export interface RegistryOutputs {
  readonly repositoryName: string;
  readonly repositoryArn: string;
  /** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME` */
  readonly repositoryUrl: string;
  /** The image that Terraform has pushed; set only if it is to push one. */
  readonly firstImageUri?: string;
}

/** A repository, created or not. */
type Repository = Pick<ImageRepository, "name" | "arn" | "url">;

/** Where the application's images are. */
export class RegistryStack extends BaseStack {
  readonly outputs: RegistryOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    private readonly settings: NonNullable<Config["registry"]>,
  ) {
    super(scope, id, config);
    const repository = this.existingRepository() ?? this.createRepository();
    this.createPullThroughCache();
    this.showForeignPolicy();
    this.outputs = this.publish<RegistryOutputs>({
      repositoryName: repository.name,
      repositoryArn: repository.arn,
      repositoryUrl: repository.url,
      firstImageUri: this.createFirstImage(repository),
    });
  }

  private existingRepository(): Repository | undefined {
    const { existing } = this.settings;
    return existing && { name: existing.name, url: existing.url, arn: ownRepositoryArn(this.config, this.awsScope) };
  }

  /** The owner of a repository in another account has to let this one in. */
  private showForeignPolicy(): void {
    const { account, delivery, names, identity } = this.config;
    const { existing } = this.settings;
    if (existing === undefined || existing.account === account) return;
    const roleArn = (name: string) => iamArn(this.awsScope, `role${identity.path ?? "/"}${name}`);
    const policy = foreignRepositoryPolicy({
      awsScope: this.awsScope,
      pushing:
        delivery?.releases && delivery.source.type !== "ecr"
          ? { buildRoleArn: roleArn(names.buildRole), releaseRoleArn: roleArn(names.releaseRole) }
          : undefined,
    });
    this.show("repositoryPolicy", policy, `What the policy of ${existing.url} has to allow`);
  }

  private createRepository(): Repository {
    const { names, delivery, account, encryption, name } = this.config;
    const accounts = (delivery?.promotions ?? []).map(({ roleArn }) => roleArn.split(":")[4] ?? "");
    return new ImageRepository(this, "images", {
      name: names.imageRepository,
      registry: this.settings,
      keyAlias: encryption.created.includes("images") ? `${name}-images` : undefined,
      // Their tasks pull the images that the pipeline deploys there.
      readerAccounts: [...new Set(accounts)].filter((other) => other !== account).sort(),
      awsScope: this.awsScope,
    });
  }

  private createPullThroughCache(): void {
    const { pullThroughCache } = this.settings;
    if (pullThroughCache !== undefined) new PullThroughCache(this, "docker-hub", pullThroughCache);
  }

  private createFirstImage({ url }: Repository): string | undefined {
    const { firstImage } = this.settings;
    if (firstImage === undefined) return undefined;
    // Loaded only when needed: the bindings of Docker are slow to load.
    const { createFirstImage } = require("./first-image.ts") as typeof import("./first-image.ts");
    return createFirstImage(this, firstImage, url);
  }
}
