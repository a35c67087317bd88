import { isIPv4, isIPv6 } from "node:net";
import { didYouMean, nearest } from "../../nearest.ts";

/** Operators of conditions (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html). */
const OPERATORS = [
  ...[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
  ],
  ...["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"],
  ...["NumericGreaterThan", "NumericGreaterThanEquals"],
  ...["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
  ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress"],
  ...["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"],
];

/** An operator without its prefix and suffix. IAM doesn't tell capital letters from small ones. */
const bare = (operator: string): string =>
  operator.replace(/^For(AllValues|AnyValue):/i, "").replace(/(?<!^null)IfExists$/i, "");

const OPERATOR_NAMES = new Set(OPERATORS.map((name) => name.toLowerCase()));

const isOperator = (text: string): boolean => OPERATOR_NAMES.has(bare(text).toLowerCase());

/** Dates as the W3C writes those of ISO 8601 (https://www.w3.org/TR/NOTE-datetime, IAM user guide, date condition operators). */
const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** What is wrong with the operator of a condition, and the way out; undefined if nothing is. */
export function operatorProblem(operator: string, keys: readonly string[]): string | undefined {
  if (isOperator(operator)) return undefined;
  const [key] = keys;
  if (key !== undefined && isOperator(key))
    return `is a condition key instead of an operator: write { ${key}: { "${operator}": … } }`;
  const meant = didYouMean(nearest(bare(operator), OPERATORS).map((name) => `"${name}"`));
  return `is not an operator of IAM${meant || ": use one such as StringEquals or ArnLike"}`;
}

/** What is wrong with the key of a condition; keys begin with aws: or a service, SAML and OIDC with their provider. */
export const keyProblem = (key: string): string | undefined =>
  /^[^\s:]+:\S/.test(key) ? undefined : "is not a condition key: write it with its service, such as aws:SourceVpc";

const ACCOUNT = [/^\d{12}$/, "must be the 12 digits of an account"] as const;

/** Forms of values of global keys (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). */
const FORMS: Readonly<Record<string, readonly [form: RegExp, message: string]>> = {
  "aws:sourcevpc": [/^vpc-[0-9a-f]+$/, "must be the id of a VPC, vpc-…"],
  "aws:sourcevpce": [/^vpce-[0-9a-f]+$/, "must be the id of a VPC endpoint, vpce-…"],
  "aws:sourceaccount": ACCOUNT,
  "aws:principalaccount": ACCOUNT,
  "aws:resourceaccount": ACCOUNT,
  "aws:requestedregion": [/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "must be a region, such as us-east-1"],
  "aws:principalorgid": [/^o-[a-z0-9]{10,32}$/, "must be the id of an organization, o-…"],
};

/** What is wrong with a value for a key and an operator that compares it as it is; undefined if nothing is. */
export function formProblem(operator: string, key: string, value: string): string | undefined {
  const kind = bare(operator).toLowerCase();
  if (!/^string(not)?equals(ignorecase)?$/.test(kind) || value.includes("${")) return undefined;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html, wildcard without like operator
  if (/^arn:.*[*?]/.test(value))
    return `has a wildcard, which ${operator} compares as it is: use ArnLike or StringLike`;
  const [form, message] = FORMS[key.toLowerCase()] ?? [];
  return form === undefined || form.test(value) ? undefined : message;
}

/** What is wrong with a value for an operator; undefined if nothing is, or it is a variable of policies. */
export function valueProblem(operator: string, value: string): string | undefined {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, IAM name requirements
  if (/[^\t\n\r\u0020-\u00ff]/.test(value))
    return "has a character that IAM does not take in a policy: use those of Latin-1 (U+0020 to U+00FF)";
  if (value.includes("${")) return undefined;
  const kind = bare(operator).toLowerCase();
  if ((kind === "bool" || kind === "null") && !/^(true|false)$/i.test(value)) return 'must be "true" or "false"';
  if (kind.startsWith("numeric") && !/^-?\d+(\.\d+)?$/.test(value)) return `must be a number for ${operator}`;
  if (kind.startsWith("date") && !/^\d+$/.test(value) && !(DATE.test(value) && !Number.isNaN(Date.parse(value))))
    return `must be a date for ${operator}, such as 2027-01-31T08:00:00Z`;
  if (kind.endsWith("ipaddress") && !isAddress(value))
    return `must be an address or a network for ${operator}, such as 203.0.113.0/24`;
  if (kind.startsWith("arn") && !/^(arn:|\*)/.test(value)) return `must be an ARN for ${operator}`;
  return undefined;
}

function isAddress(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const maxPrefix = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return (
    maxPrefix > 0 &&
    more.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= maxPrefix))
  );
}
