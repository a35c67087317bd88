import { actionOf } from "../judge/action.ts";
import type { ProtectionRow } from "../model/review.ts";
import { at, canonical, isJsonObject, type Json, textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import type { GuardRule } from "./rule.ts";
import { protectionRulesFor } from "./rules.ts";

/** Attributes by which others name a resource. */
const NAMES = ["id", "arn", "bucket", "name"] as const;

/**
 * What protects something else and goes. Nothing is lost with it where what it protects goes as well, or where another
 * resource of the plan protects the same.
 */
export class LostGuards {
  /** What names resources that are destroyed or replaced. */
  private readonly removed = new Set<string>();
  /** What is protected by something that the plan makes, by rule. */
  private readonly made = new Set<string>();

  constructor(
    private readonly stack: string,
    plan: PlanFile,
  ) {
    for (const { type, change, mode, deposed } of plan.resourceChanges) {
      if (mode !== "managed" || deposed !== undefined) continue;
      const guards = protectionRulesFor(type).guards;
      if (change.actions.includes("delete") && guards.length === 0)
        for (const name of NAMES) {
          const text = textAt(change.before, name);
          if (text !== undefined && text !== "") this.removed.add(text);
        }
      if (isJsonObject(change.after) && change.actions.includes("create"))
        for (const guard of guards) this.made.add(`${type} ${subjectOf(guard, change.after)}`);
    }
  }

  rowsOf(resource: ResourceChange, redactor: Redactor): ProtectionRow[] {
    const { address, type, change } = resource;
    const { guards } = protectionRulesFor(type);
    const action = actionOf(resource);
    if (guards.length === 0 || !["delete", "replace"].includes(action) || !isJsonObject(change.before)) return [];
    return guards.flatMap((guard): ProtectionRow[] => {
      if (guard.counts !== undefined && !guard.counts(change.before)) return [];
      const names = guard.of.flatMap((attribute) => textAt(change.before, attribute) ?? []);
      // A replacement that waits for a value protects what replaces the other.
      const isUnknown = guard.of.some((attribute) => at(change.afterUnknown, attribute) === true);
      const isKept = this.made.has(`${type} ${subjectOf(guard, change.before)}`) || (action === "replace" && isUnknown);
      if (isKept || names.some((name) => this.removed.has(name))) return [];
      return [
        {
          stack: this.stack,
          address: redactor.text(address),
          sign: "-",
          rule: guard.id,
          setting: redactor.text(type),
          before: redactor.text(names.join(", ") || "there"),
          after: "nothing",
          lost: guard.lost,
          source: guard.source,
        },
      ];
    });
  }
}

const subjectOf = ({ of }: GuardRule, values: Json): string =>
  canonical(of.map((attribute) => at(values, attribute) ?? null));
