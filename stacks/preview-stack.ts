import { join } from "node:path";
import { Container } from "@cdktf/provider-docker/lib/container";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { BuiltImage } from "../constructs/docker/built-image.ts";
import { hashFiles, IMAGE_SOURCE } from "../constructs/docker/source-hash.ts";
import { fromStackFolder } from "../constructs/stack-folder.ts";
import { allowMinorUpdates } from "./provider-version.ts";

export interface PreviewStackProps {
  /** Folder of local state, from the project's root. */
  readonly stateFolder: string;
}

/** What the application's image has: where it listens, and where it says that it is well. */
const PORT = 80;
const HEALTH = `http://127.0.0.1:${PORT}/healthz`;

const NAME = "ecs-pipeline-preview";

/** The application as ECS runs it, hardened, on the Docker engine of whoever looks at it. No AWS. */
export class PreviewStack extends TerraformStack {
  constructor(scope: Construct, id: string, { stateFolder }: PreviewStackProps) {
    super(scope, id);
    new LocalBackend(this, { path: fromStackFolder(this, join(stateFolder, id, `${id}.tfstate`)) });
    allowMinorUpdates(new DockerProvider(this, "docker")); // the engine that DOCKER_HOST names, else that of this machine
    const port = this.createPort();
    const image = new BuiltImage(this, "application", {
      name: `${NAME}:latest`,
      version: "preview",
      sourceHash: hashFiles(".", IMAGE_SOURCE),
    });
    this.createContainer(image, port);
    new TerraformOutput(this, "url", { value: `http://localhost:${port}`, staticId: true });
  }

  private createPort(): TerraformVariable {
    const port = new TerraformVariable(this, "port", {
      type: "number",
      default: 8080,
      nullable: false,
      description: "Port of this machine where the application answers",
    });
    port.addValidation({
      condition: `\${var.port >= 1 && var.port <= 65535 && floor(var.port) == var.port}`,
      errorMessage: "The port must be a whole number from 1 to 65535.",
    });
    return port;
  }

  private createContainer({ imageId }: BuiltImage, port: TerraformVariable): void {
    new Container(this, "container", {
      name: NAME,
      image: imageId,
      labels: [{ label: "ecs-pipeline.stack", value: this.node.id }],
      // Bound to loopback.
      ports: [{ internal: PORT, external: port.numberValue, ip: "127.0.0.1" }],
      readOnly: true,
      tmpfs: { "/tmp": "rw,noexec,nosuid,nodev,size=64m" },
      // The image has a check too, but one that is made for long runs: its first result comes after seconds.
      healthcheck: {
        test: ["CMD", "wget", "-q", "-O", "/dev/null", HEALTH],
        interval: "1s",
        timeout: "3s",
        retries: 30,
      },
      wait: true,
      waitTimeout: 60,
    });
  }
}
