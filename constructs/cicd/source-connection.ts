import { CodestarconnectionsConnection } from "@cdktf/provider-aws/lib/codestarconnections-connection";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { SourceOf } from "../../config/delivery/source.ts";
import { policyDocument } from "../iam/policy.ts";

export interface SourceConnectionProps {
  /** 1 to 32 letters, digits, _ and -. */
  readonly name: string;
  readonly source: Pick<SourceOf<"connection">, "provider" | "connectionArn">;
  /** Name of the role that uses it. @default none does */
  readonly roleName?: string;
}

const PROVIDER_TYPES = { github: "GitHub", gitlab: "GitLab", bitbucket: "Bitbucket" } as const;

/** A connection to a repository at another company, and a pipeline's permission to use it. */
export class SourceConnection extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, source, roleName }: SourceConnectionProps) {
    super(scope, id);
    const { provider, connectionArn } = source;
    this.arn =
      connectionArn ??
      new CodestarconnectionsConnection(this, "connection", { name, providerType: PROVIDER_TYPES[provider] }).arn;
    if (roleName === undefined) return;
    // Its ARN is known only now, so the permission can't be in the role's own policies.
    new IamRolePolicy(this, "policy", {
      name: `${name}-connection`,
      role: roleName,
      policy: policyDocument([
        {
          sid: "UseConnection",
          actions: ["codeconnections:UseConnection", "codestar-connections:UseConnection"], // its old and its new name
          resources: [this.arn],
        },
      ]),
    });
  }
}
