import type { StackJson, States } from "../../packages/leftovers/states.ts";
import type { RunTerraform } from "../../packages/leftovers/terraform.ts";
import { type Inventory, type Listed, OWNER_TAGS, type StackPlace } from "./existing.ts";
import { importIdOf, isImportable, NAMED_TYPES } from "./import-ids.ts";
import { managedIn } from "./managed.ts";
import { type Candidate, type Match, type Matches, matchAll } from "./match.ts";
import type { Planned } from "./planned.ts";
import { StackTerraform } from "./stack-terraform.ts";

/** A resource that can be adopted, and what the next deployment would do with it. */
export interface Proposal extends Match {
  readonly action: Planned["action"];
}

export interface Proposals extends Pick<Matches, "unclear"> {
  /** Those that Terraform then keeps, unchanged or changed in place. */
  readonly proposals: readonly Proposal[];
  /** Those that Terraform would replace. */
  readonly replaced: readonly Proposal[];
  /** Those that no address of the stack wants; what has no tags may be of another stack. */
  readonly unwanted: readonly Listed[];
}

/** One stack, and what exists of it without being in a state. */
export class StackAdoption {
  readonly #terraform: StackTerraform;
  readonly #place: StackPlace;
  /** What was read so far, by type and import id; undefined if it does not exist. */
  readonly #read = new Map<string, Candidate | undefined>();

  constructor(
    readonly name: string,
    private readonly states: States,
    terraform: RunTerraform,
    private readonly inventory: Inventory,
  ) {
    const json = states.stacks.get(name) ?? {};
    this.#terraform = new StackTerraform(terraform, states.folder(name), json);
    this.#place = placeOf(json);
  }

  async init(): Promise<void> {
    await this.#terraform.init();
  }

  /** What there is to adopt now; more may follow when it is adopted. */
  async propose(): Promise<Proposals> {
    const creates = (await this.#terraform.plan()).filter(
      ({ type, action }) => action === "create" && isImportable(type),
    );
    const managed = await managedIn(this.states, this.inventory);
    const listed = (await this.inventory.list(this.#place)).filter(
      ({ names }) => !names.some((name) => managed.has(name)),
    );
    const { matched, unclear } = matchAll(creates, await this.#found(creates, listed), this.#place);
    const after = matched.length > 0 ? await this.#terraform.plan(matched) : [];
    const proposals = matched.map((match) => ({
      ...match,
      action: after.find(({ address }) => address === match.address)?.action ?? "nothing",
    }));
    const claimed = [
      ...matched.map(({ type, importId }) => ({ types: [type], importId })),
      ...unclear.map(({ found }) => found),
    ];
    const isClaimed = ({ types, importId }: Listed) =>
      claimed.some((each) => each.importId === importId && each.types.some((type) => types.includes(type)));
    return {
      proposals: proposals.filter(({ action }) => action !== "replace"),
      replaced: proposals.filter(({ action }) => action === "replace"),
      unclear,
      unwanted: listed.filter((each) => !isClaimed(each) && isOfOneStack(each)),
    };
  }

  /** Takes one thing into the state. Throws `AdoptError`. */
  adopt(match: Match): Promise<void> {
    return this.#terraform.import(match);
  }

  /** Writes outputs into the state, which other stacks read, and ends what a killed Terraform has begun. */
  finish(): Promise<void> {
    return this.#terraform.refresh();
  }

  /** What may belong to an address, of what is listed and of what would have the import id that its arguments say. */
  async #found(creates: readonly Planned[], listed: readonly Listed[]): Promise<Candidate[]> {
    const plannedTypes = new Set(creates.map(({ type }) => type));
    const known = listed.flatMap(({ attributes, ...each }) => (attributes ? [{ ...each, attributes }] : []));
    const unread = listed.filter(({ attributes }) => attributes === undefined);
    const hidden = creates.flatMap(({ type, after }) => {
      const importId =
        NAMED_TYPES.has(type) && this.inventory.mayHideOthers(type) ? importIdOf(type, after) : undefined;
      return importId === undefined
        ? []
        : [{ type, existing: { types: [type], importId, names: [], isTagged: false } }];
    });
    const asked = [
      ...unread.flatMap((existing) =>
        existing.types.filter((type) => plannedTypes.has(type)).map((type) => ({ type, existing })),
      ),
      ...hidden,
    ];
    const keyOf = (type: string, importId: string) => `${type} ${importId}`;
    const keys = asked.map(({ type, existing }) => keyOf(type, existing.importId));
    const missing = asked.filter((_, index) => !this.#read.has(keys[index] ?? ""));
    const read = await this.#terraform.read(missing);
    for (const { type, existing } of missing) this.#read.set(keyOf(type, existing.importId), undefined);
    for (const found of read) this.#read.set(keyOf(found.types[0] ?? "", found.importId), found);
    return [...known, ...keys.flatMap((key) => this.#read.get(key) ?? [])];
  }
}

/** Revisions of a family are made by every release; they are of no stack any more. */
const isOfOneStack = ({ types }: Listed) => !types.includes("aws_ecs_task_definition");

function placeOf({ provider }: StackJson): StackPlace {
  const [block] = (provider?.aws ?? []) as { region?: string; default_tags?: { tags?: Record<string, string> }[] }[];
  const tags = block?.default_tags?.[0]?.tags ?? {};
  return {
    region: block?.region ?? "",
    tags: Object.fromEntries(OWNER_TAGS.flatMap((key) => (tags[key] === undefined ? [] : [[key, tags[key]]]))),
  };
}
