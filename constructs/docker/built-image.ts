import { Image } from "@cdktf/provider-docker/lib/image";
import { Construct } from "constructs";
import { fromStackFolder } from "../stack-folder.ts";

export interface BuiltImageProps {
  /** Name and tag. */
  readonly name: string;
  /** What the image says of its version: up to 128 letters, digits and . _ -. */
  readonly version: string;
  /** What it runs on, such as `linux/arm64`. @default what the engine runs on */
  readonly platform?: string;
  /** Hash of what goes into it; another builds it again. @default built once */
  readonly sourceHash?: string;
}

/** An image that a Docker engine builds from the project's `Dockerfile`. */
export class BuiltImage extends Construct {
  readonly name: string;
  /** `sha256:…` */
  readonly imageId: string;

  constructor(scope: Construct, id: string, { name, version, platform, sourceHash }: BuiltImageProps) {
    super(scope, id);
    const image = new Image(this, "image", {
      name,
      buildAttribute: {
        context: fromStackFolder(this, "."),
        // This version of the provider looks for it from where Terraform runs, not in the context.
        dockerfile: fromStackFolder(this, "Dockerfile"),
        builder: "default", // BuildKit, which the Dockerfile needs; without a name it is the old builder
        buildArgs: { VERSION: version },
        platform,
      },
      ...(sourceHash !== undefined && { triggers: { source: sourceHash } }),
    });
    this.name = image.name;
    this.imageId = image.imageId;
  }
}
