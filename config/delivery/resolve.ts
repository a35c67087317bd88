import { strategyOf } from "../../packages/deployments/strategy.ts";
import type { Names } from "../environment-names.ts";
import { rolloutOf } from "../services/rollout.ts";
import type { Service } from "../services/service.ts";
import { approvalRuleContent } from "./approvals.ts";
import { type DeliveryConfig, deliveryOf, isReleasing } from "./delivery.ts";

interface Parsed {
  readonly services: readonly Service[];
  readonly delivery?: DeliveryConfig;
}

/** Completes a delivery. CodeDeploy belongs to it, so that there is one too where CodeDeploy deploys a service. */
export function resolveDelivery(environment: Parsed, names: Names) {
  const { services, delivery: given } = environment;
  const codeDeploy = services.some((each) => strategyOf(rolloutOf(each)).controller === "CODE_DEPLOY");
  const releases = given !== undefined && isReleasing(given);
  if (given === undefined && !codeDeploy) return undefined;
  const delivery = deliveryOf(environment);
  return {
    ...delivery,
    /** Content of the approval rule of pull requests; undefined if they need no approval. */
    approvalRule: approvalRuleOf(delivery),
    /** Whether its stack has anything to make: an environment that is only deployed to has no more than a role. */
    hasStack: releases || codeDeploy || given?.infrastructure !== undefined || given?.notifications !== undefined,
    /** Whether the environment has a source, a build and a pipeline that releases it. */
    releases,
    artifactPrefix: artifactPrefix(names.pipeline),
  };
}

function approvalRuleOf({ source }: DeliveryConfig): string | undefined {
  if (source.type !== "codecommit" || source.approvals === undefined) return undefined;
  return approvalRuleContent(source.branch, source.approvals);
}

/** First part of the keys of a pipeline's artifacts: CodePipeline shortens its name to 20 characters. */
const artifactPrefix = (pipelineName: string): string => `${pipelineName.slice(0, 20)}/`;
