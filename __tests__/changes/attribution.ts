import { type Class, classOfActions, startsTasks, worst } from "./classes.ts";
import type { Edit } from "./edits.ts";
import { valuesAt } from "./replacing.ts";
import type { Stacks } from "./synthesis.ts";
import type { Action } from "./terraform.ts";

/** An argument that a change writes. */
interface Argument {
  /** Of the resource, after its stack: `iam aws_iam_role.task`. */
  readonly address: string;
  /** Nothing for a resource that is new. */
  readonly path: string;
}

/**
 * The class of each of some changes that were deployed together, in `stacks`. Undefined if the actions don't say which
 * of several changes is the reason.
 */
export function classesOf(
  changes: readonly (readonly Edit[])[],
  actions: readonly Action[],
  stacks: Stacks,
): (Class | undefined)[] {
  const graph = new Graph(stacks);
  const found = changes.map((edits) => edits.flatMap((edit) => graph.argumentsOf(edit)));
  const seen = found.map((args) => args.flatMap((argument) => actionOf(argument, actions) ?? []).map(addressOf));
  const classes: (Class | undefined)[] = found.map((args) =>
    worst([...args.map((each) => classOf(each, actions)), classOfWhole(args, actions)]),
  );
  for (const action of actions)
    for (const [kind, attribute] of graph.followingOf(action, found.flat())) {
      const causes = [...seen.keys()].filter((index) =>
        seen[index]?.some((each) => each !== addressOf(action) && graph.reads(addressOf(action), each, attribute)),
      );
      if (causes.length > 0 && causes.every((index) => isAtLeast(classes[index], kind))) continue;
      const doubtful = causes.length === 0 ? [...classes.keys()] : causes;
      for (const index of doubtful) {
        const isClear = causes.length === 1 && classes[index] !== undefined; // what is doubtful stays so
        classes[index] = isClear ? kind : undefined;
      }
    }
  return classes;
}

const isAtLeast = (one: Class | undefined, other: Class): boolean => one !== undefined && worst([one, other]) === one;

const addressOf = ({ stack, address }: Action): string => `${stack} ${address.replace(/\[.*\]$/, "")}`;

/** What a plan does because of an argument. */
function actionOf({ address, path }: Argument, actions: readonly Action[]): Action | undefined {
  const action = actions.find((each) => addressOf(each) === address);
  if (action === undefined || path === "" || action.before === null) return action;
  const isOther = JSON.stringify(valuesAt(action.before, path)) !== JSON.stringify(valuesAt(action.after, path));
  return isOther ? action : undefined;
}

/** The class of the resources that a change adds and removes: one may replace another. */
function classOfWhole(args: readonly Argument[], actions: readonly Action[]): Class {
  const whole = args.filter(({ path }) => path === "").flatMap((each) => actionOf(each, actions) ?? []);
  return classOfActions(whole);
}

function classOf(argument: Argument, actions: readonly Action[]): Class {
  const action = actionOf(argument, actions);
  if (action === undefined) return "nothing";
  if (action.replaces?.some((path) => isWithin(argument.path, path))) return classOfActions([action]);
  const isTag = action.type === "aws_ecs_service" && argument.path.startsWith("tags");
  return startsTasks(action) && !isTag ? "new tasks" : "in place";
}

/** Whether one of two argument paths contains the other. */
function isWithin(path: string, replacing: readonly (string | number)[]): boolean {
  const other = replacing.filter((step) => typeof step === "string").join(".");
  return `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`);
}

type Blocks = Record<string, Record<string, unknown>>;

/** Which resources and data sources of stacks read which others. */
class Graph {
  /** Resources and data sources, by address. */
  private readonly blocks = new Map<string, Record<string, unknown>>();
  private readonly readBy = new Map<string, ReadonlySet<string>>();

  constructor(stacks: Stacks) {
    for (const [stack, text] of stacks) {
      const { resource = {}, data = {} } = JSON.parse(text) as { resource?: Blocks; data?: Blocks };
      for (const [prefix, blocks] of [["", resource] as const, ["data.", data] as const])
        for (const [type, named] of Object.entries(blocks))
          for (const [name, block] of Object.entries(named))
            this.blocks.set(`${stack} ${prefix}${type}.${name}`, block as Record<string, unknown>);
    }
  }

  /** The arguments of resources that an edit changes: of a data source, whatever reads it. */
  argumentsOf({ stack, path: [part, type, name, ...rest] }: Edit): Argument[] {
    if (part === "resource") {
      const path = rest.filter((step) => typeof step === "string" && !step.startsWith("(")).join(".");
      return [{ address: `${stack} ${type}.${name}`, path }];
    }
    if (part !== "data") return [];
    const source = `${stack} data.${type}.${name}`;
    const readers = [...this.blocks.keys()].filter((each) => !each.includes(" data.") && this.reads(each, source));
    return readers.map((address) => ({ address, path: "" }));
  }

  /**
   * The classes of an action on a resource whose arguments are not edited: one for each attribute that follows from others,
   * one for the whole resource where it is not clear which do.
   */
  followingOf(action: Action, written: readonly Argument[]): [Class, string?][] {
    const own = written.filter(({ address }) => address === addressOf(action));
    const block = this.blocks.get(addressOf(action)) ?? {};
    const { before, after } = action;
    const isNew = before === null || after === null || own.some(({ path }) => path === "");
    const following = Object.keys(block).filter(
      (name) =>
        !isNew &&
        JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]) &&
        !own.some(({ path }) => path === name || path.startsWith(`${name}.`)),
    );
    if (following.length === 0) return own.length > 0 ? [] : [[classOfActions([action])]];
    const only = (values: Action["before"], name: string) => ({ [name]: values?.[name] });
    return following.map((name) => [
      classOfActions([{ ...action, before: only(before, name), after: only(after, name) }]),
      name,
    ]);
  }

  /** Whether one, or an attribute of it, reads another, or what reads it, or the outputs of its stack. */
  reads(one: string, other: string, attribute = ""): boolean {
    const key = `${one} ${attribute}`;
    const known = this.readBy.get(key) ?? this.readFrom(one, attribute);
    this.readBy.set(key, known);
    return known.has(other) || known.has(`${stackOf(one)} data.terraform_remote_state.${stackOf(other)}`);
  }

  private readFrom(start: string, attribute: string): ReadonlySet<string> {
    const found = new Set<string>();
    const queue = [start];
    for (const address of queue) {
      const block = this.blocks.get(address);
      const text = JSON.stringify(address === start && attribute !== "" ? block?.[attribute] : block) ?? "";
      for (const each of this.blocks.keys()) {
        if (found.has(each) || stackOf(each) !== stackOf(address) || !names(text, each)) continue;
        found.add(each);
        queue.push(each);
      }
    }
    return found;
  }
}

const stackOf = (address: string): string => address.slice(0, address.indexOf(" "));

function names(text: string, address: string): boolean {
  const name = address.slice(address.indexOf(" ") + 1);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w-]/.test(text[at + name.length] ?? "") && !/[\w.]/.test(text[at - 1] ?? "")) return true;
  return false;
}
