import { existsSync } from "node:fs";
import { devNull } from "node:os";

/** Variables of AWS that say nothing of who one is or which endpoint is called. */
const KEPT = new Set(["AWS_REGION", "AWS_DEFAULT_REGION"]);

/** Credentials, profiles and endpoints of AWS, tokens and addresses of HCP Terraform. */
const REMOVED = /^(AWS_|AMAZON_|TF_TOKEN_|TF_CLOUD_|TFE_|ATLAS_)/i;

/**
 * The environment for a command behind the offline AWS: without what gives access to a real account or a remote state,
 * and without a Terraform CLI configuration that does not exist, of which Terraform would warn each time.
 */
export function withoutAccess(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: file, ...rest } = inherited;
  const kept = Object.entries(rest).filter(([name]) => KEPT.has(name) || !REMOVED.test(name));
  return {
    ...Object.fromEntries(kept),
    ...(file !== undefined && existsSync(file) && { TF_CLI_CONFIG_FILE: file }),
    // Where the SDKs of AWS look next: ~/.aws, and the role of the instance or task that this runs on.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
