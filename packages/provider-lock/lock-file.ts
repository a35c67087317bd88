/** A provider as Terraform's dependency lock file has it. */
export interface LockedProvider {
  /** With its registry: `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  readonly version: string;
  /** Versions that were allowed when it was chosen. */
  readonly constraints?: string;
  /** `zh:` of an archive, `h1:` of what is in it; one each for every platform. */
  readonly hashes: readonly string[];
}

/** What a platform other than that of the lock's writer needs is in the file only if it was asked for. */
export const LOCKED_PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"];

/** The dependency lock file in a folder in which Terraform works. */
export const LOCK_FILE = ".terraform.lock.hcl";

/**
 * Reads a dependency lock file, which Terraform writes in one form
 * (https://developer.hashicorp.com/terraform/language/files/dependency-lock).
 */
export function parseLock(text: string): LockedProvider[] {
  return [...text.matchAll(/^provider "([^"]+)" \{\n([\s\S]*?)^\}/gm)].map(([, address = "", body = ""]) => {
    const attribute = (name: string) => new RegExp(`^ *${name} += "([^"]*)"`, "m").exec(body)?.[1];
    const constraints = attribute("constraints");
    return {
      address,
      version: attribute("version") ?? "",
      ...(constraints !== undefined && { constraints }),
      hashes: [...body.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = ""]) => hash),
    };
  });
}

/** The text of a dependency lock file, as Terraform would write it below the comment. */
export const renderLock = (comment: readonly string[], providers: readonly LockedProvider[]): string =>
  [comment.map((line) => `# ${line}\n`).join(""), ...providers.map(block)].join("\n");

const block = ({ address, version, constraints, hashes }: LockedProvider): string =>
  [
    `provider "${address}" {`,
    constraints === undefined ? `  version = "${version}"` : `  version     = "${version}"`,
    ...(constraints === undefined ? [] : [`  constraints = "${constraints}"`]),
    // Terraform refuses an empty list.
    ...(hashes.length === 0 ? [] : ["  hashes = [", ...hashes.map((hash) => `    "${hash}",`), "  ]"]),
    "}\n",
  ].join("\n");
