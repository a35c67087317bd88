import "./config/fast-start.ts";
import { App } from "cdktf";
import { localStateFolder } from "./config/load.ts";
import { fileProblem } from "./packages/processes/problems.cjs";
import { LockError, placeLocks } from "./packages/provider-lock/place.ts";
import { PreviewStack } from "./stacks/preview-stack.ts";

/** The application on a Docker engine: a separate app, because it belongs to no environment. */
export function composePreview(app: App, stateFolder: string): void {
  new PreviewStack(app, "preview", { stateFolder });
}

if (require.main === module) {
  try {
    const app = new App();
    composePreview(app, localStateFolder());
    app.synth();
    placeLocks(app.outdir);
  } catch (problem) {
    const text = problem instanceof LockError ? problem.message : fileProblem(problem);
    if (text === undefined) throw problem;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
