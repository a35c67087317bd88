import type { Finding } from "../finding.ts";
import { deployStageName } from "../names.ts";
import type { DeliveryConfig } from "./delivery.ts";
import type { InfrastructureConfig } from "./infrastructure.ts";

/** Patterns of one kind that a trigger takes (CodePipeline quotas). */
const MOST_PATTERNS = 8;

/** Managed policies that a role takes (IAM quotas). */
const MOST_POLICIES = 10;

/** Stages besides those of services and promotions; a pipeline takes 50 in all (CodePipeline quotas). */
const FIRST_STAGES = ["Source", "Build", "Approval"];
const MOST_STAGES = 50;

/** What CodePipeline would refuse of a pipeline. */
export const DELIVERY_RULES = [checkSource, checkStages, checkInfrastructure, checkNotifications];

function checkSource({ source }: DeliveryConfig): Finding[] {
  if (source.type !== "connection") return [];
  return (["paths", "tags"] as const).flatMap((field) =>
    source[field].length <= MOST_PATTERNS
      ? []
      : [{ path: ["source", field], message: `is too long: a trigger takes ${MOST_PATTERNS} patterns` }],
  );
}

function checkStages({ services, promotions, approval }: DeliveryConfig): Finding[] {
  const own = [...FIRST_STAGES, ...services.map(deployStageName)];
  const found: Finding[] = promotions.flatMap(({ name, services }, index) => {
    const path = ["promotions", index];
    if (own.includes(name))
      return [{ path: [...path, "name"], message: "is a stage of this environment: use another name" }];
    if (promotions.findIndex((each) => each.name === name) < index)
      return [{ path: [...path, "name"], message: "is listed twice: give each stage its own name" }];
    if (services.length > 0) return [];
    return [{ path: [...path, "services"], message: "is empty: name a service, or remove it" }];
  });
  if (promotions.length > 0 && services.length === 0)
    found.push({
      path: ["promotions"],
      message:
        "need the name of the container that gets the image, which delivery.services tells: name a service there",
    });
  const stages =
    2 + (approval ? 1 : 0) + services.length + promotions.reduce((sum, { approval }) => sum + (approval ? 2 : 1), 0);
  if (stages > MOST_STAGES)
    found.push({
      path: ["services"],
      message: `make ${stages} stages with the others: a pipeline takes ${MOST_STAGES}, so deliver some from another environment`,
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
  if (paths.length > MOST_PATTERNS)
    found.push({
      path: ["infrastructure", "paths"],
      message: `is too long: a trigger takes ${MOST_PATTERNS} patterns`,
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
    if (arns.length > MOST_POLICIES)
      return [{ path, message: `is too long: a role takes ${MOST_POLICIES} policies, so put some together` }];
    // Names are unique in an account, whatever the path and the case (IAM user guide, IAM identifiers).
    const names = arns.map((arn) => `${arn.split(":")[4]} ${arn.slice(arn.lastIndexOf("/") + 1).toLowerCase()}`);
    return arns.flatMap((arn, index) =>
      names.indexOf(names[index] as string) < index && !arns.slice(0, index).includes(arn)
        ? [{ path: [...path, index], message: "is a second policy of that name in its account: attach one of them" }]
        : [],
    );
  });
}

function checkNotifications({ notifications }: DeliveryConfig): Finding[] {
  if (notifications === undefined) return [];
  const { topicArn, emails, of } = notifications;
  const found: Finding[] = [];
  if (topicArn !== undefined && emails.length > 0)
    found.push({
      path: ["notifications", "emails"],
      message: "can't be added to a topic of your own: subscribe them there, or leave topicArn out",
    });
  if (of.length === 0)
    found.push({ path: ["notifications", "of"], message: "is empty: name a result, or remove notifications" });
  return found;
}
