import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { terraformBinary, terraformVariables } from "../../packages/leftovers/terraform.ts";
import { type Captured, capture, Interrupted, interruption, start } from "../../packages/processes/processes.cjs";
import { lockOptions } from "../../packages/provider-lock/place.ts";
import type { Bucket } from "../../packages/state/bucket.ts";
import { BootstrapError } from "./bootstrap-error.ts";
import { readSnapshot, type Snapshot } from "./snapshot.ts";

const AGAIN =
  "correct its cause and run this again, which continues from there; docs/state.md says how to release a stale lock";

/** Where the stack keeps its own state: in a file at first, then in the bucket that it makes. */
type Home = "local" | "s3";

/** The printable settings of its backend in the bucket. */
export interface StateBackend extends Bucket {
  readonly key: string;
  readonly kms_key_id: string;
}

interface StackJson {
  readonly terraform: { readonly backend: { readonly s3?: StateBackend; readonly local?: { readonly path: string } } };
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** The stack `state`, and Terraform in its folder. */
export class BootstrapStack {
  /** Apart from the environments' stacks. */
  private readonly outdir: string;
  private readonly environment: NodeJS.ProcessEnv;
  /** For which home its configuration was written last. */
  private home: Home = "local";
  /** What was synthesized, by home. */
  private readonly texts = new Map<Home, string>();

  constructor(inherited: NodeJS.ProcessEnv) {
    this.outdir = inherited.CDKTF_OUTDIR || join("cdktf.out", "bootstrap");
    this.environment = { ...inherited, CDKTF_OUTDIR: this.outdir };
  }

  private get folder(): string {
    return join(this.outdir, "stacks", "state");
  }

  /** Where its state is in the bucket. Throws `BootstrapError` with what is wrong with the environment. */
  async backend(): Promise<StateBackend> {
    const { s3 } = (await this.synthesize("s3")).terraform.backend;
    if (s3 === undefined) throw new Error("the stack state has no backend in S3");
    return s3;
  }

  /** The file of its state while there is no bucket. */
  async localFile(): Promise<string> {
    const { local } = (await this.synthesize("local")).terraform.backend;
    if (local === undefined) throw new Error("the stack state has no local backend");
    return resolve(this.folder, local.path);
  }

  /** Makes Terraform keep its state in the file, whatever was before. */
  async initLocal(): Promise<void> {
    await this.synthesize("local");
    await this.terraform(...this.init("-reconfigure"));
  }

  /** Makes Terraform keep its state in the bucket, whatever was before; what Terraform says where it can't. */
  async initInBucket(): Promise<string | undefined> {
    await this.synthesize("s3");
    const { code, stdout, stderr } = await this.capture(...this.init("-reconfigure"));
    return code === 0 ? undefined : (stderr || stdout).trim();
  }

  /** Copies the state from the file that Terraform uses into the bucket, and makes Terraform use that. */
  async migrate(): Promise<void> {
    await this.synthesize("s3");
    // Nothing else writes that object. A lock would outlive a run that is killed, and could not be released from here.
    await this.terraform(...this.init("-migrate-state", "-force-copy", "-lock=false"));
  }

  /** The state where Terraform keeps it. */
  async pull(): Promise<Snapshot | undefined> {
    return readSnapshot(await this.terraform("state", "pull"));
  }

  /** Takes a bucket that exists into the state in the file. */
  async import({ bucket }: Bucket): Promise<void> {
    const [name] = Object.keys((await this.synthesize("local")).resource.aws_s3_bucket ?? {});
    await this.terraform("import", "-input=false", "-no-color", `aws_s3_bucket.${name}`, bucket);
  }

  /** Applies before the eyes of whoever asked for it, and asks unless it is approved. */
  async apply(isApproved: boolean): Promise<void> {
    const approval = isApproved ? ["-input=false", "-auto-approve"] : [];
    const code = await start(terraformBinary(this.environment), ["apply", ...approval], this.options).ended;
    const interrupted = interruption();
    if (interrupted !== undefined) throw new Interrupted(interrupted);
    if (code !== 0) throw new BootstrapError(`terraform apply has ended with the error above: ${AGAIN}`);
  }

  /** Writes its configuration for one home. */
  private async synthesize(home: Home): Promise<StackJson> {
    const file = join(this.folder, "cdk.tf.json");
    const text = this.texts.get(home) ?? (await this.synthesized(home, file));
    this.texts.set(home, text);
    writeFileSync(file, text);
    this.home = home;
    return JSON.parse(text) as StackJson;
  }

  private async synthesized(home: Home, file: string): Promise<string> {
    mkdirSync(this.outdir, { recursive: true }); // cdktf makes one folder, not those above it
    const env = { ...this.environment, CDKTF_CONTEXT_JSON: JSON.stringify({ state: home }) };
    const { code, stderr } = await capture(process.execPath, ["--import", "tsx", "bootstrap.ts"], { env });
    if (code !== 0) throw new BootstrapError(stderr.trim());
    return readFileSync(file, "utf8");
  }

  /** Runs Terraform and returns what it writes. Throws `BootstrapError` with what it says of an error. */
  private async terraform(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.capture(...args);
    if (code === 0) return stdout;
    const output = (stderr || stdout).trim();
    throw new BootstrapError(`${output}\n\nterraform ${args[0]} has ended with the error above: ${AGAIN}`);
  }

  private capture(...args: string[]): Promise<Captured> {
    return capture(terraformBinary(this.environment), args, this.options);
  }

  private init(...options: string[]): string[] {
    return ["init", "-input=false", "-no-color", ...options, ...lockOptions(this.folder, this.environment)];
  }

  private get options() {
    // Behind the offline AWS a state stays in its file, unless one asks for the bucket.
    const inBucket = this.home === "s3" && { OFFLINE_AWS_STATE_IN_BUCKET: "1" };
    return { cwd: this.folder, env: { ...terraformVariables(this.environment, this.folder), ...inBucket } };
  }
}
