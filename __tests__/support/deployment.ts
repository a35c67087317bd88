import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { Config } from "../../config/config.ts";
import { compose } from "../../main.ts";
import { Cloud } from "../../packages/offline-aws/cloud/cloud.ts";
import { type OfflineAws, startOfflineAws } from "../../packages/offline-aws/start.ts";
import { type Interruption, interruptionsOf } from "../../packages/offline-aws/watch/journal.ts";
import { newFolder } from "./folder.ts";
import { type Whole, whole } from "./outputs.ts";
import { Template } from "./template.ts";
import { applied, changes, type Outcome, outcome, type Run, terraform } from "./terraform.ts";

/** The stacks, in the order in which they are deployed. */
export const STACKS = ["network", "iam", "registry", "ec2-cluster", "fargate-cluster", "cicd"];

/** Attributes of a resource in the cloud. */
export type Attributes = Record<string, unknown>;

export const NOTHING: Outcome = { add: 0, change: 0, remove: 0, replaced: [] };

const loadWhole = (environment: string, stateFolder: string): Config =>
  whole(environment, { LOCAL_STATE_FOLDER: stateFolder });

/** An environment in its own offline AWS, deployed stack by stack with the real Terraform. */
export class Deployment<C extends Config = Whole> {
  readonly config: C;
  readonly cloud: Cloud;
  private readonly root = newFolder();
  /** Where the stacks are synthesized to. */
  readonly outdir = join(this.root, "cdktf.out");
  private offline?: OfflineAws;

  /** `load` gives the configuration of an environment, with its state in a folder; `existing` is there already. */
  constructor(
    environment: string,
    load = loadWhole as (environment: string, stateFolder: string) => C,
    private readonly existing?: readonly object[],
  ) {
    this.cloud = new Cloud(join(this.root, "offline", "cloud"));
    this.config = load(environment, join(this.root, "state"));
  }

  async start(): Promise<void> {
    const folder = join(this.root, "offline");
    const { existing } = this;
    this.offline = await startOfflineAws({ folder, configuration: [this.root], environment: {}, existing });
    this.synthesize();
  }

  /** Changes resources behind Terraform's back, as AWS itself or a deployment does. Throws if there are none. */
  touch(type: string, having: Attributes, change: (attributes: Attributes) => Attributes): void {
    const found = this.cloud
      .list(type)
      .filter(({ attributes }) => Object.entries(having).every(([name, value]) => attributes[name] === value));
    if (found.length === 0) throw new Error(`no ${type} with ${JSON.stringify(having)}`);
    for (const resource of found) {
      const changed = change(resource.attributes) as typeof resource.attributes;
      this.cloud.put({ ...resource, attributes: { ...resource.attributes, ...changed } });
    }
  }

  stop(): Promise<void> | void {
    return this.offline?.stop();
  }

  synthesize(change: Partial<Config> = {}): void {
    const app = new App({ outdir: this.outdir });
    compose(app, { ...this.config, ...change });
    app.synth();
  }

  /** Names of the stacks that are synthesized, in the order in which they are deployed. */
  get stacks(): string[] {
    const folders = readdirSync(join(this.outdir, "stacks"));
    return STACKS.filter((stack) => folders.includes(stack));
  }

  /** Initialises and applies every stack. */
  async deploy(): Promise<void> {
    for (const stack of this.stacks) {
      await this.run(stack, "init", "-input=false");
      await this.apply(stack);
    }
  }

  /** Number of resources of a stack. */
  resources(stack: string): number {
    return Template.parse(readFileSync(join(this.folder(stack), "cdk.tf.json"), "utf8")).addresses().length;
  }

  run(stack: string, ...args: string[]): Promise<Run> {
    return terraform(this.folder(stack), this.environment, ...args);
  }

  plan(stack: string): Promise<Outcome> {
    return outcome(this.folder(stack), this.environment, "plan");
  }

  /** What a plan would do with each resource. */
  changes(stack: string): Promise<string[]> {
    return changes(this.folder(stack), this.environment);
  }

  apply(stack: string): Promise<Outcome> {
    return outcome(this.folder(stack), this.environment, "apply", "-auto-approve");
  }

  /** Applies, and returns what was done with each resource, in the order in which it began. */
  applied(stack: string): Promise<string[]> {
    return applied(this.folder(stack), this.environment);
  }

  destroy(stack: string): Promise<Outcome> {
    return outcome(this.folder(stack), this.environment, "destroy", "-auto-approve");
  }

  /** The interruptions of services since the deployment began. */
  interruptions(): Interruption[] {
    return interruptionsOf(this.cloud.folder);
  }

  private folder(stack: string): string {
    return join(this.outdir, "stacks", stack);
  }

  /** Variables that attach the offline AWS to Terraform. */
  get environment(): Record<string, string> {
    if (this.offline === undefined) throw new Error("not started");
    return this.offline.environment;
  }
}
