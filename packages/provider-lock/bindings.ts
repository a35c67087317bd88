import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A provider for which bindings are installed. */
export interface BoundProvider {
  /** Without its registry: `hashicorp/aws`. */
  readonly source: string;
  /** The version that the bindings are generated from. */
  readonly version: string;
}

/** The providers whose bindings are installed in a folder, such as `node_modules/@cdktf`, by their source. */
export function boundProviders(folder: string): BoundProvider[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const { cdktf } = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as {
        cdktf?: { provider?: { name: string; version: string } };
      };
      return cdktf?.provider === undefined
        ? []
        : [{ source: providerSource(cdktf.provider.name), version: cdktf.provider.version }];
    });
}

/**
 * The source of a provider without its registry. `aws` is short for `hashicorp/aws`, at `registry.terraform.io`, or with
 * OpenTofu at `registry.opentofu.org` (https://opentofu.org/docs/language/providers/requirements/#source-addresses).
 */
export function providerSource(address: string): string {
  const source = address.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "");
  return source.includes("/") ? source : `hashicorp/${source}`;
}
