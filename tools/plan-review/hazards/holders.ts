import { parseJson } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import type { Landscape } from "./hazard.ts";
import { type Identity, identitiesOf, namesIdentity } from "./identities.ts";
import { isDeleted, isReplaced, type Leaf, leavesOf, managed, nameIn } from "./values.ts";

/** A resource of a stack that names one of another stack, or of the same. */
export interface Holder {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** Its name for people. */
  readonly name: string;
  /** ends: the change deletes it, or makes it name something else. stays: it still names it. left: nothing changes it. */
  readonly use: "ends" | "stays" | "left";
  /** Whether the change leaves it in its place. */
  readonly survives: boolean;
  /** Keys under which the name is. */
  readonly keys: readonly string[];
}

interface Attributes {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly before: readonly Leaf[];
  /** Undefined if nothing plans a change of it. */
  readonly change?: ResourceChange;
}

/** Which resources name which, in all stacks and in what is left over. */
export class Holders {
  private readonly byText = new Map<string, { leaf: Leaf; resource: Attributes }[]>();

  constructor({ stacks, leftovers }: Landscape) {
    const all = [
      ...stacks.flatMap(({ name, plan }) => attributesOf(name, plan)),
      ...leftovers.flatMap(({ name, resources }) =>
        [...resources].map(([address, text]) => ({
          stack: name,
          address,
          type: typeInAddress(address),
          before: leavesOf(parseJson(text)),
        })),
      ),
    ];
    // An image is named by its repository, and more.
    for (const resource of all) for (const leaf of resource.before) this.add(leaf, resource);
  }

  private add(leaf: Leaf, resource: Attributes): void {
    // An image is named by its repository, and more.
    for (const text of new Set([leaf.text, leaf.text.replace(/[:@][^/]*$/, "")])) {
      const known = this.byText.get(text);
      if (known === undefined) this.byText.set(text, [{ leaf, resource }]);
      else known.push({ leaf, resource });
    }
  }

  /** Resources of other stacks that name a resource as it is now. */
  of(stack: string, resource: ResourceChange): Holder[] {
    return this.find(resource, (other) => other.stack !== stack);
  }

  /** Resources of the same stack that name a resource as it is now, and that the change makes name another one, in place. */
  updatedBeside(stack: string, resource: ResourceChange): Holder[] {
    const beside = this.find(resource, (other) => other.stack === stack && other.address !== resource.address);
    return beside.filter(({ use, survives }) => use === "ends" && survives);
  }

  private find(resource: ResourceChange, isAsked: (other: Attributes) => boolean): Holder[] {
    const found = new Map<string, Holder>();
    for (const identity of identitiesOf(resource))
      for (const { leaf, resource: other } of this.byText.get(identity.text) ?? []) {
        if (!isAsked(other) || !namesIdentity(leaf, identity)) continue;
        const { address, type, change } = other;
        const survives = change === undefined || !change.change.actions.includes("delete");
        const holder = {
          stack: other.stack,
          address,
          type,
          name: change ? nameIn(change) : address,
          use: useOf(other, identity),
          survives,
          keys: leaf.keys,
        };
        const known = found.get(`${other.stack} ${address}`);
        if (known === undefined || known.use === "ends") found.set(`${other.stack} ${address}`, holder);
      }
    return [...found.values()];
  }
}

const attributesOf = (stack: string, plan: PlanFile | undefined): Attributes[] =>
  managed(plan)
    .filter(({ change }) => change.before !== null)
    .map((change) => ({
      stack,
      address: change.address,
      type: change.type,
      before: leavesOf(change.change.before),
      change,
    }));

function useOf({ change }: Attributes, identity: Identity): Holder["use"] {
  if (change === undefined) return "left";
  if (isDeleted(change) || isReplaced(change)) return "ends";
  return leavesOf(change.change.after).some((leaf) => namesIdentity(leaf, identity)) ? "stays" : "ends";
}

/** The type of a resource by its address in a state: `aws_subnet` of `module.a.aws_subnet.b["c"]`. */
export const typeInAddress = (address: string): string => /^(?:module\.[^.]+\.)*([^.]+)\./.exec(address)?.[1] ?? "";
