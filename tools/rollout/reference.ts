import type { SynthesizedStack } from "./read.ts";

const RESOURCE = /\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}/g;
const OUTPUT = /\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)\}/g;

/** The stack of a name; undefined if the environment has none. */
export const findStack = (stacks: readonly SynthesizedStack[], name: string): SynthesizedStack | undefined =>
  stacks.find((stack) => stack["//"]?.metadata.stackName === name);

/** The stack of a name. Throws if there is none. */
export function stackOf(stacks: readonly SynthesizedStack[], name: string): SynthesizedStack {
  const found = findStack(stacks, name);
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
}

/**
 * A text of a stack with the references in it followed, also into other stacks. An ARN or id that only AWS knows becomes the
 * name of what it is of. Throws if a reference leads to nothing.
 */
export function follow(stacks: readonly SynthesizedStack[], home: SynthesizedStack, text: string): string {
  return text
    .replace(OUTPUT, (reference, name: string, output: string) => {
      const other = stackOf(stacks, name);
      return follow(stacks, other, known(other.output?.[output]?.value, reference));
    })
    .replace(RESOURCE, (reference, type: string, id: string, attribute: string) => {
      const values = home.resource?.[type]?.[id] as Record<string, unknown> | undefined;
      const value = values?.[attribute] ?? (["arn", "id"].includes(attribute) ? values?.name : undefined);
      return follow(stacks, home, known(value, reference));
    });
}

/** The id of the resource that a text is a reference to. Throws if it is none. */
export function resourceId(text: string): string {
  const [, id] = /^\$\{aws_\w+\.([\w-]+)\.\w+\}$/.exec(text) ?? [];
  if (id === undefined) throw new Error(`${text} does not refer to a resource`);
  return id;
}

/** The value of the output of another stack that a text is a reference to. */
export function outputValue(stacks: readonly SynthesizedStack[], text: string): unknown {
  const [, name = "", output = ""] = new RegExp(OUTPUT, "").exec(text) ?? [];
  return stackOf(stacks, name).output?.[output]?.value;
}

function known(value: unknown, reference: string): string {
  if (typeof value !== "string") throw new Error(`${reference} leads to no text`);
  return value;
}

/** The last part of an ARN of a role, or of its name. */
export const roleName = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
