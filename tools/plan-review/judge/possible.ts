import { at } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, nameOfValue, resourceOf, upstreamOf } from "../read/upstream.ts";
import { actionOf } from "./action.ts";
import { hasMarks } from "./side.ts";

/**
 * Replacements that a provisional plan shows only because a value of another stack is unknown in it: if the value turns
 * out to be the old one, nothing is replaced. A replacement that follows from such a one is only possible, too.
 */
export class Possible {
  /** By configuration address, the values that it may be because of. */
  private readonly causes = new Map<string, string[]>();

  constructor(
    private readonly plan: PlanFile | undefined,
    private readonly waitsFor: readonly string[],
  ) {
    if (plan === undefined || waitsFor.length === 0) return;
    const replaced = plan.resourceChanges.filter((resource) => actionOf(resource) === "replace");
    for (let found = true; found; ) {
      found = false;
      for (const resource of replaced) {
        const address = configAddress(resource.address);
        const causes = this.causes.has(address) ? [] : this.find(resource, address);
        if (causes.length > 0) this.causes.set(address, causes);
        found ||= causes.length > 0;
      }
    }
  }

  addressOf(resource: ResourceChange): string {
    return configAddress(resource.address);
  }

  /** Values of other stacks, such as `network.vpcId`; none if the replacement is certain. */
  causesOf(resource: ResourceChange): readonly string[] {
    return actionOf(resource) === "replace" ? (this.causes.get(this.addressOf(resource)) ?? []) : [];
  }

  /** Values of other stacks that an attribute is made of, and that are not known yet. */
  upstreamOf(resource: ResourceChange, attribute: string): string[] {
    const references = this.plan?.references.get(this.addressOf(resource))?.get(attribute) ?? [];
    const values = references.flatMap((reference) => upstreamOf(reference) ?? []).map(nameOfValue);
    return values.filter((value) => this.waitsFor.includes(value));
  }

  private find({ change }: ResourceChange, address: string): string[] {
    const causes = change.replacePaths.map(([attribute]) => {
      const certain = !hasMarks(at(change.afterUnknown, attribute ?? "") ?? false);
      return certain ? [] : this.causesIn(address, String(attribute));
    });
    // One attribute that changes for certain replaces the resource for certain.
    return causes.length > 0 && causes.every((each) => each.length > 0) ? [...new Set(causes.flat())].sort() : [];
  }

  private causesIn(address: string, attribute: string): string[] {
    const references = this.plan?.references.get(address)?.get(attribute) ?? [];
    const behind = references.map((reference) => this.causesBehind(reference));
    return behind.every((each) => each !== undefined) ? behind.flat() : [];
  }

  /** Causes for which a reference has another value; undefined if it has one for certain. */
  private causesBehind(reference: string): string[] | undefined {
    const value = upstreamOf(reference);
    if (value !== undefined) return this.waitsFor.includes(nameOfValue(value)) ? [nameOfValue(value)] : [];
    const named = resourceOf(reference);
    const causes = this.causes.get(named ?? "");
    return causes ?? (named !== undefined && this.isNew(named) ? undefined : []);
  }

  private isNew(address: string): boolean {
    const instances = this.plan?.resourceChanges.filter((each) => configAddress(each.address) === address) ?? [];
    return instances.some((each) => ["create", "replace"].includes(actionOf(each)));
  }
}
