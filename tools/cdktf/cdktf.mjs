// Runs the cdktf CLI with what makes it safe to interrupt and to fail. `npx cdktf` by hand does the same
// without that, and mixes environments up in Terraform's memory.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const { NODE_OPTIONS = "", TERRAFORM_BINARY_NAME, TF_DATA_DIR, ENVIRONMENT } = process.env;

const environment = {
  ...process.env,
  CHECKPOINT_DISABLE: "1", // no telemetry
  // Where one stack fails, cdktf would crash and leave other stacks in the middle of their work.
  NODE_OPTIONS: `${NODE_OPTIONS} --unhandled-rejections=warn --max-old-space-size=4096`.trim(),
  TERRAFORM_BINARY_NAME: root("tools/cdktf/terraform.sh"),
  CDKTF_TERRAFORM: TERRAFORM_BINARY_NAME || "terraform",
  // Terraform remembers whose state a folder belongs to: without this, the next environment would find the last one's.
  TF_DATA_DIR: TF_DATA_DIR || `.terraform/${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
};

const child = spawn(root("node_modules/.bin/cdktf"), process.argv.slice(2), { stdio: "inherit", env: environment });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal); // a terminal has told the child itself
  });
child.on("error", (problem) => {
  process.stderr.write(`can't run cdktf: ${problem.message}\n`);
  process.exitCode = 127;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
