import { join } from "node:path";
import { terraformBinary } from "../../packages/leftovers/terraform.ts";
import { planOnce, showOnce } from "./plans.ts";
import { runProgram } from "./programs.ts";

/** The actions of a plan on one resource. */
export interface Action {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** In order: `delete`, `create` is a gap, `create`, `delete` is none. */
  readonly actions: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Arguments that replace it. */
  readonly replaces?: readonly (readonly (string | number)[])[];
}

export class TerraformError extends Error {}

/** Secrets of the environments. */
export const SECRETS = { TF_VAR_oidc_secret: "secret", TF_VAR_other_secret: "secret" };

/** Where a plan is kept. */
const FILE = "plan";

const FLAGS = ["-input=false", "-no-color"];

/** Terraform in the folder of a stack, behind an offline AWS. */
export class Workspace {
  private readonly variables: NodeJS.ProcessEnv;

  constructor(
    private readonly stack: string,
    private readonly folder: string,
    environment: Record<string, string>,
  ) {
    this.variables = { ...SECRETS, ...environment };
  }

  async init(): Promise<void> {
    await this.run("init", ...FLAGS);
  }

  /** Whether anything would change. */
  async plan(): Promise<boolean> {
    return (await this.planned()) === 2;
  }

  /** The same without refreshing the state. The plan is kept for `apply`. */
  async planOnce(madeOf: string): Promise<boolean> {
    const plan = () => this.planned("-refresh=false");
    return (await planOnce(madeOf, join(this.folder, FILE), plan)) === 2;
  }

  private planned(...flags: string[]): Promise<number> {
    return this.run("plan", ...FLAGS, "-lock=false", "-detailed-exitcode", "-json", `-out=${FILE}`, ...flags);
  }

  /** The actions of the last plan; with `madeOf`, they may be known. */
  async show(madeOf?: string): Promise<Action[]> {
    const text = await (madeOf === undefined ? this.shown() : showOnce(madeOf, () => this.shown()));
    const { resource_changes = [] } = JSON.parse(text) as {
      resource_changes?: {
        address: string;
        type: string;
        mode: string;
        change: Pick<Action, "actions" | "before" | "after"> & { replace_paths?: Action["replaces"] };
      }[];
    };
    return resource_changes
      .filter(({ mode, change }) => mode === "managed" && change.actions.some((each) => each !== "no-op"))
      .map(({ address, type, change: { actions, before, after, replace_paths: replaces } }) => ({
        stack: this.stack,
        address,
        type,
        actions,
        before,
        after,
        ...(replaces && { replaces }),
      }));
  }

  private async shown(): Promise<string> {
    const { code, stdout, stderr } = await this.start("show", "-json", FILE);
    if (code !== 0) throw new TerraformError(stderr);
    return stdout;
  }

  async apply(): Promise<void> {
    await this.run("apply", ...FLAGS, "-json", FILE);
  }

  async applyAll(): Promise<void> {
    await this.run("apply", ...FLAGS, "-auto-approve", "-json");
  }

  async destroy(): Promise<void> {
    await this.run("destroy", ...FLAGS, "-auto-approve", "-refresh=false", "-json");
  }

  private async run(...args: string[]): Promise<number> {
    const { code, stdout, stderr } = await this.start(...args);
    if (code === 0 || (code === 2 && args.includes("-detailed-exitcode"))) return code;
    throw new TerraformError(errorsIn(stdout) || stderr || stdout);
  }

  private start(...args: string[]) {
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    return runProgram(terraformBinary(process.env), args, this.folder, { ...inherited, ...this.variables });
  }
}

/** The errors among the messages of Terraform, one per line. */
function errorsIn(text: string): string {
  return text
    .split("\n")
    .flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Message] : []))
    .flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : []))
    .map(({ address, summary, detail }) => [address, summary, detail?.split("\n\n")[0]].filter(Boolean).join(": "))
    .join("\n");
}

interface Message {
  readonly diagnostic?: { severity: string; summary: string; detail?: string; address?: string };
}
