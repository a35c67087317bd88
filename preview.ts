import "./config/fast-start.ts";
import { App } from "cdktf";
import { localStateFolder } from "./config/load.ts";
import { PreviewStack } from "./stacks/preview-stack.ts";

/** The application on a Docker engine: a separate app, because it belongs to no environment. */
export function composePreview(app: App, stateFolder: string): void {
  new PreviewStack(app, "preview", { stateFolder });
}

if (require.main === module) {
  const app = new App();
  composePreview(app, localStateFolder());
  app.synth();
}
