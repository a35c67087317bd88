import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackJson } from "../../packages/leftovers/states.ts";
import { firstError, type RunTerraform } from "../../packages/leftovers/terraform.ts";
import { lockOptions } from "../../packages/provider-lock/place.ts";
import { AdoptError } from "./adopt-error.ts";
import type { Attributes } from "./attributes.ts";
import type { Listed } from "./existing.ts";
import type { Candidate, Match } from "./match.ts";
import { type Planned, readPlanned } from "./planned.ts";

/** What Terraform says where there is nothing of an id. Whatever else it says is a problem. */
const NOT_THERE = /Cannot import non-existent remote object/;

/** File of a stack's folder with the import blocks that a plan is tried with. */
const IMPORTS = "adopt.tf.json";

/** Terraform, working on one synthesized stack. Each method throws `AdoptError` with what Terraform says. */
export class StackTerraform {
  constructor(
    private readonly terraform: RunTerraform,
    private readonly folder: string,
    private readonly json: StackJson,
  ) {}

  init(): Promise<string> {
    return this.#run(this.folder, "init", "-input=false", "-no-color", ...lockOptions(this.folder, process.env));
  }

  /** What a plan would do, with imports if there are any. Nothing is kept of it. */
  async plan(imports: readonly Match[] = []): Promise<Planned[]> {
    const blocks = imports.map(({ address, importId }) => ({ to: address, id: literal(importId) }));
    const file = join(this.folder, IMPORTS);
    const place = mkdtempSync(join(tmpdir(), "adopt-")); // a plan has every value in plain text
    try {
      if (blocks.length > 0) writeFileSync(file, JSON.stringify({ import: blocks }));
      const plan = join(place, "plan");
      await this.#run(this.folder, "plan", "-input=false", "-no-color", "-lock=false", `-out=${plan}`);
      return readPlanned(await this.#run(this.folder, "show", "-json", "-no-color", plan));
    } finally {
      rmSync(file, { force: true });
      rmSync(place, { recursive: true, force: true });
    }
  }

  /** Takes something that exists into the state. */
  async import({ address, importId }: Match): Promise<void> {
    await this.#run(this.folder, "import", "-input=false", "-no-color", address, importId);
  }

  /** Writes the outputs of what is in the state into it; nothing else changes. */
  async refresh(): Promise<void> {
    await this.#run(this.folder, "apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color");
  }

  /** Reads things that may exist, and returns those that do, as each of the types that are asked for. */
  async read(asked: readonly { readonly type: string; readonly existing: Listed }[]): Promise<Candidate[]> {
    if (asked.length === 0) return [];
    const scratch = mkdtempSync(join(tmpdir(), "adopt-")); // its state has every value in plain text
    try {
      writeFileSync(join(scratch, "main.tf.json"), JSON.stringify(this.#readingConfiguration(asked)));
      await this.#run(scratch, "init", "-input=false", "-no-color");
      const found: Candidate[] = [];
      for (const [index, { type, existing }] of asked.entries()) {
        const attributes = await this.#attributes(scratch, `${type}.${nameOf(index)}`, existing.importId);
        if (attributes !== undefined) found.push({ types: [type], importId: existing.importId, attributes });
      }
      return found;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  async #attributes(scratch: string, address: string, importId: string): Promise<Attributes | undefined> {
    const args = ["import", "-input=false", "-no-color", address, importId];
    const { code, stdout, stderr } = await this.terraform(scratch, args);
    if (code !== 0) {
      if (NOT_THERE.test(stdout + stderr)) return undefined;
      throw new AdoptError(
        `terraform can't read ${address.split(".")[0]} ${importId}: ${firstError(stderr || stdout)}`,
      );
    }
    const shown = JSON.parse(await this.#run(scratch, "show", "-json", "-no-color")) as Shown;
    return shown.values?.root_module?.resources?.find((each) => each.address === address)?.values;
  }

  #readingConfiguration(asked: readonly { readonly type: string }[]): object {
    const { required_providers, required_version } = this.json.terraform ?? {};
    const resource: Record<string, Record<string, object>> = {};
    for (const [index, { type }] of asked.entries()) resource[type] = { ...resource[type], [nameOf(index)]: {} };
    return {
      terraform: { required_providers: { aws: required_providers?.aws }, required_version },
      provider: { aws: this.json.provider?.aws },
      resource,
    };
  }

  async #run(folder: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.terraform(folder, args);
    if (code === 0) return stdout;
    throw new AdoptError(`terraform ${args[0]} failed: ${firstError(stderr || stdout)}`);
  }
}

interface Shown {
  readonly values?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly values: Attributes }[];
    };
  };
}

const nameOf = (index: number) => `found_${index}`;

/** A text that Terraform takes as it is. */
const literal = (text: string) => text.replaceAll("${", "$${").replaceAll("%{", "%%{");
