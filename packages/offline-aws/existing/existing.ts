import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../cloud/cloud.ts";
import { readWhole } from "../cloud/files.ts";
import { type ProviderConfig, readProviderConfig } from "../provider/provider-config.ts";
import type { Catalog } from "../schema/catalog.ts";
import { completeExisting } from "./complete.ts";
import { type ExistingResource, readExisting } from "./read.ts";

/**
 * What exists before Terraform creates anything. It is declared once and kept in the folder of the cloud; each account and
 * region that is worked in gets it, because only there it is known whose a VPC without an ARN is.
 */
export class Existing {
  private entries: readonly ExistingResource[];
  private readonly placed = new Set<string>();

  constructor(
    private readonly cloud: Cloud,
    private readonly catalogs: readonly Catalog[],
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.entries = readKept(this.file);
  }

  /** Replaces what was declared before. Throws `ExistingError`. */
  replace(given: unknown): void {
    const entries = readExisting(given, this.catalogs);
    const config = readProviderConfig(null, this.environment);
    for (const catalog of this.catalogs) completeExisting(entries, catalog, config);
    this.cloud.forgetExisting();
    this.entries = entries;
    mkdirSync(this.cloud.folder, { recursive: true });
    const partial = `${this.file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(entries, null, 2)}\n`);
    renameSync(partial, this.file);
  }

  /** Adds it in an account and region to the cloud, unless it is there. */
  place(catalog: Catalog, config: ProviderConfig): void {
    const place = `${catalog.name} ${config.account}/${config.region}`;
    if (this.entries.length === 0 || this.placed.has(place)) return;
    this.placed.add(place);
    for (const resource of completeExisting(this.entries, catalog, config))
      if (this.cloud.get(resource.type, resource.key) === undefined) this.cloud.putExisting(resource);
  }

  private get file(): string {
    return join(this.cloud.folder, "existing.json");
  }
}

function readKept(file: string): readonly ExistingResource[] {
  return readWhole<ExistingResource[]>(file) ?? [];
}
