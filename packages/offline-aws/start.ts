import { join } from "node:path";
import type { CallControls } from "./calls/controls.ts";
import { withControls } from "./calls/with-controls.ts";
import { Cloud } from "./cloud/cloud.ts";
import { Existing } from "./existing/existing.ts";
import { type AttachedProvider, serve } from "./protocol/server.ts";
import { connectProvider } from "./provider/provider.ts";
import { withRetries } from "./provider/retries.ts";
import { Catalog } from "./schema/catalog.ts";
import { ConfigurationScan } from "./schema/selection.ts";
import { ServedSchemas } from "./schema/served.ts";
import { Watch } from "./watch/watch.ts";

/** Addresses under which Terraform and OpenTofu look for the providers that are replaced. */
const ADDRESSES: Record<string, readonly string[]> = {
  aws: ["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"],
  docker: ["registry.terraform.io/kreuzwerker/docker", "registry.opentofu.org/kreuzwerker/docker"],
};

export interface OfflineAwsOptions {
  /** Folder of the cloud; made when needed. */
  folder: string;
  /** Folders that are searched for Terraform configuration, to learn which schemas are needed; may grow. */
  configuration: Iterable<string>;
  environment: NodeJS.ProcessEnv;
  /**
   * What exists already, such as `[{ type: "aws_vpc", id: "vpc-…" }]`, instead of what was declared before. Throws
   * `ExistingError`. @default what was said before
   */
  existing?: unknown;
  /** Controls of calls. @default nothing */
  calls?: CallControls;
  /** Told when a service is interrupted and when it is reached again, a line at a time. */
  onInterruption?(line: string): void;
}

export interface OfflineAws {
  /** Variables that make Terraform, and cdktf on top of it, use the offline AWS. */
  environment: Record<string, string>;
  /** Stops when Terraform has: one that was interrupted goes on for a moment, to save its state. */
  stop(): Promise<void>;
}

/** How long an interrupted Terraform may take to save its state. */
const SAVE_TIMEOUT_MS = 30_000;

/** Starts stand-ins for the AWS and the Docker provider. */
export async function startOfflineAws({
  folder,
  configuration,
  environment,
  existing: given,
  calls,
  onInterruption,
}: OfflineAwsOptions): Promise<OfflineAws> {
  const cloud = new Cloud(join(folder, "cloud"));
  cloud.check();
  const catalogs = Object.keys(ADDRESSES).map((name) => Catalog.of(name));
  const existing = new Existing(cloud, catalogs, environment);
  if (given !== undefined) existing.replace(given);
  const watch = new Watch(cloud, onInterruption);
  const scan = new ConfigurationScan(configuration);
  const providers: AttachedProvider[] = [];
  const reattach: Record<string, object> = {};
  for (const catalog of catalogs) {
    const { name } = catalog;
    const served = new ServedSchemas(catalog, scan, () => cloud.types().filter((type) => type.startsWith(`${name}_`)));
    const parts = { catalog, cloud, watch, environment };
    const connect = () =>
      withRetries(
        connectProvider({
          ...parts,
          schemas: () => served.message(),
          placeExisting: (config) => existing.place(catalog, config),
        }),
      );
    const controlled = name === "aws" && calls !== undefined;
    const provider = await serve(controlled ? () => withControls(connect(), calls, environment) : connect);
    providers.push(provider);
    const attached = {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true, // Terraform leaves the process alone when it ends
      Addr: { Network: "unix", String: provider.socket },
    };
    for (const address of ADDRESSES[name] ?? []) reattach[address] = attached;
  }
  return {
    environment: {
      TF_REATTACH_PROVIDERS: JSON.stringify(reattach),
      CDKTF_SKIP_PROVIDER_LOCK: "true", // there is nothing to lock, and no registry to ask
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      CHECKPOINT_DISABLE: "1",
    },
    async stop() {
      await Promise.all(providers.map((provider) => provider.idle(SAVE_TIMEOUT_MS)));
      for (const provider of providers) provider.close();
      cloud.settle();
      watch.close();
    },
  };
}
