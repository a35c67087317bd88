import { type AwsScope, iamArn } from "../iam/arn.ts";
import { policyDocument, type Statement } from "../iam/policy.ts";
import { ASK_FOR_SCAN, LOOK_UP, PULL, PUSH } from "./repository-actions.ts";

export interface ForeignRepositoryPolicyProps {
  /** Where the environment is, whose tasks pull images. */
  readonly awsScope: AwsScope;
  /** Roles that push images and release them, where a pipeline does. @default none */
  readonly pushing?: { readonly buildRoleArn: string; readonly releaseRoleArn: string };
}

/**
 * What the policy of a repository in another account has to allow, as JSON (ECR user guide, repository policies). It names
 * roles in conditions: ECR refuses a policy whose principals are not there yet.
 */
export function foreignRepositoryPolicy({ awsScope, pushing }: ForeignRepositoryPolicyProps): string {
  const principals = { AWS: [iamArn(awsScope, "root")] };
  const ofRole = (sid: string, actions: readonly string[], roleArn: string): Statement => ({
    sid,
    principals,
    actions,
    conditions: { ArnEquals: { "aws:PrincipalArn": roleArn } },
  });
  return policyDocument([
    { sid: `PullFrom${awsScope.account}`, principals, actions: PULL },
    ...(pushing
      ? [
          ofRole("Push", [...new Set([...PUSH, ...LOOK_UP])].sort(), pushing.buildRoleArn),
          ofRole("Release", ASK_FOR_SCAN, pushing.releaseRoleArn),
        ]
      : []),
  ]);
}
