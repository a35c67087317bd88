import { randomUUID } from "node:crypto";
import { type Diagnostic, error } from "../protocol/messages.ts";
import type { ObjectValue } from "../protocol/values.ts";
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

/** How a call has failed. */
export interface Failure {
  /** Operation of the API. @default the one that creates, changes or deletes the resource */
  operation?: string;
  /** HTTP status. @default 400 */
  status?: number;
  /** Number of attempts, if it was given up after several. */
  attempts?: number;
}

/** An error as the provider words it: `creating EC2 VPC: operation error EC2: CreateVpc, https response error …`. */
export function toDiagnostic(
  problem: AwsError,
  verb: "creating" | "updating" | "deleting" | "reading",
  type: string,
  name: string,
  facts: TypeFacts,
  { operation, status = 400, attempts }: Failure = {},
): Diagnostic {
  if (type.startsWith("docker_")) return error(problem.message);
  const [service, noun] = facts.api ?? UNKNOWN_API;
  const about = `${verb} ${noun || type}${name === "" ? "" : ` (${name})`}`;
  const called = operation ?? (verb === "reading" ? "" : operationOf(facts, verb));
  const given = attempts === undefined ? "" : `exceeded maximum number of attempts, ${attempts}, `;
  const prefix = MODELLED.has(service) ? "" : "api error ";
  return error(
    `${about}: operation error ${service}: ${called}, ${given}https response error StatusCode: ${status}, RequestID: ${randomUUID()}, ${prefix}${problem.message}`,
  );
}

/** What an error calls a resource by. */
export const nameForMessages = ({ name, id }: ObjectValue): string =>
  typeof name === "string" ? name : typeof id === "string" ? id : "";
