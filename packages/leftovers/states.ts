import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { KNOWN_STACKS } from "./known-stacks.ts";
import { readStateFile, type State } from "./state-file.ts";
import { firstError, type RunTerraform } from "./terraform.ts";

/** A synthesized stack, as far as leftovers depend on it. */
export interface StackJson {
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly required_version?: string;
    readonly required_providers?: Readonly<Record<string, { readonly source: string; readonly version?: string }>>;
  };
  readonly provider?: Readonly<Record<string, readonly object[]>>;
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly synthesizedStackPath: string; readonly workingDirectory: string }>
  >;
}

/** What each backend calls the place of a state. */
const PLACE_IN_BACKEND: Readonly<Record<string, string>> = { local: "path", s3: "key" };

/** The states of an environment: those of its synthesized stacks, and those of stacks that it may have had before. */
export class States {
  /** Synthesized stacks by name. */
  readonly stacks: ReadonlyMap<string, StackJson>;
  readonly #folders: ReadonlyMap<string, string>;

  /** Reads what was synthesized to a folder. Throws if nothing was. */
  constructor(
    private readonly outdir: string,
    private readonly terraform: RunTerraform,
  ) {
    const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
    const entries = Object.entries(stacks);
    this.stacks = new Map(
      entries.map(([name, { synthesizedStackPath }]) => [
        name,
        JSON.parse(readFileSync(join(outdir, synthesizedStackPath), "utf8")) as StackJson,
      ]),
    );
    this.#folders = new Map(entries.map(([name, { workingDirectory }]) => [name, join(outdir, workingDirectory)]));
  }

  /** Stacks that are not synthesized and may have a state. */
  others(): string[] {
    const file = this.localFile("*");
    const names = file === undefined ? KNOWN_STACKS : statesIn(dirname(file));
    return this.#backend("*") === undefined ? [] : names.filter((name) => !this.stacks.has(name));
  }

  /** The state of a stack; an empty one where there is none. Throws with the reason where it can't be read. */
  async read(name: string): Promise<State> {
    const file = this.localFile(name);
    return readStateFile(file === undefined ? await this.#pull(name) : readOrEmpty(file));
  }

  /**
   * Writes a configuration that has the state of a stack and no resources, and returns its folder. It is as deep as that
   * of a synthesized stack, because a backend may name a relative path.
   */
  prepare(name: string, more: Omit<StackJson, "terraform"> & Pick<Required<StackJson>, "terraform">): string {
    const folder = join(this.outdir, "leftovers", name);
    mkdirSync(folder, { recursive: true });
    const terraform = { ...more.terraform, backend: this.#backend(name) };
    const json = { "//": { metadata: { stackName: name } }, ...more, terraform };
    writeFileSync(join(folder, "cdk.tf.json"), `${JSON.stringify(json, null, 2)}\n`);
    return folder;
  }

  async #pull(name: string): Promise<string> {
    const folder = this.prepare(name, { terraform: {} });
    const init = await this.terraform(folder, ["init", "-input=false", "-no-color", "-reconfigure"]);
    if (init.code !== 0) throw new Error(`terraform init failed: ${firstError(init.stderr)}`);
    const pull = await this.terraform(folder, ["state", "pull"]);
    if (pull.code !== 0) throw new Error(`terraform state pull failed: ${firstError(pull.stderr)}`);
    return pull.stdout;
  }

  /** The backend of a stack's state: that of a synthesized one, with another name. Undefined if it names no stacks. */
  #backend(name: string): Record<string, object> | undefined {
    for (const [sibling, { terraform }] of this.stacks)
      for (const [type, settings] of Object.entries(terraform?.backend ?? {})) {
        const place = PLACE_IN_BACKEND[type] ?? "";
        const end = `${sibling}.tfstate`;
        const path = settings[place];
        if (typeof path === "string" && path.endsWith(`/${end}`))
          return { [type]: { ...settings, [place]: `${path.slice(0, -end.length)}${name}.tfstate` } };
      }
    return undefined;
  }

  /** The folder in which Terraform works on a synthesized stack. Throws if there is none. */
  folder(name: string): string {
    const folder = this.#folders.get(name);
    if (folder === undefined) throw new Error(`no stack ${name} is synthesized`);
    return folder;
  }

  /** The file of a stack's state; undefined if it is elsewhere. */
  localFile(name: string): string | undefined {
    const local = this.#backend(name)?.local as { path: string } | undefined;
    const [folder = this.outdir] = this.#folders.values();
    return local && resolve(folder, local.path);
  }
}

/** Names of the stacks whose states are in a folder. */
function statesIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((file) => /^([^.].*)\.tfstate$/.exec(file)?.[1] ?? []);
  } catch {
    return []; // nothing has been deployed yet
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw problem;
  }
}
