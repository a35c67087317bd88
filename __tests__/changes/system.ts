import { createHash } from "node:crypto";
import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Cloud, type Resource } from "../../packages/offline-aws/cloud/cloud.ts";
import { type OfflineAws, startOfflineAws } from "../../packages/offline-aws/start.ts";
import { existingIn } from "./existing.ts";
import { NAME, OUTDIR, ROOT, readsOf, STATE, type Stacks } from "./synthesis.ts";
import { SECRETS, Workspace } from "./terraform.ts";

let count = 0;

/** Where its offline AWS keeps what it has. */
const OFFLINE = "offline";

const configurationIn = (folder: string) => readFileSync(join(folder, "cdk.tf.json"), "utf8");

/** A hash by which texts are compared. */
export function hashOf(...texts: string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

/** Stacks in their own offline AWS. */
export class System {
  private readonly root = join(ROOT, String(count++));
  readonly cloud = new Cloud(join(this.root, OFFLINE, "cloud"));
  private offline?: OfflineAws;

  /** `stacks` are what is deployed. */
  private constructor(public stacks: Stacks) {}

  /** A system without deployed stacks. */
  static create(): System {
    const system = new System(new Map());
    for (const folder of [OUTDIR, STATE, OFFLINE]) mkdirSync(join(system.root, folder), { recursive: true });
    return system;
  }

  /** A copy of this system in which the resources that other stacks name exist too. */
  async copy(...others: readonly Stacks[]): Promise<System> {
    const copy = new System(this.stacks);
    mkdirSync(copy.root);
    // Of stacks and their states files are overwritten; resources and identifiers of the cloud are only replaced.
    for (const folder of [OUTDIR, STATE]) cpSync(join(this.root, folder), join(copy.root, folder), { recursive: true });
    linkTree(join(this.root, OFFLINE), join(copy.root, OFFLINE));
    await copy.start(existingIn([this.stacks, ...others]));
    return copy;
  }

  private async start(existing: readonly object[]): Promise<void> {
    this.offline = await startOfflineAws({
      folder: join(this.root, OFFLINE),
      configuration: [this.outdir],
      environment: {},
      existing,
    });
  }

  /** Stops its offline AWS; a copy has its own. */
  async stop(): Promise<void> {
    await this.offline?.stop();
    this.offline = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.root, { recursive: true, force: true });
  }

  /** Where the stacks are synthesized to. */
  get outdir(): string {
    return join(this.root, OUTDIR);
  }

  /** Variables with which the tools find the stacks and the offline AWS, without those of the user who runs the tests. */
  get variables(): NodeJS.ProcessEnv {
    if (this.offline === undefined) throw new Error("not started");
    const { TF_CLI_CONFIG_FILE: _, ENVIRONMENT: __, OFFLINE_AWS_CALLS: ___, ...inherited } = process.env;
    return {
      ...inherited,
      ...SECRETS,
      ...this.offline.environment,
      CDKTF_OUTDIR: this.outdir,
      TF_DATA_DIR: ".terraform",
    };
  }

  /** Terraform for a stack. */
  async workspace(name: string): Promise<Workspace> {
    if (this.offline === undefined) throw new Error("not started");
    const workspace = new Workspace(name, this.folder(name), this.offline.environment);
    const data = join(this.folder(name), ".terraform");
    if (existsSync(data)) return workspace;
    const same = join(
      ROOT,
      "initialized",
      hashOf(JSON.stringify(JSON.parse(configurationIn(this.folder(name))).terraform)),
    );
    if (existsSync(same)) cpSync(same, data, { recursive: true });
    else {
      await workspace.init();
      cpSync(data, same, { recursive: true });
    }
    return workspace;
  }

  write(name: string, text: string): void {
    mkdirSync(this.folder(name), { recursive: true });
    writeFileSync(join(this.folder(name), "cdk.tf.json"), text);
  }

  /** Writes stacks as a synthesis does, which says what stacks there are. */
  writeAll(stacks: Stacks): void {
    for (const [name, text] of stacks) this.write(name, text);
    const places = [...stacks.keys()].map((name) => {
      const folder = join("stacks", name);
      return [name, { name, workingDirectory: folder, synthesizedStackPath: join(folder, "cdk.tf.json") }];
    });
    writeFileSync(join(this.outdir, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(places) }));
  }

  /** Everything that is deployed, as a text: the resources, and the states. */
  snapshot(): string {
    return JSON.stringify(this.made()) + this.states();
  }

  /** All states, as a text. */
  states(): string {
    const folder = join(this.root, STATE, NAME);
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".tfstate")) : [];
    return files
      .sort()
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
  }

  /**
   * All that a plan of a stack is made of, as a hash: the configuration in `folder`, the stack's state and the outputs that it
   * reads.
   */
  madeOf(name: string, folder = this.folder(name)): string {
    const text = configurationIn(folder);
    const file = this.stateFile(name);
    const state = existsSync(file) ? readFileSync(file, "utf8") : "";
    return hashOf(text, state, ...readsOf(text).map((each) => this.state(each).outputs));
  }

  /** The same of all its stacks. */
  allMadeOf(): Map<string, string> {
    return new Map([...this.stacks.keys()].map((name) => [name, this.madeOf(name)]));
  }

  /** The state of a stack: resources by type and id, and outputs as a text. */
  state(name: string): { resources: ReadonlySet<string>; outputs: string } {
    const file = this.stateFile(name);
    if (!existsSync(file)) return { resources: new Set(), outputs: "{}" };
    const { resources, outputs } = JSON.parse(readFileSync(file, "utf8")) as State;
    const managed = resources.filter(({ mode }) => mode === "managed");
    const ids = managed.flatMap(({ type, instances }) =>
      instances.map(({ attributes }) => `${type} ${attributes?.id}`),
    );
    return { resources: new Set(ids), outputs: JSON.stringify(outputs) };
  }

  /** Resources that exist, by type and id, except those that stay on purpose when they are destroyed. */
  resources(): string[] {
    return this.made()
      .filter(({ attributes }) => !KEPT.some((name) => attributes[name] === true))
      .map(({ type, attributes }) => `${type} ${attributes.id}`);
  }

  /** Resources that Terraform has created. */
  private made(): Resource[] {
    return this.cloud.types().flatMap((type) => this.cloud.list(type).filter(({ existing }) => existing !== true));
  }

  private folder(name: string): string {
    return join(this.outdir, "stacks", name);
  }

  private stateFile(name: string): string {
    return join(this.root, STATE, NAME, `${name}.tfstate`);
  }
}

/** Arguments that make Terraform only forget what it destroys. */
const KEPT = ["skip_destroy", "keep_locally", "keep_remotely"];

interface State {
  readonly resources: { mode: string; type: string; instances: { attributes?: { id?: unknown } }[] }[];
  readonly outputs: unknown;
}

/** The folder in which the watch appends to files, or writes in place. */
const APPENDED = "watch";

function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === APPENDED) cpSync(source, target, { recursive: true });
    else if (entry.isDirectory()) linkTree(source, target);
    else linkSync(source, target);
  }
}
