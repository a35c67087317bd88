import type { ObjectValue, Value } from "../protocol/values.ts";
import { isObject, isUnknown } from "../protocol/values.ts";
import { factsOf, operationOf } from "../provider/facts.ts";
import { type ProviderCall, typeIn } from "./call.ts";
import PERMISSIONS from "./permissions.json";

/**
 * IAM actions that the provider needs for a type. An action without a prefix has that of `service`. Actions are named as in
 * https://docs.aws.amazon.com/service-authorization/latest/reference/, where not every API operation has an action of its
 * name; which operations are called is read in https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service. Compared with the `handlers.permissions` of the
 * same resource in https://github.com/hashicorp/terraform-provider-awscc/tree/main/internal/service/cloudformation/schemas, which
 * has them from AWS: CloudFormation looks at more before and after a call, and does more in one resource.
 */
interface TypePermissions {
  service: string;
  create?: readonly string[];
  read?: readonly string[];
  update?: readonly string[];
  delete?: readonly string[];
  /** Actions that add and remove tags. */
  tags?: readonly string[];
  /** Arguments that name a role which is passed to the service. */
  pass?: readonly string[];
}

const KNOWN = PERMISSIONS as Readonly<Record<string, TypePermissions>>;

/** Prefixes of actions by SDK service id, for types that have no data here. */
const PREFIXES: Readonly<Record<string, string>> = {
  ACM: "acm",
  "Application Auto Scaling": "application-autoscaling",
  "Auto Scaling": "autoscaling",
  Budgets: "budgets",
  CloudWatch: "cloudwatch",
  "CloudWatch Logs": "logs",
  DynamoDB: "dynamodb",
  EC2: "ec2",
  ECR: "ecr",
  ECS: "ecs",
  EFS: "elasticfilesystem",
  EKS: "eks",
  "Elastic Load Balancing v2": "elasticloadbalancing",
  EventBridge: "events",
  IAM: "iam",
  KMS: "kms",
  Lambda: "lambda",
  RDS: "rds",
  "Route 53": "route53",
  S3: "s3",
  SFN: "states",
  SNS: "sns",
  SQS: "sqs",
  SSM: "ssm",
  "Secrets Manager": "secretsmanager",
};

/** IAM actions that a call needs, `ec2:CreateVpc`; undefined if they are not known. */
export function actionsOf(call: ProviderCall): readonly string[] | undefined {
  const { type, operation } = call;
  const known = KNOWN[type] ?? KNOWN[typeIn(type)];
  if (known === undefined) return assumed(call);
  const { service, tags = [], pass = [] } = known;
  const [before, after] = [tagsOf(call.before), tagsOf(call.after)];
  const actions = [...(known[operation] ?? [])];
  // Creating something with tags needs the permission to tag. The provider reads what it has created or changed.
  if (operation === "create" || operation === "update") {
    actions.push(...(known.read ?? []));
    const [add, remove] = tags;
    if (add !== undefined && Object.keys(after).some((key) => after[key] !== before[key])) actions.push(add);
    if (remove !== undefined && Object.keys(before).some((key) => !(key in after))) actions.push(remove);
    if (pass.some((path) => valuesAt(call.after, path.split(".")).length > 0)) actions.push("iam:PassRole");
  }
  return [...new Set(actions.map((action) => (action.includes(":") ? action : `${service}:${action}`)))];
}

/** The one action that creates or deletes a resource, for types of which no more is known. */
function assumed({ type, operation }: ProviderCall): readonly string[] | undefined {
  const facts = factsOf(type);
  const prefix = PREFIXES[facts.api?.[0] ?? ""];
  if (prefix === undefined || operation === "read") return undefined;
  const verbs = { create: "creating", update: "updating", delete: "deleting" } as const;
  return [`${prefix}:${operationOf(facts, verbs[operation])}`];
}

const tagsOf = ({ tags_all, tags = null }: ObjectValue = {}): ObjectValue => {
  // All tags are not known yet where there are none, or where some of their values are not.
  const all = isUnknown(tags_all ?? null) ? tags : (tags_all ?? tags);
  return isObject(all) ? all : isUnknown(all) ? { "": all } : {};
};

/** Roles, or what has them, that a call passes; those that are known. */
export function passedTo({ type, after }: ProviderCall): string[] {
  const values = (KNOWN[type]?.pass ?? []).flatMap((path) => valuesAt(after, path.split(".")));
  return values.filter((value) => typeof value === "string");
}

/** Values of an argument, in all of the blocks that it may be in. */
function valuesAt(value: Value | undefined, path: readonly string[]): Value[] {
  const [step, ...rest] = path;
  if (step === undefined) return value === null || value === undefined || value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  return isObject(value) ? valuesAt(value[step], rest) : [];
}
