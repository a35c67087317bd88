import * as v from "valibot";
import { clusterOf } from "./clusters/resolve.ts";
import type { Parsed } from "./config.ts";
import { resolveNames } from "./environment-names.ts";
import { policyArn, text } from "./fields.ts";
import type { Finding } from "./finding.ts";
import { policyProblem } from "./managed-policies.ts";

/** Company rules for IAM roles. Path and prefix also apply to instance profiles and policies. */
export const identity = v.strictObject({
  /**
   * Permissions boundary of every role: a policy of this account or an AWS managed one. It limits what roles may do.
   * @default none
   */
  permissionsBoundaryArn: v.optional(policyArn()),
  /** Path, such as `/teams/shop/`, up to 512 characters. A change replaces the roles. @default "/" */
  path: v.optional(
    v.pipe(
      text(
        /^(?=.{1,512}$)\/([\w+=,.@-]+\/)*$/,
        "is not a path of IAM: begin and end with a slash, such as /teams/shop/, with letters, digits and + = , . @ _ - between",
      ),
      // The default of IAM.
      v.transform((path) => (path === "/" ? undefined : path)),
    ),
  ),
  /** Prefix of the names that `names` does not set, up to 32 characters, such as `acme-`. @default none */
  namePrefix: v.optional(
    text(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/,
      "is not a valid name prefix: use up to 32 letters, digits, _ and -, starting with a letter or digit",
    ),
  ),
});

export type IdentityConfig = v.InferOutput<typeof identity>;

/** What AWS would refuse of roles and of what they are used for. */
export const IDENTITY_RULES_ACROSS = [checkBoundary, checkActivationRole, checkTaskRoles];

/** A boundary is a policy of the same account, or one of AWS (IAM user guide, permissions boundaries). */
function checkBoundary({ account, identity }: Parsed): Finding[] {
  const { permissionsBoundaryArn: arn } = identity;
  if (arn === undefined) return [];
  const owner = arn.split(":")[4];
  const message =
    owner === account || owner === "aws"
      ? policyProblem(arn)
      : `is in another account: a role takes policies of ${account} and AWS managed policies`;
  return message === undefined ? [] : [{ path: ["identity", "permissionsBoundaryArn"], message }];
}

/**
 * Maximum number of characters of the name of the role that servers are registered with (Systems Manager API reference,
 * CreateActivation).
 */
const MAX_ACTIVATION_ROLE = 64;

/** Systems Manager knows the role of servers by path and name. */
const activationRole = (path: string | undefined, name: string): string => `${(path ?? "/").slice(1)}${name}`;

function checkActivationRole(environment: Parsed): Finding[] {
  const { identity, names, ec2Cluster } = environment;
  if (identity.path === undefined || ec2Cluster === undefined) return [];
  if (clusterOf("ec2", environment).externalInstances === undefined) return [];
  const name = activationRole(identity.path, resolveNames(names, environment).externalInstanceRole);
  if (name.length <= MAX_ACTIVATION_ROLE) return [];
  const message = `makes the role of external instances ${name}, and Systems Manager allows ${MAX_ACTIVATION_ROLE} characters: use a shorter path, or a shorter names.externalInstanceRole`;
  return [{ path: ["identity", "path"], message }];
}

/** A service takes roles of the same account only (IAM user guide, granting permissions to pass a role). */
function checkTaskRoles({ account, services }: Parsed): Finding[] {
  return services.flatMap(({ taskRole, executionRole }, index) =>
    [
      { path: ["taskRole", "arn"], arn: taskRole.arn },
      { path: ["executionRole", "arn"], arn: executionRole?.arn },
    ].flatMap(({ path, arn }) => {
      if (arn === undefined || arn.split(":")[4] === account) return [];
      const message = `is in another account: tasks can only use roles of ${account}, which can assume others`;
      return [{ path: ["services", index, ...path], message }];
    }),
  );
}
