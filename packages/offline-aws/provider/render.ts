import { createHash } from "node:crypto";
import type { Value } from "../protocol/values.ts";

/** Where a template's names come from. */
export interface Scope {
  partition: string;
  region: string;
  account: string;
  /** Text that is the same for the same resource in the same history, and no other. */
  seed: string;
  /** The value of an attribute of the resource itself. */
  attribute(name: string): Value;
  /** The value of an attribute of the resource that an argument refers to. */
  follow(argument: string, attribute: string): Value;
}

const TOKEN = /(?<!\$)\{([a-z0-9_]+)(?:>([a-z_]+))?((?:\|[^{}|]+)*)\}/g;
const RANDOM = /^(hex|digits|upper|lower|alnum)(\d+)$/;
const ALPHABETS: Record<string, string> = {
  hex: "0123456789abcdef",
  digits: "0123456789",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  lower: "abcdefghijklmnopqrstuvwxyz0123456789",
  alnum: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
};

/**
 * Fills in a template. Other values, and texts without braces, stay as they are.
 *
 *   {partition} {region} {account}   of the provider's configuration
 *   {hex16} {digits10} {upper17} …   that many characters, drawn from the seed
 *   {uuid} {octet} {stamp} {now}     an UUID, 1 to 254, Terraform's suffix of generated names, the time
 *   {name}                           an attribute; alone in the template it keeps its type
 *   {subnet_id>vpc_id}               an attribute of the resource that an argument refers to
 *   {arn|last} {arn|after x} {arn|from x} {arn|swap x y}   text behind the last slash, behind x, from x on, y for x
 */
export function render(template: unknown, path: string, scope: Scope): Value {
  if (Array.isArray(template)) return template.map((item, index) => render(item, `${path}.${index}`, scope));
  if (typeof template === "object" && template !== null)
    return Object.fromEntries(
      Object.entries(template).map(([key, item]) => [key, render(item, `${path}.${key}`, scope)]),
    );
  if (typeof template !== "string") return template as Value;
  const whole = new RegExp(`^${TOKEN.source}$`).exec(template);
  if (whole !== null) return token(whole, path, scope);
  return template.replace(TOKEN, (...match) => String(token(match as unknown as RegExpExecArray, path, scope) ?? ""));
}

function token([, name = "", attribute, filters = ""]: RegExpExecArray, path: string, scope: Scope): Value {
  const value = attribute === undefined ? lookUp(name, path, scope) : scope.follow(name, attribute);
  return filters
    .split("|")
    .slice(1)
    .reduce<Value>((text, filter) => (typeof text === "string" ? applyFilter(text, filter) : text), value);
}

function lookUp(name: string, path: string, scope: Scope): Value {
  const random = RANDOM.exec(name);
  if (random !== null)
    return draw(`${scope.seed}/${path}`, ALPHABETS[random[1] as string] as string, Number(random[2]));
  switch (name) {
    case "partition":
    case "region":
    case "account":
      return scope[name];
    case "uuid":
      return draw(`${scope.seed}/${path}`, "0123456789abcdef", 32).replace(
        /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/,
        "$1-$2-4$3-a$4-$5",
      );
    case "octet":
      return String(1 + (Number.parseInt(draw(`${scope.seed}/${path}`, "0123456789abcdef", 4), 16) % 254));
    case "stamp":
      return draw(scope.seed, "0123456789", 18) + draw(scope.seed, "0123456789abcdef", 8);
    case "now":
      return new Date().toISOString().replace(/\.\d+/, "");
    default:
      return scope.attribute(name);
  }
}

function applyFilter(text: string, filter: string): string {
  const [name, first = "", second = ""] = filter.split(" ");
  const at = text.indexOf(first);
  switch (name) {
    case "last":
      return text.slice(text.lastIndexOf("/") + 1);
    case "after":
      return at < 0 ? text : text.slice(at + first.length);
    case "from":
      return at < 0 ? text : text.slice(at);
    case "swap":
      return text.replace(first, second);
    default:
      throw new Error(`unknown filter ${filter}`);
  }
}

function draw(seed: string, alphabet: string, count: number): string {
  let text = "";
  for (let block = 0; text.length < count; block++)
    for (const byte of createHash("sha256").update(`${seed}/${block}`).digest())
      text += alphabet[byte % alphabet.length];
  return text.slice(0, count);
}
