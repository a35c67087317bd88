import * as v from "valibot";
import { parse, type SynthesizedStack } from "../read.ts";
import { findStack, follow, roleName, stackOf } from "../reference.ts";

/** What a role of an environment may do. */
export interface Role {
  readonly name: string;
  /** Service or role that assumes it. */
  readonly takenBy: string;
  /** Account for whose resources a service may take it. @default any */
  readonly account?: string;
  /** ARNs of those resources, with `*` for any. @default all */
  readonly sources: readonly string[];
  readonly permissions: readonly Permission[];
  /** Names of policies of AWS. */
  readonly managedPolicies: readonly string[];
}

/** Actions that are allowed on the same resources, under the same conditions. */
export interface Permission {
  /** `ecs:UpdateService` */
  readonly actions: readonly string[];
  /** ARNs, names of roles, or `*`. */
  readonly resources: readonly string[];
  /** Each with the values that the key has, or that it has not. */
  readonly conditions: readonly { readonly key: string; readonly isNot: boolean; readonly values: readonly string[] }[];
}

const text = v.string();
/** One or many, as IAM writes it. */
const texts = v.union([
  v.array(text),
  v.pipe(
    text,
    v.transform((one) => [one]),
  ),
]);

/** Nothing else may be in a statement: what would be left out of the table could be a limit. */
const statement = v.strictObject({
  Sid: v.optional(text),
  Effect: v.literal("Allow"),
  Action: texts,
  Resource: texts,
  Condition: v.optional(
    v.record(
      v.picklist(["StringEquals", "StringNotEqualsIgnoreCase", "StringLike", "ArnEquals", "Bool"]),
      v.record(text, texts),
    ),
    {},
  ),
});
const policyDocument = v.strictObject({ Version: text, Statement: v.array(statement) });

const trustDocument = v.strictObject({
  Version: text,
  Statement: v.tuple([
    v.strictObject({
      Effect: v.literal("Allow"),
      Action: v.literal("sts:AssumeRole"),
      Principal: v.union([v.strictObject({ Service: text }), v.strictObject({ AWS: text })]),
      Condition: v.optional(
        v.strictObject({
          StringEquals: v.strictObject({ "aws:SourceAccount": text }),
          ArnLike: v.optional(v.strictObject({ "aws:SourceArn": texts })),
        }),
      ),
    }),
  ]),
});

const role = v.object({ name: text, assume_role_policy: text });
const inlinePolicy = v.object({ role: text, policy: text });
const attachment = v.object({ role: text, policy_arn: text });
const ownPolicy = v.object({ name: text, policy: text });

/** Roles that the delivery works with, and those that it passes to tasks; none if there is no delivery. */
export function deliveryRoles(stacks: readonly SynthesizedStack[]): Role[] {
  const cicd = findStack(stacks, "cicd");
  if (cicd === undefined) return [];
  const roles = readRoles(stacks);
  const asked = [
    ...JSON.stringify(cicd.resource).matchAll(/\$\{data\.terraform_remote_state\.iam\.outputs\.[\w-]+\}/g),
  ];
  const used = new Set(asked.map(([reference]) => follow(stacks, cicd, reference)));
  const users = roles.filter(({ name }) => used.has(name));
  const passed = new Set(users.flatMap(passedRoles));
  return [...users, ...roles.filter(({ name }) => passed.has(name))];
}

/** Roles that another account's pipeline assumes. */
export function rolesForOthers(stacks: readonly SynthesizedStack[]): Role[] {
  return readRoles(stacks, (takenBy) => takenBy.startsWith("arn:"));
}

const passedRoles = ({ permissions }: Role) =>
  permissions.flatMap(({ actions, resources }) => (actions.includes("iam:PassRole") ? resources : []));

/**
 * Every role, or those that some take. Its policies are in the same stack, or in one that knows later what they are about; those
 * of other roles are not read, because a table of theirs is not asked for.
 */
function readRoles(stacks: readonly SynthesizedStack[], isWanted: (takenBy: string) => boolean = () => true): Role[] {
  const policies = stacks.flatMap((home) => policiesIn(stacks, home));
  return Object.values(stackOf(stacks, "iam").resource?.aws_iam_role ?? {}).flatMap((json) => {
    const { name, assume_role_policy } = parse(role, json, "role");
    const trust = readTrust(assume_role_policy, name);
    if (!isWanted(trust.takenBy)) return [];
    const own = policies.filter((policy) => policy.role === name);
    return [
      {
        name,
        ...trust,
        permissions: own.flatMap(({ permissions }) => permissions()),
        managedPolicies: own.flatMap(({ managed }) => managed),
      },
    ];
  });
}

interface RolePolicy {
  readonly role: string;
  readonly permissions: () => readonly Permission[];
  readonly managed: readonly string[];
}

/** What a stack says about roles, wherever they are. */
function policiesIn(stacks: readonly SynthesizedStack[], home: SynthesizedStack): RolePolicy[] {
  const all = (type: string) => Object.values(home.resource?.[type] ?? {});
  const resolve = (text: string) => follow(stacks, home, text);
  const permissionsOf = (document: string, name: string) => () => readPermissions(document, name, resolve);
  const own = all("aws_iam_policy").map((json) => parse(ownPolicy, json, "policy"));
  const inline = all("aws_iam_role_policy").map((json) => {
    const { role, policy } = parse(inlinePolicy, json, "policy of a role");
    return { role: resolve(role), permissions: permissionsOf(policy, role), managed: [] };
  });
  const attached = all("aws_iam_role_policy_attachment").map((json) => {
    const { role, policy_arn } = parse(attachment, json, "attachment");
    if (policy_arn.includes(":iam::aws:policy/"))
      return { role: resolve(role), permissions: () => [], managed: [roleName(policy_arn)] };
    const found = own.find(({ name }) => name === resolve(policy_arn));
    if (found === undefined) throw new Error(`policy ${policy_arn} of ${role} is in no stack`);
    return { role: resolve(role), permissions: permissionsOf(found.policy, found.name), managed: [] };
  });
  return [...inline, ...attached];
}

function readTrust(document: string, name: string): Pick<Role, "takenBy" | "account" | "sources"> {
  const [trust] = parse(trustDocument, JSON.parse(document), `trust of ${name}`).Statement;
  const { Principal, Condition } = trust;
  return {
    takenBy: "Service" in Principal ? Principal.Service : Principal.AWS,
    account: Condition?.StringEquals["aws:SourceAccount"],
    sources: Condition?.ArnLike?.["aws:SourceArn"] ?? [],
  };
}

function readPermissions(document: string, name: string, resolve: (text: string) => string): Permission[] {
  const { Statement } = parse(policyDocument, JSON.parse(document), `policy of ${name}`);
  return Statement.map(({ Action, Resource, Condition }) => ({
    actions: Action,
    resources: Resource.map(resolve),
    conditions: Object.entries(Condition).flatMap(([operator, values]) =>
      Object.entries(values).map(([key, values]) => ({ key, isNot: operator.includes("Not"), values })),
    ),
  }));
}
