import type { ObjectValue } from "../protocol/values.ts";
import { factsOf } from "../provider/facts.ts";
import type { ProviderConfig } from "../provider/provider-config.ts";
import { lastPart } from "../rules/rule.ts";
import ACTIONS from "./action-resources.json";
import type { ProviderCall } from "./call.ts";
import { passedTo } from "./permissions.ts";

/**
 * Types of resources that an action can be limited to, with `*` those that it always needs, and the ARNs of each type, as in
 * the tables of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
interface ServiceActions {
  actions: Readonly<Record<string, readonly string[]>>;
  resources: Readonly<Record<string, readonly string[]>>;
}

const SERVICES = ACTIONS as unknown as Readonly<Record<string, ServiceActions>>;

/** Where a call is made. */
export type CallScope = Pick<ProviderConfig, "partition" | "region" | "account">;

/** A type of resources that an action can be limited to. */
interface ResourceType {
  name: string;
  /** ARNs with variables, `arn:${Partition}:ecs:${Region}:${Account}:cluster/${ClusterName}`. */
  arns: readonly string[];
  required: boolean;
}

/** Types that an action can be limited to; empty if it is for all resources, undefined if it is not known. */
function typesOf(action: string): ResourceType[] | undefined {
  const [prefix = "", operation = ""] = action.split(":");
  const { actions = {}, resources = {} } = SERVICES[prefix] ?? {};
  return actions[operation]?.map((each) => {
    const name = each.replace("*", "");
    return { name, arns: resources[name] ?? [], required: each.endsWith("*") };
  });
}

/** Whether the Service Authorization Reference has an action. */
export const isAction = (action: string): boolean => typesOf(action) !== undefined;

/**
 * ARNs that an action is needed on: those of the call's own resource, with `*` for what AWS makes up, and any of the other types
 * that AWS asks about. `*` where an action can't be limited.
 */
export function resourcesOf(action: string, call: ProviderCall, scope: CallScope): string[] {
  if (action === "iam:PassRole") return passedRoles(call, scope);
  if (action === "iam:CreateServiceLinkedRole")
    return [`arn:${scope.partition}:iam::${scope.account}:role/aws-service-role/*`];
  const own = ownArn(call.after ?? call.before, call.type);
  const types = typesOf(action) ?? [];
  const about = types.flatMap((type) => {
    const values = own === undefined ? undefined : valuesIn(own, type);
    return values === undefined ? [] : [{ type, values }];
  });
  const found = about.flatMap(({ type, values }) => filled(type, scope, (name) => chosen(values[name], call)));
  // With nothing that is required, such as to tag, it is about one of them; and where it is about `listener/app`, not about `listener/net`.
  const needsNone = !types.some(({ required }) => required);
  const isAboutOne = about.length > 0 && needsNone;
  const sameName = needsNone ? types.filter(({ name }) => isNameOf(name, call.type)) : [];
  const others = (sameName.length > 0 ? sameName : types).filter(
    (each) => !about.some(({ type }) => family(type) === family(each)),
  );
  if (!isAboutOne) found.push(...others.flatMap((each) => filled(each, scope, (name) => attributeFor(name, call))));
  return found.length > 0 ? [...new Set(found)] : ["*"];
}

/** Whether a type of AWS is that of Terraform: `natgateway` is `aws_nat_gateway`. */
const isNameOf = (name: string, type: string) => name.replace(/\W/g, "") === type.replace(/^aws_|_/g, "");

const family = ({ name }: ResourceType) => name.split("/")[0];

/** The ARN of the call's own resource, where an action is about it; undefined if AWS has not given it yet. */
export function arnFor(action: string, { type, before, after }: ProviderCall): string | undefined {
  const own = ownArn(before ?? after, type);
  if (own === undefined || own.split(":")[2] !== action.split(":")[0]) return undefined;
  const types = typesOf(action);
  return types === undefined || types.some((each) => valuesIn(own, each) !== undefined) ? own : undefined;
}

function ownArn(attributes: ObjectValue | undefined, type: string): string | undefined {
  const arn = attributes?.[factsOf(type).arnAttribute ?? "arn"];
  return typeof arn === "string" && arn !== "" ? arn : undefined;
}

const VARIABLE = /\$\{(\w+)\}/g;

/** Variables whose values may have a slash or a colon. */
const WITH_PATH = /Path|Object|LogGroup|Parameter|Secret|Alias|Repository/;

/** Values of the variables of a type in an ARN; undefined if it is of another type. */
function valuesIn(arn: string, { arns }: ResourceType): Record<string, string> | undefined {
  for (const template of arns) {
    const parts = template.split(VARIABLE);
    const names = parts.filter((_, index) => index % 2 === 1);
    const pattern = parts.map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
      return WITH_PATH.test(part) ? "(.+)" : "([^:/]*)";
    });
    const found = new RegExp(`^${pattern.join("")}$`).exec(arn);
    if (found !== null) return Object.fromEntries(names.map((name, index) => [name, found[index + 1] as string]));
  }
  return undefined;
}

/** ARNs of a type, with `*` where a variable has no value. */
const filled = ({ arns }: ResourceType, scope: CallScope, value: (name: string) => string | undefined): string[] => {
  const given: Readonly<Record<string, string>> = {
    Partition: scope.partition,
    Region: scope.region,
    Account: scope.account,
  };
  return arns.map((arn) => arn.replace(VARIABLE, (_, name: string) => given[name] ?? value(name) ?? "*"));
};

/** A part of an ARN, where it was chosen and not made up by AWS: another attribute has it. */
function chosen(value: string | undefined, { before, after }: ProviderCall): string | undefined {
  const parts = value?.split("/") ?? [];
  const texts = textsIn(after ?? before ?? {});
  return parts.every((part) => texts.includes(part) && !isMadeUp(part)) ? value : undefined;
}

/** The attribute that names what a variable means: `bucket` or `bucket_name` for `BucketName`. */
function attributeFor(variable: string, { before, after }: ProviderCall): string | undefined {
  const words = variable
    .replace(/\B[A-Z]/g, "_$&")
    .toLowerCase()
    .replace(/_with_path$/, "");
  if (!words.endsWith("_name")) return undefined;
  for (const name of [words, words.replace(/_name$/, "")]) {
    const value = (after ?? before)?.[name];
    if (typeof value === "string" && /^[\w+=,.@:/-]+$/.test(value) && !isMadeUp(lastPart(value)))
      return lastPart(value);
  }
  return undefined;
}

/** Ids that AWS makes: `vpc-0123456789abcdef0`, a UUID, a hash. */
const isMadeUp = (text: string) => /^([a-z]+-)*[0-9a-f]{8,32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Parts of the texts of a resource, apart from its id, its ARN and its tags. */
function textsIn(attributes: ObjectValue): string[] {
  return Object.entries(attributes)
    .filter(([name]) => !["id", "arn", "tags", "tags_all"].includes(name))
    .flatMap(([, value]) => (typeof value === "string" ? value.split(/[/:]/) : []));
}

/** Roles that are passed, by ARN or by name; any role where an instance profile is named instead. */
function passedRoles(call: ProviderCall, { partition, account }: CallScope): string[] {
  const roles = passedTo(call).map((value) => {
    if (/^arn:[^:]*:iam::\d*:role\//.test(value)) return value;
    return `arn:${partition}:iam::${account}:role/${call.type === "aws_iam_instance_profile" ? value : "*"}`;
  });
  return roles.length > 0 ? [...new Set(roles)] : [`arn:${partition}:iam::${account}:role/*`];
}
