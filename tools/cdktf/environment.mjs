import { fileURLToPath } from "node:url";

/** The path of a file of this project. */
export const root = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Variables that keep cdktf from drawing a progress indicator where nothing shows it moving: each of its frames would be a
 * line of a log. Only for a command that asks nothing, because cdktf then writes nothing before its end.
 *
 * @param {readonly string[]} words
 */
export const withoutProgress = ([command]) =>
  command === "synth" && process.stdout.isTTY !== true && process.env.CI === undefined ? { CI: "true" } : {};

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
    // Where one stack fails, cdktf would crash and leave other stacks in the middle of their work.
    NODE_OPTIONS: `${NODE_OPTIONS} --unhandled-rejections=warn --max-old-space-size=4096`.trim(),
    TERRAFORM_BINARY_NAME: root("tools/cdktf/terraform.sh"),
    CDKTF_TERRAFORM: TERRAFORM_BINARY_NAME || "terraform",
    CDKTF_TERRAFORM_RUNS: runs,
    // Terraform remembers whose state a folder belongs to: without this, the next environment would find the last one's.
    TF_DATA_DIR: TF_DATA_DIR || `.terraform/${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
  };
}
