/*
 * Resources of policies (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers_arns.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
 */

/** Types of S3's resources whose ARNs have a region and an account (Service Authorization Reference, Amazon S3). */
const S3_TYPES = /^(accesspoint|job|storage-lens|storage-lens-group|access-grants|\*|\?)/;

/** Services all of whose ARNs have a region and an account (Service Authorization Reference, resource types of each). */
const PLACED = ["dynamodb", "kinesis", "kms", "secretsmanager", "sns", "sqs", "states"];

/**
 * How resources of a service begin (Service Authorization Reference, resource types of each). Of those of SNS and SQS, which
 * are names alone, none has a slash.
 */
const NAMES: Readonly<Record<string, readonly [form: RegExp, written: string]>> = {
  dynamodb: [/^(table|global-table)\//, "table/NAME"],
  kms: [/^(key|alias)\//, "key/ID"],
  lambda: [/^(function|layer|event-source-mapping|code-signing-config|capacity-provider):/, "function:NAME"],
  secretsmanager: [/^secret:/, "secret:NAME-??????"],
  sns: [/^[^/]+$/, "NAME"],
  sqs: [/^[^/]+$/, "NAME"],
  // The slash of /a/b is that behind parameter (https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html).
  ssm: [/^(?!parameter\/\/)/, "parameter/NAME with one slash between"],
};

/** Types of resources in those forms. */
const typesOf = (form: RegExp): readonly string[] => /^\^\(?([a-z|-]+)/.exec(form.source)?.[1]?.split("|") ?? [];

/**
 * What is wrong with the name of a resource. A wildcard may be the rest of a type, where what is before it begins one; names
 * without a type are never patterns of the wrong form.
 */
function nameProblem(service: string, name: string): string | undefined {
  const [form, written] = NAMES[service] ?? [];
  if (form === undefined || form.test(name)) return undefined;
  const [, start] = /^([\w-]*)[*?$]/.exec(name) ?? [];
  const types = typesOf(form);
  if (start !== undefined && (types.length === 0 || types.some((type) => type.startsWith(start)))) return undefined;
  return `names nothing of ${service}, whose ARNs end with ${written}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const NO_VARIABLE =
  "has ${ without a variable of policies, such as ${aws:username}: write the name itself, because nothing else is put in";

/** What is wrong with the resource of a statement, and the way out; undefined if nothing is. */
export function resourceProblem(resource: string, partition: string): string | undefined {
  if (resource === "*") return undefined;
  if (/\$\{(?!([\w-]+:[^{}]+|[*?$])\})/.test(resource)) return NO_VARIABLE;
  const [, ofPartition = "", service = "", region = "", account = "", ...rest] = resource.split(":");
  const name = rest.join(":");
  const isOpen = /:\*+$/.test(resource) || resource.includes("${");
  // A wildcard at the end covers the parts that are left out.
  if (rest.length === 0 && !isOpen)
    return "has too few parts for an ARN: write arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE, with nothing between colons where AWS shows nothing";
  if (name === "" && !isOpen) return "names no resource: write what follows the last colon, or *";
  if (!/[*?$]/.test(ofPartition) && ofPartition !== partition)
    return `is in another partition than the environment: use arn:${partition}:…`;
  if (/[*?]/.test(service) && resource.split(":").length > 3)
    return "has a wildcard in its service, which has to be written out, such as s3";
  if (!/^[a-z0-9*?-]+$/.test(service) && !service.includes("${"))
    return "has an invalid service: write it in lower case, such as s3";
  if (account !== "" && !/^\d{12}$|^aws$|[*?$]/.test(account))
    return "has an invalid account: write its 12 digits, * for any, or nothing if AWS shows none";
  if (region !== "" && !/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$|[*?$]/.test(region))
    return "has an invalid region: write it as AWS does, such as us-east-1, or * for any";
  const missing = [...(region === "" ? ["region"] : []), ...(account === "" ? ["account"] : [])];
  if (PLACED.includes(service) && rest.length > 0 && missing.length > 0)
    return `has no ${missing.join(" and no ")}, which ARNs of ${service} have: add it, or * for any`;
  if (service === "iam" && region !== "") return "has a region, which ARNs of IAM don't: leave that part empty";
  if (service === "s3" && rest.length > 0 && (region !== "" || account !== "") && !S3_TYPES.test(name))
    return `names a bucket with a region or an account, which matches none: write arn:${partition}:s3:::BUCKET`;
  return rest.length > 0 ? nameProblem(service, name) : undefined;
}
