import { isolate } from "./isolation/isolate.ts";
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

/** An offline AWS in whose environment every Terraform has states and data folders beside the cloud. Throws `ExistingError`. */
export async function attachOfflineAws({
  environment,
  project = ".",
  ...options
}: AttachOptions): Promise<AttachedOfflineAws> {
  // Grows while Terraform is sent to other folders.
  const configuration = new Set([project]);
  const isolated = isolate(options.folder, environment, configuration, project);
  try {
    const offline = await startOfflineAws({ ...options, configuration, environment: isolated.environment });
    return {
      environment: { ...isolated.environment, ...offline.environment, CDKTF_AUTO_APPROVE: "true" },
      async stop() {
        await offline.stop();
        isolated.close();
      },
    };
  } catch (problem) {
    isolated.close();
    throw problem;
  }
}
