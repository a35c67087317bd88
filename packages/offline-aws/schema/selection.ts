import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const CONFIGURATION = /\.(tf|tofu)(\.json)?$/;
const SKIPPED = new Set(["node_modules", ".git", "providers", ".offline-aws"]);
/** Folders below a root that are looked into; `cdktf.out/stacks/<stack>/.terraform/modules/<module>` has 6. */
const DEPTH = 8;

/**
 * Finds the words in Terraform configuration that may be resource types of a provider. A provider has to tell Terraform
 * its schemas before it learns which of them are needed, and telling all of them costs a second in every command.
 */
export class ConfigurationScan {
  private readonly read = new Map<string, { modified: number; words: string[] }>();

  constructor(private readonly roots: Iterable<string>) {}

  /** Words that begin with the provider's name, such as `aws_vpc`, in all configuration files below the roots. */
  words(provider: string): Set<string> {
    const found = new Set<string>();
    for (const root of this.roots)
      for (const file of listConfiguration(root, DEPTH))
        for (const word of this.wordsOf(file)) if (word.startsWith(`${provider}_`)) found.add(word);
    return found;
  }

  private wordsOf(file: string): string[] {
    const modified = statSync(file).mtimeMs;
    const known = this.read.get(file);
    if (known?.modified === modified) return known.words;
    const words = [...new Set(readFileSync(file, "utf8").match(/\b[a-z]+_[a-z0-9_]+\b/g) ?? [])];
    this.read.set(file, { modified, words });
    return words;
  }
}

function* listConfiguration(folder: string, depth: number): Generator<string> {
  let entries: ReturnType<typeof readFolder> = [];
  try {
    entries = readFolder(folder);
  } catch {
    return; // gone, or not ours to read: Terraform will say so itself
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0 && !SKIPPED.has(entry.name)) yield* listConfiguration(path, depth - 1);
    else if (entry.isFile() && CONFIGURATION.test(entry.name)) yield path;
  }
}

const readFolder = (folder: string) => readdirSync(folder, { withFileTypes: true });
