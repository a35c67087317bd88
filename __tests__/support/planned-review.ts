import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Judgement, judge } from "../../tools/plan-review/judge/judge.ts";
import { loadRules } from "../../tools/plan-review/judge/load-rules.ts";
import type { Review } from "../../tools/plan-review/model/review.ts";
import { page } from "../../tools/plan-review/render/html/page.ts";
import { markdown } from "../../tools/plan-review/render/markdown/markdown.ts";
import { readPlans } from "../../tools/plan-review/review-plans.ts";
import { newFolder } from "./folder.ts";
import { changed, changeJson, planText } from "./plan-json.ts";

interface ChangeParts {
  /** Absent before a creation and after a destruction. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** @default what `before` and `after` amount to */
  readonly actions?: readonly string[];
  readonly unknown?: unknown;
  readonly sensitiveBefore?: unknown;
  readonly sensitiveAfter?: unknown;
  readonly replacePaths?: readonly (readonly (string | number)[])[];
}

interface ResourceParts extends ChangeParts {
  readonly type?: string;
  readonly mode?: string;
  readonly reason?: string;
  readonly previousAddress?: string;
  readonly deposed?: string;
}

interface PlanParts {
  readonly changes?: readonly object[];
  readonly drift?: readonly object[];
  readonly outputs?: Readonly<Record<string, object>>;
  readonly checks?: readonly object[];
  /** What attributes of a resource name, by its address and by attribute. */
  readonly references?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Whatever else is to be in the plan. */
  readonly more?: object;
}

/** A plan as `terraform show -json` writes it. */
export const planJson = ({ drift = [], checks = [], references = {}, more, ...parts }: PlanParts): object =>
  JSON.parse(
    planText({
      ...parts,
      references,
      more: { terraform_version: "1.11.4", resource_drift: drift, checks, ...more },
    }),
  ) as object;

/** What a plan does with one resource. Its type is the first part of the address. */
export const resourceChange = (address: string, parts: ResourceParts): object =>
  changed(address, sides(parts), {
    mode: parts.mode ?? "managed",
    type: parts.type ?? address.split(".")[0],
    name: address.split(".")[1] ?? address,
    ...(parts.reason !== undefined && { action_reason: parts.reason }),
    ...(parts.previousAddress !== undefined && { previous_address: parts.previousAddress }),
    ...(parts.deposed !== undefined && { deposed: parts.deposed }),
  });

/** What a plan does with one output. */
export const outputChange = (parts: ChangeParts): object => changeJson(sides(parts));

export const check = (of: string, status: string, ...messages: string[]): object => ({
  address: { kind: "check", to_display: of },
  status,
  instances: [{ problems: messages.map((message) => ({ message })) }],
});

const sides = ({ unknown, sensitiveBefore, sensitiveAfter, replacePaths, ...parts }: ChangeParts) => ({
  before: parts.before ?? null,
  after: parts.after ?? null,
  ...(parts.actions !== undefined && { actions: parts.actions }),
  after_unknown: unknown ?? false,
  before_sensitive: sensitiveBefore ?? false,
  after_sensitive: sensitiveAfter ?? false,
  ...(replacePaths !== undefined && { replace_paths: replacePaths }),
});

/** An ECS task definition with one container. */
export const taskDefinition = (environment: Readonly<Record<string, unknown>>, container: object = {}): object => ({
  family: "web",
  container_definitions: JSON.stringify([
    { name: "web", environment: Object.entries(environment).map(([name, value]) => ({ name, value })), ...container },
  ]),
});

/** A review of plans by stack, as `--plan STACK=FILE` makes it. */
export async function reviewOf(
  plans: Readonly<Record<string, object>>,
  more: Partial<Judgement> = {},
): Promise<Review> {
  const folder = newFolder();
  const files = Object.entries(plans).map(([stack, plan], index): [string, string] => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(plan));
    return [stack, file];
  });
  const waivers = { all: [], today: "2026-01-01" };
  return judge(readPlans(new Map(files)), { rules: await loadRules(), required: [], waivers, ...more });
}

/** Everything that is made of a review. */
export const rendered = (review: Review): string[] => [markdown(review), page(review), JSON.stringify(review)];
