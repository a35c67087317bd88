import type { StatementConfig } from "../../config/services/task-role.ts";

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** One statement of an IAM policy. */
export interface Statement extends Pick<DeepReadonly<StatementConfig>, "actions" | "conditions"> {
  readonly sid?: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** @default what the policy is attached to: repositories of ECR take no resources */
  readonly resources?: readonly string[];
  /** Everything but these, instead of `resources`. */
  readonly notResources?: readonly string[];
  /** Principals, by kind: `AWS` or `Service`; `"*"` for everyone. Only in policies of resources. */
  readonly principals?: Readonly<Record<string, readonly string[]>> | "*";
}

/** A policy as JSON. Members always have the same order, so equal policies are equal texts. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(toJson) });
}

/** On whose behalf a service assumes a role. */
export interface TrustSource {
  /** 12 digits. */
  readonly account: string;
  /** ARNs of the resources, with `*` where only their beginning is known. @default every resource of the account */
  readonly arns?: readonly string[];
}

/**
 * Lets an AWS service assume a role. With a source, only on behalf of that account's resources: otherwise another
 * account could make the service use it (the confused deputy). Not every service passes on whose behalf it calls.
 */
export function trustPolicy(service: string, source?: TrustSource): string {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    ...(source && { Condition: sourceCondition(source) }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const sourceCondition = ({ account, arns = [] }: TrustSource) => ({
  StringEquals: { "aws:SourceAccount": account },
  ...(arns.length > 0 && { ArnLike: { "aws:SourceArn": oneOrMany(arns) } }),
});

/** Lets one role assume another, also across accounts. */
export function roleTrustPolicy(roleArn: string): string {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: roleArn } };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

function toJson({ sid, effect = "Allow", actions, resources, notResources, ...rest }: Statement): object {
  const { principals, conditions } = rest;
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(principals !== undefined && { Principal: principals === "*" ? "*" : mapValues(principals) }),
    Action: oneOrMany(actions),
    ...(resources !== undefined && { Resource: oneOrMany(resources) }),
    ...(notResources !== undefined && { NotResource: oneOrMany(notResources) }),
    ...(conditions !== undefined && { Condition: conditions }),
  };
}

const oneOrMany = (values: readonly string[]) => (values.length === 1 ? values[0] : values);

const mapValues = (principals: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(principals).map(([kind, names]) => [kind, oneOrMany(names)]));
