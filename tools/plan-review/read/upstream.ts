/** First part of the names that a provisional plan adds to a stack; no stack may use it itself. */
export const RESERVED = "plan_review_";

/** An output of another stack. */
export interface UpstreamValue {
  readonly stack: string;
  readonly output: string;
}

const NAME = String.raw`(?:\.([\w-]+)|\["([^"]+)"\])`;
const FROM_STATE = new RegExp(String.raw`^data\.terraform_remote_state\.([\w-]+)\.outputs${NAME}`);
const FROM_STAND_IN = new RegExp(String.raw`^local\.${RESERVED}([\w-]+)${NAME}`);

/** The output that a reference reads from another stack's state, or from its stand-in in a provisional plan. */
export function upstreamOf(reference: string): UpstreamValue | undefined {
  const found = FROM_STATE.exec(reference) ?? FROM_STAND_IN.exec(reference);
  const [, stack, plain, quoted] = found ?? [];
  const output = plain ?? quoted;
  return stack === undefined || output === undefined ? undefined : { stack, output };
}

/** `network.vpcId` */
export const nameOfValue = ({ stack, output }: UpstreamValue): string => `${stack}.${output}`;

/** An address without keys of instances, under which the configuration knows a resource. */
export const configAddress = (address: string): string => address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");

/** The resource that a reference names, in the same module: `aws_lb.a` of `aws_lb.a.arn`. */
export function resourceOf(reference: string): string | undefined {
  const [first = "", second, third] = reference.split(/[.[]/);
  if (["data", "local", "var", "module", "each", "count", "path", "self", "terraform"].includes(first))
    return first === "data" && second !== undefined && third !== undefined ? `data.${second}.${third}` : undefined;
  return second === undefined ? undefined : `${first}.${second}`;
}

/** What a reference leads to, for people: a resource, or a value of another stack. */
export function nameOfReference(reference: string): string {
  const value = upstreamOf(reference);
  return value === undefined ? (resourceOf(reference) ?? reference) : nameOfValue(value);
}
