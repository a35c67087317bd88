import { join } from "node:path";
import { Cloud } from "./cloud/cloud.ts";
import { isolate } from "./isolation/isolate.ts";
import { cloudBuckets } from "./s3/cloud-buckets.ts";
import { ObjectStore } from "./s3/objects.ts";
import { S3Service } from "./s3/s3-service.ts";
import { type OfflineAws, type OfflineAwsOptions, startOfflineAws } from "./start.ts";

export interface AttachOptions extends Omit<OfflineAwsOptions, "configuration" | "environment"> {
  /** Environment of the commands; what gives access to AWS is taken out of it. */
  environment: NodeJS.ProcessEnv;
  /** Folder with the configurations whose states have names. @default the working folder */
  project?: string;
}

export interface AttachedOfflineAws extends Pick<OfflineAws, "stop"> {
  /** The whole environment for a command. */
  environment: NodeJS.ProcessEnv;
}

/**
 * An offline AWS in whose environment every Terraform has states and data folders beside the cloud, or in a bucket of it. Throws
 * `ExistingError`.
 */
export async function attachOfflineAws({
  environment,
  project = ".",
  ...options
}: AttachOptions): Promise<AttachedOfflineAws> {
  // Grows while Terraform is sent to other folders.
  const configuration = new Set([project]);
  const cloud = join(options.folder, "cloud");
  const buckets = cloudBuckets(new Cloud(cloud));
  const s3 = new S3Service(buckets, new ObjectStore(join(cloud, "objects")));
  await s3.start();
  const isolated = isolate(options.folder, environment, configuration, project, {
    url: s3.url,
    hasBucket: buckets.has,
    buckets: buckets.names(),
  });
  const close = () => {
    isolated.close();
    s3.stop();
  };
  try {
    const offline = await startOfflineAws({ ...options, configuration, environment: isolated.environment });
    return {
      environment: { ...isolated.environment, ...offline.environment, CDKTF_AUTO_APPROVE: "true" },
      async stop() {
        await offline.stop();
        close();
      },
    };
  } catch (problem) {
    close();
    throw problem;
  }
}
