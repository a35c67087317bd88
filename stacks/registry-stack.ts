import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ImageRepository } from "../constructs/registry/image-repository.ts";
import { BaseStack } from "./base-stack.ts";

/** What other stacks know of the image repository. */
export interface RegistryOutputs {
  readonly repositoryName: string;
  readonly repositoryArn: string;
  /** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME` */
  readonly repositoryUrl: string;
}

/** Where the application's images are. */
export class RegistryStack extends BaseStack {
  readonly outputs: RegistryOutputs;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config);
    const repository = new ImageRepository(this, "images", { ...config.registry, name: config.names.imageRepository });
    this.outputs = this.publish<RegistryOutputs>({
      repositoryName: repository.name,
      repositoryArn: repository.arn,
      repositoryUrl: repository.url,
    });
  }
}
