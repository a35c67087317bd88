import "./config/fast-start.ts";
import { join } from "node:path";
import { App } from "cdktf";
import { ConfigError, loadRemoteState, localStateFolder } from "./config/load.ts";
import type { RemoteState } from "./config/state.ts";
import { fileProblem } from "./packages/processes/problems.cjs";
import { LockError, placeLocks } from "./packages/provider-lock/place.ts";
import { StateStack } from "./stacks/state-stack.ts";

/** The state bucket: a separate app, because several environments may share it. */
export function composeBootstrap(app: App, state: RemoteState, stateFolder: string): void {
  // The bucket can't have its own state before it is there. The context is that of `CDKTF_CONTEXT_JSON`.
  const local = app.node.tryGetContext("state") === "local" && { localFile: join(stateFolder, state.key) };
  new StateStack(app, "state", { state, ...local });
}

function main(): void {
  try {
    const app = new App();
    composeBootstrap(app, loadRemoteState(), localStateFolder());
    app.synth();
    placeLocks(app.outdir);
  } catch (problem) {
    const isExplained = problem instanceof ConfigError || problem instanceof LockError;
    const text = isExplained ? problem.message : fileProblem(problem);
    if (text === undefined) throw problem;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
