import { randomUUID } from "node:crypto";
import { type Diagnostic, error } from "../protocol/messages.ts";
import { operationOf, type TypeFacts, UNKNOWN_API } from "./facts.ts";

/** AWS refuses an operation: the message reads `Code: message`. Or Docker does, in its provider's words. */
export class AwsError extends Error {}

/** The provider refuses a plan. */
export class PlanError extends Error {}

/** Services whose errors come with their code alone; all others say `api error` before it. */
const MODELLED = new Set([
  "ECS",
  "ECR",
  "IAM",
  "CodeBuild",
  "CodePipeline",
  "CodeDeploy",
  "CodeCommit",
  "KMS",
  "SNS",
  "EventBridge",
  "CloudWatch Logs",
]);

/** An error as the provider words it: `creating EC2 VPC: operation error EC2: CreateVpc, https response error …`. */
export function toDiagnostic(
  problem: AwsError,
  verb: "creating" | "updating" | "deleting",
  type: string,
  name: string,
  facts: TypeFacts,
): Diagnostic {
  if (type.startsWith("docker_")) return error(problem.message);
  const [service, noun] = facts.api ?? UNKNOWN_API;
  const about = `${verb} ${noun || type}${name === "" ? "" : ` (${name})`}`;
  const prefix = MODELLED.has(service) ? "" : "api error ";
  return error(
    `${about}: operation error ${service}: ${operationOf(facts, verb)}, https response error StatusCode: 400, RequestID: ${randomUUID()}, ${prefix}${problem.message}`,
  );
}
