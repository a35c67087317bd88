import { RegistryImage } from "@cdktf/provider-docker/lib/registry-image";
import { Construct } from "constructs";
import type { FirstImageConfig } from "../../config/registry.ts";
import { BuiltImage } from "../docker/built-image.ts";

export interface FirstImageProps {
  /** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME` */
  readonly repositoryUrl: string;
  readonly firstImage: FirstImageConfig;
}

/**
 * An image that is built and pushed once, so that services have one before the pipeline has released any. A change of the
 * application does not push it again: tags of the repository are immutable, and further images are the pipeline's.
 */
export class FirstImage extends Construct {
  /** Repository and tag. */
  readonly uri: string;

  constructor(scope: Construct, id: string, { repositoryUrl, firstImage }: FirstImageProps) {
    super(scope, id);
    const { tag, platform } = firstImage;
    const image = new BuiltImage(this, "build", { name: `${repositoryUrl}:${tag}`, version: tag, platform });
    const pushed = new RegistryImage(this, "push", { name: image.name, keepRemotely: true });
    this.uri = pushed.name;
  }
}
