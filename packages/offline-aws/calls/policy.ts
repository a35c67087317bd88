import { InputError } from "../input-error.ts";
import { fitsWildcards } from "./wildcards.ts";

/** The JSON of a policy is wrong: the message is one sentence. */
export class PolicyError extends InputError {}

/** A statement of an identity-based policy. */
interface Statement {
  effect: "Allow" | "Deny";
  fitsAction(action: string): boolean;
  /** Undefined if it depends on something that is not known here: an ARN that AWS gives, or a condition. */
  fitsResource(arn: string | undefined): boolean | undefined;
}

export type Policy = readonly Statement[];

const ELEMENTS = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/**
 * Reads the JSON of an identity-based policy
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Throws `PolicyError`.
 */
export function readPolicy(given: unknown): Policy {
  if (!isRecord(given) || given.Statement === undefined)
    throw new PolicyError('must be an IAM policy: write { "Version": "2012-10-17", "Statement": [ … ] }');
  const statements = Array.isArray(given.Statement) ? given.Statement : [given.Statement];
  return statements.map((statement: unknown, index) => readStatement(statement, `Statement[${index}]`));
}

function readStatement(given: unknown, at: string): Statement {
  const fail = (problem: string): never => {
    throw new PolicyError(`${at}${problem.startsWith(":") ? "" : " "}${problem}`);
  };
  if (!isRecord(given)) return fail("must be an object");
  const unknown = Object.keys(given).find((element) => !ELEMENTS.includes(element));
  if (unknown !== undefined) return fail(`has an unknown element ${unknown}: must be one of ${ELEMENTS.join(", ")}`);
  const { Effect, Condition } = given;
  if (Effect !== "Allow" && Effect !== "Deny") return fail('has no Effect: must be "Allow" or "Deny"');
  const [actions, resources] = (["Action", "Resource"] as const).map((name) => {
    const [, negated] = [given[name], given[`Not${name}`]];
    if ((given[name] === undefined) === (negated === undefined)) return fail(`needs one of ${name} and Not${name}`);
    const value = given[name] ?? negated;
    const patterns = typeof value === "string" ? [value] : value;
    if (!Array.isArray(patterns) || patterns.length === 0 || !patterns.every((each) => typeof each === "string"))
      return fail(`: ${name} must be a string or a list of strings`);
    return { patterns: patterns as string[], wanted: given[name] !== undefined };
  }) as [Patterns, Patterns];
  const wrong = actions.patterns.find((action) => action !== "*" && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action));
  if (wrong !== undefined) return fail(`: ${wrong} must be an action like ec2:CreateVpc`);
  return {
    effect: Effect,
    fitsAction: (action) => fitsAny(lowerCase(actions), action.toLowerCase()),
    fitsResource(arn) {
      const everywhere = resources.patterns.includes("*");
      const fits = everywhere ? resources.wanted : arn === undefined ? undefined : fitsAny(resources, arn);
      return fits && Condition !== undefined ? undefined : fits;
    },
  };
}

interface Patterns {
  patterns: string[];
  /** Whether a text must fit one of them, or none. */
  wanted: boolean;
}

const fitsAny = ({ patterns, wanted }: Patterns, text: string) =>
  patterns.some((pattern) => fitsWildcards(pattern, text)) === wanted;

const lowerCase = ({ patterns, wanted }: Patterns): Patterns => ({
  patterns: patterns.map((pattern) => pattern.toLowerCase()),
  wanted,
});

/**
 * Why a policy denies an action, in AWS's words; undefined if it allows it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html). Anything unknown here is taken as
 * allowed: a statement whose resources or conditions can't be judged allows where it has `Allow`, and denies nothing.
 */
export function refusalOf(policy: Policy, action: string, arn: string | undefined): string | undefined {
  const fitting = policy.filter((statement) => statement.fitsAction(action));
  if (fitting.some(({ effect, fitsResource }) => effect === "Deny" && fitsResource(arn) === true))
    return "with an explicit deny in an identity-based policy";
  return fitting.some(({ effect, fitsResource }) => effect === "Allow" && fitsResource(arn) !== false)
    ? undefined
    : `because no identity-based policy allows the ${action} action`;
}

/** Codes with which services refuse access, where it is not the usual one. */
const CODES: Readonly<Record<string, string>> = {
  ec2: "UnauthorizedOperation",
  sns: "AuthorizationError",
  ...Object.fromEntries(
    ["autoscaling", "cloudwatch", "elasticloadbalancing", "iam", "rds", "route53", "s3", "sqs"].map((service) => [
      service,
      "AccessDenied",
    ]),
  ),
};

/** The error with which AWS refuses an action of the user. */
export function accessDenied(action: string, user: string, arn: string | undefined, reason: string): string {
  const [service = ""] = action.split(":");
  const not = `User: ${user} is not authorized to perform: ${action} on resource: ${arn ?? "*"} ${reason}`;
  return service === "ec2"
    ? `${CODES.ec2}: You are not authorized to perform this operation. ${not}`
    : `${CODES[service] ?? "AccessDeniedException"}: ${not}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
