import { fileURLToPath } from "node:url";

/** The path of a file of this project. */
export const root = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * The variables that cdktf is started with.
 *
 * @param {NodeJS.ProcessEnv} inherited
 * @param {string} runs the folder in which each Terraform notes its process id
 */
export function cdktfEnvironment(inherited, runs) {
  const { NODE_OPTIONS = "", TERRAFORM_BINARY_NAME, TF_DATA_DIR, ENVIRONMENT, CDKTF_LOG_FILE_DIRECTORY } = inherited;
  return {
    ...inherited,
    CHECKPOINT_DISABLE: "1", // no telemetry
    // cdktf logs what its processes write as errors, and shows the same as its own error: the log goes to a file.
    CDKTF_LOG_FILE_DIRECTORY: CDKTF_LOG_FILE_DIRECTORY || runs,
    NODE_OPTIONS: `${NODE_OPTIONS} --max-old-space-size=4096`.trim(),
    TERRAFORM_BINARY_NAME: root("tools/cdktf/terraform.sh"),
    CDKTF_TERRAFORM: TERRAFORM_BINARY_NAME || "terraform",
    CDKTF_TERRAFORM_RUNS: runs,
    // Terraform remembers whose state a folder belongs to: without this, the next environment would find the last one's.
    TF_DATA_DIR: TF_DATA_DIR || `.terraform/${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
  };
}
