import type { Finding } from "../../finding.ts";
import { checkAttached } from "../../managed-policies.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";
import { checkHostPaths } from "./host-paths.ts";
import { isEvery, isLike, isNarrowed, type Sample } from "./wide-statements.ts";

/**
 * Rights that the code of a service seldom needs, and that whoever breaks into a task has too. Each has a field that says that
 * they are meant.
 */
export const WIDE_RIGHTS_RULES = [
  checkManagedPolicies,
  checkAdministrator,
  checkEscalation,
  checkSecrets,
  checkHostPaths,
];

function checkManagedPolicies({ taskRole }: Service): Finding[] {
  const at = ["taskRole", "managedPolicyArns"];
  return checkAttached(taskRole.managedPolicyArns).map(({ path, message }) => ({ path: [...at, ...path], message }));
}

/**
 * AWS's policies with which a task can give itself every right, or has all but those
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html).
 */
const ADMINISTRATOR =
  /:iam::aws:policy\/(AdministratorAccess(-[\w-]+)?|IAMFullAccess|PowerUserAccess|AWSOrganizationsFullAccess|AWSSSOMasterAccountAdministrator)$/;

const ADMINISTRATOR_MESSAGE =
  "gives the tasks every permission in the account, or lets them take it: list what they need in statements, or set taskRole.allowAdministrator to true";

function checkAdministrator({ taskRole }: Service): Finding[] {
  if (taskRole.allowAdministrator) return [];
  return taskRole.managedPolicyArns.flatMap((arn, index) =>
    ADMINISTRATOR.test(arn) ? [{ path: ["taskRole", "managedPolicyArns", index], message: ADMINISTRATOR_MESSAGE }] : [],
  );
}

/**
 * Actions with which whoever has them on any role or user gives itself every right
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
 */
const ESCALATIONS = [
  ...["AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy", "AttachUserPolicy", "PutUserPolicy"],
  ...["AttachGroupPolicy", "PutGroupPolicy", "AddUserToGroup", "CreatePolicyVersion", "SetDefaultPolicyVersion"],
  ...["CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"],
].map((name) => `iam:${name}`);

const EVERY_IDENTITY = ["role/Any", "user/Any", "group/Any", "policy/Any"].map((name) => ["iam", name] as const);

function checkEscalation({ taskRole }: Service): Finding[] {
  if (taskRole.allowAdministrator) return [];
  return wideStatements(taskRole, ESCALATIONS, EVERY_IDENTITY, ADMINISTRATOR_MESSAGE);
}

/** AWS's policy that reads every secret (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecretsManagerReadWrite.html). */
const READS_SECRETS = /:iam::aws:policy\/SecretsManagerReadWrite$/;

const SECRETS_MESSAGE =
  "lets the tasks read every secret of the account: name those they need, or set taskRole.allowAllSecrets to true";

/** Secrets Manager puts six random characters behind each name. */
const EVERY_SECRET = ["any-AbCdEf", "team/Other_1-Gh12Jk"].map((name) => ["secretsmanager", `secret:${name}`] as const);

function checkSecrets({ taskRole }: Service): Finding[] {
  if (taskRole.allowAllSecrets) return [];
  const attached = taskRole.managedPolicyArns.flatMap((arn, index) =>
    READS_SECRETS.test(arn) ? [{ path: ["taskRole", "managedPolicyArns", index], message: SECRETS_MESSAGE }] : [],
  );
  return [...attached, ...wideStatements(taskRole, ["secretsmanager:GetSecretValue"], EVERY_SECRET, SECRETS_MESSAGE)];
}

/** Resources of statements that allow one of the actions on whatever there is: on one of the samples, all of a kind. */
function wideStatements(
  { statements }: Service["taskRole"],
  actions: readonly string[],
  samples: readonly Sample[],
  message: string,
): Finding[] {
  return statements.flatMap((statement, index) =>
    whereParsed(() => {
      if (isNarrowed(statement) || !statement.actions.some((each) => actions.some((one) => isLike(each, one))))
        return [];
      return statement.resources.flatMap((resource, at) =>
        isEvery(resource, samples) ? [{ path: ["taskRole", "statements", index, "resources", at], message }] : [],
      );
    }),
  );
}
