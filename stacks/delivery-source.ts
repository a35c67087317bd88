import { CodecommitRepository } from "@cdktf/provider-aws/lib/codecommit-repository";
import type { Construct } from "constructs";
import { ApprovalRule } from "../constructs/cicd/approval-rule.ts";
import type { PipelineSource } from "../constructs/cicd/pipeline-source.ts";
import { SourceConnection } from "../constructs/cicd/source-connection.ts";
import type { Delivering } from "./delivering.ts";

/** What people have to know of the source. */
export interface SourceOutputs {
  /** Where to push commits, if the source is CodeCommit. */
  readonly sourceRepositoryUrl?: string;
  /** Connection that a person has to approve once, if the source is behind one. */
  readonly connectionArn?: string;
}

/** Where releases come from, and what people have to know of it. */
export interface DeliverySource extends SourceOutputs {
  readonly source: PipelineSource;
}

/** The source of the pipelines; undefined if the environment has none. */
export function createSource(scope: Construct, { names, delivery, name }: Delivering): DeliverySource | undefined {
  const { source, releases, infrastructure } = delivery;
  if (!releases && infrastructure === undefined) return undefined;
  if (source.type === "codecommit") {
    const repository = new CodecommitRepository(scope, "source", {
      repositoryName: names.sourceRepository,
      description: `Source of ${name}`,
    });
    if (delivery.approvalRule !== undefined)
      new ApprovalRule(scope, "approval-rule", {
        name: names.approvalRule,
        content: delivery.approvalRule,
        repositoryName: repository.repositoryName,
      });
    const { repositoryName, arn: repositoryArn, cloneUrlHttp } = repository;
    return { source: { ...source, repositoryName, repositoryArn }, sourceRepositoryUrl: cloneUrlHttp };
  }
  if (source.type !== "connection") return { source };
  const connection = new SourceConnection(scope, "source", {
    name: names.connection,
    source,
    // Without releases there is no release pipeline, and no role of it.
    roleName: releases ? names.pipelineRole : undefined,
  });
  return { source: { ...source, connectionArn: connection.arn }, connectionArn: connection.arn };
}
