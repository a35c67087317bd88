import type { Attribute, Block } from "../schema/types.ts";

/** A shape of a model of an API, as far as it is read here; `min` and `max` are of its length or its value. */
export interface ModelShape {
  type: string;
  members?: Readonly<Record<string, { shape: string }>>;
  member?: { shape: string };
  min?: number;
  max?: number;
  pattern?: string;
  enum?: readonly string[];
}

export type ModelShapes = Readonly<Record<string, ModelShape>>;

/** What an API takes for an argument; `member` is its path in the request. */
export interface Limit {
  member: string;
  /** Messages leave the value out. */
  sensitive?: true;
  /** Shortest and longest text; null for none. */
  length?: readonly [number | null, number | null];
  /** Lowest and highest number; null for none. */
  range?: readonly [number | null, number | null];
  /** Fewest and most members of a list or set; null for none. */
  items?: readonly [number | null, number | null];
  pattern?: string;
  enum?: readonly string[];
}

const NUMBERS = new Set(["integer", "long", "float", "double"]);
/** Longer lists of choices are of things that AWS adds to, such as Regions and resource types. */
const MAX_CHOICES = 30;
/** Blocks deeper than this repeat the same statements over and over. */
const MAX_DEPTH = 4;

const plain = (name: string) => name.replaceAll("_", "").toLowerCase();
const inCamelCase = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** Names that an API may have for an argument: `alarm_name`, `actions` for `action`, `tableName` for `name`. */
function namesOf(name: string, nouns: readonly string[], isMany: boolean): string[] {
  const asked = plain(name);
  const long = ["name", "description"].includes(name) ? nouns.map((noun) => `${noun}${asked}`) : [];
  const others = isMany ? [`${asked}s`, `${asked}es`, asked.replace(/y$/, "ies"), asked.replace(/s$/, "")] : [];
  return [asked, ...others, ...long];
}

/** Ends of a type's name, as APIs prefix them: `loggroup` and `group` of `aws_cloudwatch_log_group`. */
function nounsOf(type: string): string[] {
  const words = type.split("_").slice(1);
  return words.map((_, index) => words.slice(index).join(""));
}

/** Limits of the arguments of a resource type by their paths, from the shapes that its API takes. */
export function limitsOf(
  type: string,
  block: Block,
  inputs: readonly string[],
  shapes: ModelShapes,
): Record<string, Limit> {
  const found: Record<string, Limit> = {};
  const shapeOf = (name: string) => shapes[name] as ModelShape;
  const memberOf = (shape: string, names: readonly string[]): [path: string, shape: string] | undefined => {
    const members = Object.entries(shapeOf(shape).members ?? {});
    for (const name of names) {
      const member = members.find(([each]) => plain(each) === name);
      if (member !== undefined) return [inCamelCase(member[0]), member[1].shape];
    }
    return undefined;
  };
  /** Requests often have all arguments in one structure. */
  const wrapped = (input: string): [path: string, shape: string][] => [
    ["", input],
    ...Object.entries(shapeOf(input).members ?? {})
      .filter(([, { shape }]) => shapeOf(shape).type === "structure")
      .map(([name, { shape }]): [string, string] => [`${inCamelCase(name)}.`, shape]),
  ];
  const add = (at: string, member: string, shape: ModelShape, { type, sensitive }: Attribute) => {
    const isNumber = type === "number";
    const bounds = [shape.min ?? null, shape.max ?? null] as const;
    const isBound = bounds.some((bound) => bound !== null);
    if (isNumber ? !NUMBERS.has(shape.type) : shape.type !== "string") return;
    if (isReference(at, shape)) return;
    const limit: Limit = {
      member,
      ...(isBound && (isNumber ? { range: bounds } : { length: bounds })),
      ...(shape.pattern !== undefined && isTelling(shape.pattern) && { pattern: shape.pattern }),
      ...(shape.enum !== undefined && shape.enum.length <= MAX_CHOICES && { enum: shape.enum }),
    };
    if (Object.keys(limit).length > 1) found[at] ??= { ...limit, ...(sensitive && { sensitive }) };
  };
  const walk = (part: Block, shapesHere: readonly [path: string, shape: string][], at: string) => {
    const nouns = at === "" ? nounsOf(type) : [];
    const search = (name: string, isMany: boolean) => {
      const own = nouns.filter(
        (noun) => !Object.keys(part.attributes).some((each) => plain(each) === `${noun}${name}`),
      );
      for (const [path, shape] of shapesHere) {
        const member = memberOf(shape, namesOf(name, own, isMany));
        if (member !== undefined) return [`${path}${member[0]}`, member[1]] as const;
      }
      return undefined;
    };
    for (const [name, attribute] of Object.entries(part.attributes)) {
      if (!attribute.optional && !attribute.required) continue;
      const [member, shape] = search(name, typeof attribute.type !== "string") ?? [];
      if (member === undefined || shape === undefined) continue;
      const { type: of, member: inner, min, max } = shapeOf(shape);
      if (attribute.type === "string" || attribute.type === "number")
        add(`${at}${name}`, member, shapeOf(shape), attribute);
      else if (
        of === "list" &&
        inner !== undefined &&
        Array.isArray(attribute.type) &&
        attribute.type[1] === "string"
      ) {
        add(`${at}${name}`, member, shapeOf(inner.shape), attribute);
        if (max !== undefined) found[`${at}${name}`] = { ...found[`${at}${name}`], member, items: [min ?? null, max] };
      }
    }
    for (const [name, { block: nested }] of Object.entries(part.blocks)) {
      const [member, shape] = search(name, true) ?? [];
      if (member === undefined || shape === undefined) continue;
      const { type: of, member: inner, min, max } = shapeOf(shape);
      if (of === "list" && max !== undefined) found[`${at}${name}`] = { member, items: [min ?? null, max] };
      const within = of === "list" ? inner?.shape : shape;
      const depth = at.split(".").length;
      if (within !== undefined && shapeOf(within).type === "structure" && depth < MAX_DEPTH)
        walk(nested, [[`${member}.${of === "list" ? "member." : ""}`, within]], `${at}${name}.`);
    }
  };
  for (const input of inputs) walk(block, wrapped(input), "");
  return found;
}

/**
 * Whether a text names another resource: its id or ARN is as the cloud here has made it up, and whether there is such a
 * resource is asked elsewhere. Those of roles, networks and keys have their forms here too.
 */
function isReference(at: string, { pattern = "" }: ModelShape): boolean {
  if (/:iam::|vpc-|subnet-|sg-|kms/.test(pattern)) return false;
  if (/(^|[._])(id|ids|arns?|identifier)$/.test(at) && !/\\d\{12\}$|\[0-9\]\{12\}$/.test(pattern)) return true;
  return pattern.includes("arn:") && isTelling(pattern) && !patternOf(pattern).test("name");
}

/** Whether a pattern refuses something, and is one that JavaScript reads. */
function isTelling(pattern: string): boolean {
  if (/^\^?\(?(\.\*|\.\+|\[\\s\\S\][*+]|\[\^\]\*|\[\\S\\s\][*+])\)?\$?$/.test(pattern)) return false;
  try {
    patternOf(pattern);
    return true;
  } catch {
    return false;
  }
}

/** A pattern of a model, which the whole text has to match. */
export function patternOf(pattern: string): RegExp {
  const whole = `^(?:${pattern})$`;
  return new RegExp(whole, /\\p\{/.test(pattern) ? "u" : "");
}
