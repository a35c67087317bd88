import { dataFolder, terraformBinary, terraformVariables } from "../../../packages/leftovers/terraform.ts";
import { lockOptions } from "../../../packages/provider-lock/place.ts";
import { Problem } from "../problem.ts";
import { at, type Json, listAt, parseJson, textAt } from "../read/json.ts";
import { run } from "./processes.ts";

/** An error of Terraform. */
export interface TerraformDiagnostic {
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  /** What Terraform says of the values in the expression: `is a string, known only after apply`. */
  readonly statements: readonly string[];
}

/** How a plan ended. */
export interface PlanResult {
  /** 0 nothing changes, 1 error, 2 changes. */
  readonly code: number;
  readonly errors: readonly TerraformDiagnostic[];
}

/** Which state a plan was made of. Both are empty where there is none yet. */
export interface StateVersion {
  readonly lineage: string;
  readonly serial: number;
}

/** The real Terraform, or what `TERRAFORM_BINARY_NAME` names, in the folders of stacks. */
export class Terraform {
  private readonly binary: string;
  readonly dataFolder: string;

  constructor(private readonly environment: NodeJS.ProcessEnv) {
    this.binary = terraformBinary(environment);
    this.dataFolder = dataFolder(environment);
  }

  /** Throws `Problem` with what Terraform says. */
  async init(folder: string): Promise<void> {
    const options = ["-input=false", "-no-color", ...lockOptions(folder, this.environment)];
    const { code, stdout, stderr } = await this.run(folder, this.dataFolder, "init", ...options);
    if (code !== 0) throw new Problem(`terraform init failed: ${(stderr || stdout).trim()}`);
  }

  /**
   * Plans into a file, without a lock: reading is enough to plan, and an apply refuses a plan that is out of date. `more`
   * are further options, such as `-destroy`.
   */
  async plan(folder: string, dataFolder: string, file: string, ...more: readonly string[]): Promise<PlanResult> {
    const flags = ["-input=false", "-no-color", "-lock=false", "-json", "-detailed-exitcode", `-out=${file}`];
    const { code, stdout, stderr } = await this.run(folder, dataFolder, "plan", ...flags, ...more);
    const errors = diagnosticsIn(stdout);
    const unsaid = code !== 0 && code !== 2 && errors.length === 0;
    return { code, errors: unsaid ? [plainError(stderr || stdout)] : errors };
  }

  /** A plan as JSON. Throws `Problem`. */
  async show(folder: string, dataFolder: string, file: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(folder, dataFolder, "show", "-json", "-no-color", file);
    if (code !== 0) throw new Problem(`terraform show failed: ${stderr.trim()}`);
    return stdout;
  }

  /** Throws `Problem` if the state can't be read. */
  async stateVersion(folder: string): Promise<StateVersion> {
    const { code, stdout, stderr } = await this.run(folder, this.dataFolder, "state", "pull");
    if (code !== 0) throw new Problem(`terraform state pull failed: ${stderr.trim()}`);
    if (stdout.trim() === "") return { lineage: "", serial: 0 };
    const state = parseJson(stdout);
    return { lineage: textAt(state, "lineage") ?? "", serial: Number(at(state, "serial") ?? 0) };
  }

  /** Applies a plan that was made before; returns its errors. */
  async apply(folder: string, file: string, dataFolder = this.dataFolder): Promise<PlanResult> {
    const { code, stdout, stderr } = await this.run(
      folder,
      dataFolder,
      "apply",
      "-input=false",
      "-no-color",
      "-json",
      file,
    );
    const errors = diagnosticsIn(stdout);
    return { code, errors: code !== 0 && errors.length === 0 ? [plainError(stderr || stdout)] : errors };
  }

  private run(folder: string, dataFolder: string, ...args: string[]) {
    const variables = { ...this.environment, TF_DATA_DIR: dataFolder };
    return this.start(this.binary, args, folder, terraformVariables(variables, folder));
  }

  /** Starts Terraform, and waits for its end. */
  protected start(...program: Parameters<typeof run>): ReturnType<typeof run> {
    return run(...program);
  }
}

const plainError = (text: string): TerraformDiagnostic => ({
  summary: text.trim() || "no reason given",
  detail: "",
  statements: [],
});

/** Errors among the messages that Terraform writes one a line. */
function diagnosticsIn(output: string): TerraformDiagnostic[] {
  return output.split("\n").flatMap((line) => {
    const diagnostic = line.startsWith("{") ? at(messageIn(line), "diagnostic") : undefined;
    if (diagnostic === undefined || textAt(diagnostic, "severity") !== "error") return [];
    const address = textAt(diagnostic, "address");
    return [
      {
        summary: textAt(diagnostic, "summary") ?? "",
        detail: textAt(diagnostic, "detail") ?? "",
        ...(address !== undefined && { address }),
        statements: listAt(at(diagnostic, "snippet"), "values").flatMap((value) => textAt(value, "statement") ?? []),
      },
    ];
  });
}

function messageIn(line: string): Json | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}

/** An error in one sentence or two. */
export const errorText = ({ summary, detail, address }: TerraformDiagnostic): string =>
  [address === undefined ? summary : `${address}: ${summary}`, detail.split("\n\n")[0] ?? ""]
    .filter(Boolean)
    .join(": ");
