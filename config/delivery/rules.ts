import type { Finding } from "../finding.ts";
import { checkAttached } from "../managed-policies.ts";
import { deployStageName } from "../names.ts";
import { checkApprovalRule } from "./approvals.ts";
import type { DeliveryConfig } from "./delivery.ts";
import type { InfrastructureConfig } from "./infrastructure.ts";

/** Patterns of one kind that a trigger takes (CodePipeline quotas). */
const MAX_PATTERNS = 8;

/** Stages besides those of services and promotions; a pipeline takes 50 in all (CodePipeline quotas). */
const FIRST_STAGES = ["Source", "Build", "Approval"];
const MAX_STAGES = 50;

/** What CodePipeline would refuse of a pipeline. */
export const DELIVERY_RULES = [checkSource, checkStages, checkInfrastructure, checkImageCheck, checkNotifications];

function checkSource({ source }: DeliveryConfig): Finding[] {
  if (source.type === "codecommit") return checkApprovalRule(source.branch, source.approvals);
  if (source.type !== "connection") return [];
  const found: Finding[] = (["paths", "tags"] as const).flatMap((field) =>
    source[field].length <= MAX_PATTERNS
      ? []
      : [{ path: ["source", field], message: `is too long: a trigger allows ${MAX_PATTERNS} patterns` }],
  );
  const { tags, tagsProtected, provider, repository, connectionArn, branch } = source;
  if (tags.length > 0 && !tagsProtected)
    found.push({
      path: ["source", "tags"],
      message: `can be pushed on any commit, bypassing the rules of ${branch}: protect these tags at the Git host and set source.tagsProtected to true, or leave tags out`,
    });
  // Only GitLab has groups in groups; what an existing connection leads to is not known here.
  if (connectionArn === undefined && provider !== "gitlab" && repository.split("/").length > 2)
    found.push({
      path: ["source", "repository"],
      message: `has more parts than a repository of ${provider}: write owner and name, such as acme/shop`,
    });
  return found;
}

function checkStages({ services, promotions, approval }: DeliveryConfig): Finding[] {
  const own = [...FIRST_STAGES, ...services.map(deployStageName)];
  const found: Finding[] = promotions.flatMap(({ name, services }, index) => {
    const path = ["promotions", index];
    if (own.includes(name))
      return [{ path: [...path, "name"], message: "is a stage of this environment: use another name" }];
    if (promotions.findIndex((each) => each.name === name) < index)
      return [{ path: [...path, "name"], message: "is listed twice: give each stage its own name" }];
    if (promotions.some((each) => each.approval && `Approve-${each.name}` === name))
      return [{ path: [...path, "name"], message: "is the stage of another promotion's approval: use another name" }];
    if (services.length > 0) return [];
    return [{ path: [...path, "services"], message: "is empty: name a service, or remove it" }];
  });
  if (promotions.length > 0 && services.length === 0)
    found.push({
      path: ["promotions"],
      message:
        "need the name of the container that gets the image, which comes from delivery.services: list a service there",
    });
  const stages =
    2 + (approval ? 1 : 0) + services.length + promotions.reduce((sum, { approval }) => sum + (approval ? 2 : 1), 0);
  if (stages > MAX_STAGES)
    found.push({
      path: ["services"],
      message: `make ${stages} stages with the others: a pipeline allows ${MAX_STAGES}, so deliver some from another environment`,
    });
  return found;
}

function checkInfrastructure({ source, infrastructure }: DeliveryConfig): Finding[] {
  if (infrastructure === undefined) return [];
  const { paths } = infrastructure;
  const found = checkPolicies(infrastructure);
  if (source.type === "ecr")
    found.push({
      path: ["source", "type"],
      message: "brings no files to plan: use codecommit, connection or s3, or leave infrastructure out",
    });
  if (source.type !== "connection" && paths.length > 0)
    found.push({
      path: ["infrastructure", "paths"],
      message: "is only for a source behind a connection: leave it out, and every push is planned",
    });
  if (paths.length > MAX_PATTERNS)
    found.push({
      path: ["infrastructure", "paths"],
      message: `is too long: a trigger allows ${MAX_PATTERNS} patterns`,
    });
  return found;
}

function checkPolicies(infrastructure: InfrastructureConfig): Finding[] {
  return (["applyPolicyArns", "planPolicyArns"] as const).flatMap((field): Finding[] => {
    const path = ["infrastructure", field];
    const arns = infrastructure[field];
    if (arns === undefined) return [];
    if (arns.length === 0)
      return [{ path, message: `is empty: name a policy${field === "planPolicyArns" ? ", or leave it out" : ""}` }];
    return checkAttached(arns).map((found) => ({ ...found, path: [...path, ...found.path] }));
  });
}

function checkImageCheck({ imageCheckSchedule, services }: DeliveryConfig): Finding[] {
  if (imageCheckSchedule === undefined || services.length > 0) return [];
  const message =
    "compares nothing, because the pipeline deploys no services here: list delivery.services, or leave it out";
  return [{ path: ["imageCheckSchedule"], message }];
}

function checkNotifications({ notifications }: DeliveryConfig): Finding[] {
  if (notifications === undefined) return [];
  const { topicArn, emails, of } = notifications;
  const found: Finding[] = [];
  if (topicArn !== undefined && emails.length > 0)
    found.push({
      path: ["notifications", "emails"],
      message: "can't be added to an existing topic: subscribe them there, or leave topicArn out",
    });
  if (of.length === 0)
    found.push({ path: ["notifications", "of"], message: "is empty: name a result, or remove notifications" });
  return found;
}
