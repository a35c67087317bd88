import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, knownText } from "../rule.ts";

/** Sources that call a webhook. */
const CALLING = /^(BITBUCKET|GITHUB|GITHUB_ENTERPRISE|GITLAB|GITLAB_SELF_MANAGED|NO_SOURCE)$/;

const EVENTS = [
  "PUSH",
  "PULL_REQUEST_CREATED",
  "PULL_REQUEST_UPDATED",
  "PULL_REQUEST_CLOSED",
  "PULL_REQUEST_REOPENED",
  "PULL_REQUEST_MERGED",
  "RELEASED",
  "PRERELEASED",
  "WORKFLOW_JOB_QUEUED",
];

/** A group has one filter of events at least: https://docs.aws.amazon.com/codebuild/latest/APIReference/API_WebhookFilter.html */
function filterProblem(group: ObjectValue): string | undefined {
  const filters = blocksOf(group.filter).filter(({ type, pattern }) => knownText(type) && knownText(pattern));
  if (filters.length < blocksOf(group.filter).length) return undefined;
  const patterns = filters.filter(({ type }) => type === "EVENT").map(({ pattern }) => String(pattern));
  if (patterns.length === 0) return "Each webhook filter group must have at least one filter of type EVENT";
  const event = patterns
    .flatMap((pattern) => pattern.split(","))
    .map((each) => each.trim())
    .find((each) => !EVENTS.includes(each));
  return event === undefined ? undefined : `Invalid webhook event: ${event}: use ${EVENTS.join(", ")}`;
}

export const WEBHOOK_RULES: readonly AwsRule[] = [
  {
    name: "build-webhook",
    source: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateWebhook.html",
    types: ["aws_codebuild_webhook"],
    apply({ planned, others }) {
      const name = knownText(planned.project_name);
      const project = others("aws_codebuild_project").find((each) => each.name === name);
      if (name === undefined) return undefined;
      if (project === undefined) return `ResourceNotFoundException: Project cannot be found: ${name}`;
      const source = knownText(blockOf(project.source).type);
      return source === undefined || CALLING.test(source)
        ? undefined
        : `InvalidInputException: Webhooks are not supported for projects with source type ${source}`;
    },
  },
  {
    name: "webhook-filters",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html",
    types: ["aws_codebuild_webhook"],
    apply({ planned }) {
      const problem = blocksOf(planned.filter_group)
        .map(filterProblem)
        .find((each) => each !== undefined);
      return problem === undefined ? undefined : `InvalidInputException: ${problem}`;
    },
  },
];
