import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { terraformBinary } from "../../packages/leftovers/terraform.ts";
import { type TerraformProvider, toSchema } from "../../packages/offline-aws/schema/from-terraform.ts";
import type { Schema } from "../../packages/offline-aws/schema/types.ts";
import { collect } from "../../packages/processes/collect.cjs";
import type { PlanJson } from "./plan-json.ts";

/** Values instead of data sources that only AWS can answer. */
const GIVEN_FILES = ["given.tfvars"];

/** Terraform in a folder, with one of the two providers. */
export class PlanningTerraform {
  constructor(
    readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  async init(): Promise<void> {
    await this.run("init", "-input=false", "-no-color");
  }

  /** The plan of the folder. Rejects with the errors of Terraform. */
  async plan(...options: string[]): Promise<PlanJson> {
    const file = join(this.folder, "parity.tfplan");
    await this.run("plan", "-input=false", "-no-color", "-lock=false", `-out=${file}`, ...this.given(), ...options);
    return JSON.parse(await this.run("show", "-json", file)) as PlanJson;
  }

  async apply(): Promise<void> {
    await this.run("apply", "-input=false", "-no-color", "-auto-approve", ...this.given());
  }

  /** Schemas of resource types. */
  async schemas(): Promise<Map<string, Schema>> {
    const printed = JSON.parse(await this.run("providers", "schema", "-json")) as ProvidersJson;
    const used = Object.values(printed.provider_schemas).flatMap((each) => Object.entries(each.resource_schemas ?? {}));
    return new Map(used.map(([type, schema]) => [type, toSchema(type, schema)]));
  }

  /** The state, as it is in a file. */
  state(): Promise<string> {
    return this.run("state", "pull");
  }

  private given(): string[] {
    return GIVEN_FILES.filter((name) => existsSync(join(this.folder, name))).map((name) => `-var-file=${name}`);
  }

  private async run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await collect(terraformBinary(this.environment), args, {
      cwd: this.folder,
      env: this.environment,
    });
    if (code !== 0) throw new Error(errorsIn(stdout + stderr));
    return stdout;
  }
}

/** What `terraform providers schema -json` prints, as far as it is read here. */
interface ProvidersJson {
  readonly provider_schemas: Record<string, Pick<TerraformProvider, "resource_schemas">>;
}

/** Errors in the output of Terraform, without its frame. */
const errorsIn = (text: string): string =>
  text
    .split("\n")
    .filter((line) => /Error:|^\s*│/.test(line))
    .map((line) => line.replace(/^[\s│╷╵]+/, ""))
    .filter((line) => line !== "")
    .join("\n") || text.trim();
