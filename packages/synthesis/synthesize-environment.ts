import { resolve } from "node:path";
import { capture } from "../processes/processes.cjs";

const ROOT = resolve(__dirname, "../..");

/** Synthesizes the stacks of an environment of this project to a folder, without output. Rejects with what a failed synthesis says. */
export async function synthesizeEnvironment(environment: string, outdir: string): Promise<void> {
  const { code, stdout, stderr } = await capture(process.execPath, ["packages/synthesis/app.mjs", "main.ts"], {
    cwd: ROOT,
    env: { ...process.env, ENVIRONMENT: environment, CDKTF_OUTDIR: outdir },
  });
  if (code !== 0) throw new Error(`synthesis of ${environment} failed:\n${stdout}${stderr}`);
}
