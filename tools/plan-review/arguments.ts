import { parseArgs } from "node:util";
import type { Waiver } from "./judge/waivers.ts";
import { Problem } from "./problem.ts";

/** Parsed command-line arguments. */
export type ReviewCommand = { readonly action: "help" } | ApplyCommand | PlanCommand;

export interface ApplyCommand {
  readonly action: "apply";
  readonly offline: boolean;
  /** Folder of a review. */
  readonly folder: string;
}

export interface PlanCommand {
  readonly action: "plan";
  readonly offline: boolean;
  readonly out: string;
  /** Plans that were made elsewhere, by stack; with them Terraform is not run. */
  readonly plans: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  readonly waivers: readonly Waiver[];
  /** Address of the full report, for the comment. */
  readonly link?: string;
}

export const DEFAULT_OUT = ".plan-review";

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  offline: { type: "boolean" },
  out: { type: "string" },
  plan: { type: "string", multiple: true },
  apply: { type: "string" },
  require: { type: "string", multiple: true },
  waive: { type: "string", multiple: true },
  reason: { type: "string", multiple: true },
  until: { type: "string", multiple: true },
  link: { type: "string" },
} as const;

/** Parses the arguments after `npm run review --`. `rules` are the names of those that there are. Throws `Problem`. */
export function readReviewArguments(words: readonly string[], rules: readonly string[]): ReviewCommand {
  const values = parsed(words);
  if (values.help) return { action: "help" };
  const { offline = false, out, plan = [], apply, require: required = [], link } = values;
  if (apply !== undefined) {
    const others = Object.keys(values).filter((name) => !["apply", "offline"].includes(name));
    if (others.length > 0)
      throw new Problem(`--apply takes no --${others[0]}: what is applied was decided when it was reviewed`);
    return { action: "apply", offline, folder: nonEmpty("apply", apply) };
  }
  if (plan.length > 0 && offline) throw new Problem("--plan reads existing plans: leave --offline out");
  for (const rule of required)
    if (!rules.includes(rule)) throw new Problem(`--require ${rule}: unknown rule; use ${rules.join(", ")}`);
  return {
    action: "plan",
    offline,
    out: nonEmpty("out", out ?? DEFAULT_OUT),
    plans: readPlans(plan),
    required: [...new Set(required)],
    waivers: readWaivers(values),
    ...(link !== undefined && { link: readLink(link) }),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, strict: true }).values;
  } catch (problem) {
    throw new Problem(`${(problem as Error).message.split(". ")[0]}; npm run review -- --help lists what there is`);
  }
}

function readPlans(written: readonly string[]): Map<string, string> {
  const plans = new Map<string, string>();
  for (const each of written) {
    const [, stack, file] = /^([\w.-]{1,64})=(.+)$/s.exec(each) ?? [];
    if (stack === undefined || file === undefined)
      throw new Problem(`--plan ${each}: write STACK=FILE, the name of the stack with letters, digits, - _ and . only`);
    if (plans.has(stack)) throw new Problem(`--plan ${each}: ${stack} has a plan already, ${plans.get(stack)}`);
    plans.set(stack, file);
  }
  return plans;
}

interface WrittenWaivers {
  readonly waive?: readonly string[];
  readonly reason?: readonly string[];
  readonly until?: readonly string[];
}

/** Each waiver has a reason and a last day, in the order in which they are written. */
function readWaivers({ waive = [], reason = [], until = [] }: WrittenWaivers): Waiver[] {
  if (reason.length !== waive.length || until.length !== waive.length)
    throw new Problem(
      `${waive.length} --waive, ${reason.length} --reason and ${until.length} --until: each waiver has one of each, as in --waive ID --reason "why it is right" --until 2027-01-31`,
    );
  return waive.map((id, index) => {
    const day = until[index] ?? "";
    if (!isDay(day))
      throw new Problem(`--until ${day} must be a day: write the last day on which the waiver counts, as 2027-01-31`);
    return { id: nonEmpty("waive", id), reason: nonEmpty("reason", reason[index] ?? ""), until: day };
  });
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function nonEmpty(option: string, value: string): string {
  if (value.trim() === "") throw new Problem(`--${option} is empty: give it a value, or leave it out`);
  return value;
}

/** Only what a comment can hold as a link. */
function readLink(link: string): string {
  if (!/^https:\/\/[\w.~:/?#@!$&*+,;=%-]+$/.test(link))
    throw new Problem(
      `--link ${link} must be an address that begins with https://, without blanks, brackets and quotes`,
    );
  return link;
}
