import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { analyse } from "../../tools/plan-review/guard/analysis.ts";
import { guardDeploy } from "../../tools/plan-review/guard/guard.ts";
import { shownHazard } from "../../tools/plan-review/hazards/shown.ts";
import { readStacks } from "../../tools/plan-review/plan/stacks.ts";
import { type PlanResult, Terraform } from "../../tools/plan-review/plan/terraform.ts";
import { Problem } from "../../tools/plan-review/problem.ts";
import { planOnce, showOnce } from "./plans.ts";
import { runProgram } from "./programs.ts";
import type { Stacks } from "./synthesis.ts";
import type { System } from "./system.ts";

/** What `npm run deploy` says about a change before it touches anything, and whether it kept its word. */
export interface Decision {
  readonly kind: "go" | "phases" | "interruption" | "refused";
  /** Sentences for a person: the hazard, and the way out. */
  readonly text: readonly string[];
  /** Whether deletions wait for something outside of Terraform, so that the ordinary deployment does not follow. */
  readonly waits: boolean;
  /** Why a phase, or the analysis of the change, has failed. */
  readonly failure?: string;
}

export const GO: Decision = { kind: "go", text: [], waits: false };

const APPROVED = { allowsInterruption: true, isApproved: true };
const ALONE = { say: () => undefined, ask: () => Promise.resolve(undefined) };
const QUIET = { begin: () => undefined, end: () => undefined };

/** Decides about a change whose stacks are written, and runs the phases before the ordinary deployment. */
export async function decide(system: System, after: Stacks): Promise<Decision> {
  system.writeAll(after);
  const environment = system.variables;
  const terraform = new QuickTerraform(environment, system);
  try {
    const stacks = readStacks(system.outdir);
    const found = await analyse(stacks, terraform, environment, () => true, QUIET);
    const [gravest] = found.hazards;
    const shown = found.hazards
      .filter(({ kind }) => kind === gravest?.kind)
      .map((each) => shownHazard(each, found.redactor));
    const kind: Decision["kind"] = gravest?.kind ?? "go";
    const said = { kind, text: shown.flatMap(({ summary, steps }) => [summary, ...numbered(steps)]), waits: false };
    try {
      const code = await guardDeploy(found, stacks, terraform, APPROVED, ALONE);
      return { ...said, waits: code !== 0 };
    } catch (problem) {
      return { ...said, failure: messageOf(problem) };
    }
  } catch (problem) {
    return { ...GO, failure: messageOf(problem) };
  }
}

function messageOf(problem: unknown): string {
  if (problem instanceof Problem) return problem.message;
  throw problem;
}

const numbered = (steps: readonly string[]) => steps.map((step, index) => `${index + 1}. ${step}`);

/** Terraform that refreshes no state, initializes no folder twice, and makes the same plan only once. */
class QuickTerraform extends Terraform {
  /** Hashes of the inputs of plans, by file. */
  private readonly madeOf = new Map<string, string>();

  constructor(
    environment: NodeJS.ProcessEnv,
    private readonly system: System,
  ) {
    super(environment);
  }

  override async init(folder: string): Promise<void> {
    if (!existsSync(join(folder, this.dataFolder))) await super.init(folder);
  }

  protected override start(...[program, args, folder, environment]: Parameters<typeof runProgram>) {
    return runProgram(program, args, folder, environment);
  }

  override async plan(folder: string, dataFolder: string, file: string, ...more: readonly string[]) {
    if (more.length > 0) return super.plan(folder, dataFolder, file, "-refresh=false", ...more);
    const madeOf = this.system.madeOf(basename(folder), folder);
    this.madeOf.set(file, madeOf);
    let result: PlanResult | undefined;
    const code = await planOnce(madeOf, file, async () => {
      result = await super.plan(folder, dataFolder, file, "-refresh=false");
      return result.code;
    });
    return result ?? { code, errors: [] };
  }

  override async show(folder: string, dataFolder: string, file: string): Promise<string> {
    const madeOf = this.madeOf.get(file);
    const show = () => super.show(folder, dataFolder, file);
    return madeOf === undefined ? show() : showOnce(madeOf, show);
  }
}
