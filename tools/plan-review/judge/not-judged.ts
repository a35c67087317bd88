import { isKnownToAccess } from "../access/known-types.ts";
import { hasProtectionRules } from "../protection/rules.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { configAddress } from "../read/upstream.ts";
import { isNoOp } from "./action.ts";
import { isKnownToLoss } from "./loss.ts";

/** Types that hold nothing which others could reach, and guard nothing. */
const HARMLESS =
  /^(null_resource|terraform_data|aws_acm_certificate_validation|random_\w+|time_\w+|tls_\w+|local_(sensitive_)?file|archive_file|docker_\w+|template_\w+|cloudinit_\w+|aws_(\w+_)?tag)$/;

/**
 * Types whose changes no table of the review knows, with the number of those changes: they are reported only with what
 * settings with names that are the same everywhere say. Actions are among them, which do what no plan shows
 * (https://developer.hashicorp.com/terraform/language/block/action), and requests of `http` data sources: they go out with
 * every plan, and what comes back may decide what is planned
 * (https://registry.terraform.io/providers/hashicorp/http/latest/docs/data-sources/http).
 */
export function notJudged(plan: PlanFile): Map<string, number> {
  const found = new Map<string, number>();
  for (const { type, mode, change } of plan.resourceChanges) {
    if (mode !== "managed" || isNoOp(change) || isKnown(type)) continue;
    found.set(type, (found.get(type) ?? 0) + 1);
  }
  for (const type of plan.actionTypes) found.set(`action.${type}`, (found.get(`action.${type}`) ?? 0) + 1);
  const requests = requestsOf(plan);
  if (requests > 0) found.set("data.http", requests);
  return found;
}

/** How many `http` data sources a plan has, read or still to be read. */
function requestsOf({ programs, resourceChanges }: PlanFile): number {
  const pending = resourceChanges.filter(({ mode, type }) => mode === "data" && type === "http");
  const addresses = [...programs.filter(({ kind }) => kind === "http"), ...pending].map(({ address }) => address);
  return new Set(addresses.map(configAddress)).size;
}

const isKnown = (type: string): boolean =>
  HARMLESS.test(type) || isKnownToLoss(type) || isKnownToAccess(type) || hasProtectionRules(type);

/** The most frequent types, `98 google_project_iam_audit`; undefined if all are known. */
export function notJudgedText(types: Readonly<Record<string, number>>): string | undefined {
  const all = Object.entries(types).sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1));
  if (all.length === 0) return undefined;
  const named = all.slice(0, MAX_TYPES).map(([type, count]) => `${count} ${type}`);
  const rest = all.slice(MAX_TYPES);
  const others = rest.reduce((sum, [, count]) => sum + count, 0);
  return [...named, ...(rest.length > 0 ? [`${others} of ${rest.length} other types`] : [])].join(", ");
}

/** Types that the verdict names. */
const MAX_TYPES = 4;
