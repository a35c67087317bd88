// Runs the cdktf CLI with what makes it safe to interrupt and to fail. `npx cdktf` by hand does the same
// without that, and mixes environments up in Terraform's memory.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { interruption, onInterrupt, start, uninterrupted } from "../../packages/processes/processes.cjs";
import { Terraforms } from "./terraforms.mjs";

const root = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "cdktf-"));
try {
  process.exitCode = await run(new Terraforms(folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {Terraforms} terraforms */
async function run(terraforms) {
  let signals = 0;
  onInterrupt(() => {
    terraforms.startNoMore();
    // cdktf interrupts Terraform at the first signal, and at no other.
    if (++signals > 1) terraforms.interrupt();
  });
  try {
    const cdktf = start(root("node_modules/.bin/cdktf"), process.argv.slice(2), { env: environment(), alone: true });
    const code = await cdktf.ended;
    await uninterrupted(() => terraforms.end(interruption() !== undefined));
    return interruption() ?? code;
  } catch (problem) {
    process.stderr.write(`can't run cdktf: ${/** @type {Error} */ (problem).message}\n`);
    return interruption() ?? 127;
  }
}

function environment() {
  const { NODE_OPTIONS = "", TERRAFORM_BINARY_NAME, TF_DATA_DIR, ENVIRONMENT, CDKTF_LOG_FILE_DIRECTORY } = process.env;
  return {
    ...process.env,
    CHECKPOINT_DISABLE: "1", // no telemetry
    // cdktf logs what its processes write as errors, and shows the same as its own error: the log goes to a file.
    CDKTF_LOG_FILE_DIRECTORY: CDKTF_LOG_FILE_DIRECTORY || folder,
    // Where one stack fails, cdktf would crash and leave other stacks in the middle of their work.
    NODE_OPTIONS: `${NODE_OPTIONS} --unhandled-rejections=warn --max-old-space-size=4096`.trim(),
    TERRAFORM_BINARY_NAME: root("tools/cdktf/terraform.sh"),
    CDKTF_TERRAFORM: TERRAFORM_BINARY_NAME || "terraform",
    CDKTF_TERRAFORM_RUNS: folder,
    // Terraform remembers whose state a folder belongs to: without this, the next environment would find the last one's.
    TF_DATA_DIR: TF_DATA_DIR || `.terraform/${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
  };
}
