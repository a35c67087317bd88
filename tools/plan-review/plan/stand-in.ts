import { keysOf, lengthOf, member, type Side } from "../judge/side.ts";
import { isJsonObject, type Json, type JsonObject, objectAt } from "../read/json.ts";
import type { Mask } from "../read/plan-file.ts";
import { RESERVED } from "../read/upstream.ts";

/** An output as it will be: what is known of it, and which parts are not. */
export interface Expected {
  readonly value: Json;
  readonly unknown: Mask;
}

/** Outputs by stack and name. */
export type ExpectedOutputs = ReadonlyMap<string, ReadonlyMap<string, Expected>>;

/** Something that is not known before an apply; providers and Terraform treat it like any other such value. */
const UNKNOWN = `\${terraform_data.${RESERVED}unknown.output}`;

/**
 * A stack that doesn't read the states of others any more: what it reads of them is written into it where it is known,
 * and is unknown where it is not. A plan of it shows what will change, and must never be applied.
 */
export function withStandIns(config: JsonObject, upstream: ExpectedOutputs): JsonObject {
  const rest = replaceIn(config, new Set(upstream.keys())) as JsonObject;
  const [data, resources] = [objectAt(rest, "data"), objectAt(rest, "resource")];
  const { terraform_remote_state: _, ...otherData } = data;
  const states = Object.entries(objectAt(data, "terraform_remote_state")).filter(([name]) => !upstream.has(name));
  const kept = { ...otherData, ...(states.length > 0 && { terraform_remote_state: Object.fromEntries(states) }) };
  const locals = [...upstream].map(([stack, outputs]) => [
    RESERVED + stack,
    Object.fromEntries([...outputs].map(([name, expected]) => [name, literal({ ...expected, sensitive: false })])),
  ]);
  const { data: __, ...others } = rest;
  return {
    ...others,
    ...(Object.keys(kept).length > 0 && { data: kept }), // Terraform refuses an empty one
    locals: { ...objectAt(rest, "locals"), ...Object.fromEntries(locals) },
    resource: {
      ...resources,
      terraform_data: {
        ...objectAt(resources, "terraform_data"),
        [`${RESERVED}seed`]: {},
        [`${RESERVED}unknown`]: { input: `\${terraform_data.${RESERVED}seed.id}` },
      },
    },
  };
}

/** Names of a stack that a stand-in would take; none may be there. */
export function reservedNames(config: JsonObject): string[] {
  const names = [
    ...Object.keys(objectAt(config, "locals")).map((name) => `local.${name}`),
    ...Object.keys(objectAt(objectAt(config, "resource"), "terraform_data")).map((name) => `terraform_data.${name}`),
  ];
  return names.filter((name) => name.split(".")[1]?.startsWith(RESERVED));
}

/** Whether a resource is a stand-in for other stacks. */
export const isStandIn = ({ type, name }: { readonly type: string; readonly name: string }): boolean =>
  type === "terraform_data" && name.startsWith(RESERVED);

/** A value as Terraform's JSON configuration writes it; a known list keeps its length where its members are unknown. */
function literal(side: Side): Json {
  const { value, unknown } = side;
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(value) || Array.isArray(unknown))
    return Array.from({ length: lengthOf(side) }, (_, index) => literal(member(side, index)));
  if (isJsonObject(value) || isJsonObject(unknown))
    return Object.fromEntries(keysOf(side).map((key) => [escaped(key), literal(member(side, key))]));
  return typeof value === "string" ? escaped(value) : value;
}

/** Texts in a configuration are templates, also those that are keys. */
const escaped = (text: string): string => text.replace(/([$%])(?=\{)/g, "$1$1");

/** Where an expression reads the outputs of a state it reads the stand-in. */
function replaceIn(value: Json, stacks: ReadonlySet<string>): Json {
  if (typeof value === "string")
    return value.replace(/\bdata\.terraform_remote_state\.([\w-]+)\.outputs\b/g, (whole, stack: string) =>
      stacks.has(stack) ? `local.${RESERVED}${stack}` : whole,
    );
  if (Array.isArray(value))
    return value.filter((each) => !isStateOf(each, stacks)).map((each) => replaceIn(each, stacks));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceIn(member, stacks)]));
}

/** Something may wait for a state as a whole, in its `depends_on`; there is none to wait for any more. */
const isStateOf = (value: Json, stacks: ReadonlySet<string>): boolean =>
  typeof value === "string" && stacks.has(/^data\.terraform_remote_state\.([\w-]+)$/.exec(value)?.[1] ?? "");
