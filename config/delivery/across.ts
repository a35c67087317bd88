import { locationOf } from "../arns.ts";
import type { Parsed } from "../config.ts";
import { resolveNames } from "../environment-names.ts";
import type { Finding } from "../finding.ts";
import { whereParsed } from "../unparsed.ts";

/** Rules between a delivery and the account and clusters of its environment. */
export const DELIVERY_RULES_ACROSS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkApprovers,
  checkConnection,
  checkPromotedClusters,
  checkPipelineRole,
];

/** https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-create-template.html: no approvals of other accounts. */
function checkApprovers({ account, delivery }: Parsed): Finding[] {
  if (delivery?.source.type !== "codecommit") return [];
  return (delivery.source.approvals?.approvers ?? []).flatMap((approver, index) => {
    const [, owner] = /:(\d{12}):/.exec(approver) ?? [];
    if (owner === undefined || owner === account) return [];
    const message = `is in another account, whose approvals CodeCommit does not count: name one of ${account}`;
    return [{ path: ["delivery", "source", "approvals", "approvers", index], message }];
  });
}

/** https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-share.html: only those of codeconnections are shared. */
function checkConnection({ account, delivery }: Parsed): Finding[] {
  if (delivery?.source.type !== "connection") return [];
  const { connectionArn = "" } = delivery.source;
  if (!connectionArn.includes(":codestar-connections:") || locationOf(connectionArn).account === account) return [];
  const message = `is in another account, and only connections named codeconnections are shared: use one of ${account}`;
  return [{ path: ["delivery", "source", "connectionArn"], message }];
}

type Promotion = NonNullable<Parsed["delivery"]>["promotions"][number];

const promotionsOf = ({ delivery }: Parsed) =>
  (delivery?.promotions ?? []).map((promotion, index) => ({ promotion, path: ["delivery", "promotions", index] }));

const accountOf = ({ roleArn }: Promotion): string => locationOf(roleArn).account;

/** A promotion is for another environment, whose clusters have other names in this account and region. */
function checkPromotedClusters(environment: Parsed): Finding[] {
  const { ec2Cluster, fargateCluster } = resolveNames(environment.names, environment);
  return promotionsOf(environment).flatMap(({ promotion, path }) =>
    whereParsed(() => {
      const isOwn = [ec2Cluster, fargateCluster].includes(promotion.clusterName);
      if (!isOwn || accountOf(promotion) !== environment.account) return [];
      const message = "is a cluster of this environment, whose services are in delivery.services: name that of another";
      return [{ path: [...path, "clusterName"], message }];
    }),
  );
}

/** A pipeline that deploys here from elsewhere is not the one of this environment. */
function checkPipelineRole({ account, names, name, delivery, ...rest }: Parsed): Finding[] {
  const { pipelineRoleArn } = delivery?.deployedFrom ?? {};
  if (pipelineRoleArn === undefined || locationOf(pipelineRoleArn).account !== account) return [];
  const { pipelineRole } = resolveNames(names, { account, name, ...rest });
  if (pipelineRoleArn.slice(pipelineRoleArn.lastIndexOf("/") + 1) !== pipelineRole) return [];
  const message =
    "is the role of this environment's own pipeline, whose services are in delivery.services: name that of another";
  return [{ path: ["delivery", "deployedFrom", "pipelineRoleArn"], message }];
}
