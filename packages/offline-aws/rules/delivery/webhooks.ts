import { type AwsRule, blockOf, knownText } from "../rule.ts";

/** Sources that call a webhook. */
const CALLING = /^(BITBUCKET|GITHUB|GITHUB_ENTERPRISE|GITLAB|GITLAB_SELF_MANAGED|NO_SOURCE)$/;

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
];
