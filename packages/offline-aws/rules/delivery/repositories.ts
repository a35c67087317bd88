import { type AwsRule, blocksOf, isMissing, knownText, repeated, textsOf } from "../rule.ts";

/** The service of a resource by the beginning of the ids of its events; see the page of `notified-events`. */
const EVENTS_OF: Readonly<Record<string, RegExp>> = {
  codecommit: /^codecommit-repository-/,
  codebuild: /^codebuild-project-/,
  codedeploy: /^codedeploy-application-/,
  codepipeline: /^codepipeline-pipeline-/,
};

export const REPOSITORY_RULES: readonly AwsRule[] = [
  {
    name: "repository-of-code",
    // "Repository names cannot end in .git."
    source: "https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html",
    types: ["aws_codecommit_repository"],
    apply: ({ planned }) =>
      knownText(planned.repository_name)?.endsWith(".git")
        ? `InvalidRepositoryNameException: The repository name ${String(planned.repository_name)} is not valid: it can't end in .git`
        : undefined,
  },
  {
    name: "repository-triggers",
    source: "https://docs.aws.amazon.com/codecommit/latest/APIReference/API_PutRepositoryTriggers.html",
    types: ["aws_codecommit_trigger"],
    apply({ planned, region, others }) {
      const triggers = blocksOf(planned.trigger);
      if (!others("aws_codecommit_repository").some((each) => each.repository_name === planned.repository_name))
        return `RepositoryDoesNotExistException: ${String(planned.repository_name)} does not exist`;
      if (triggers.length > 10)
        return "MaximumRepositoryTriggersExceededException: The number of triggers allowed for the repository was exceeded.";
      const branches = triggers.flatMap(({ branches: names = null }) => textsOf(names));
      if (branches.length > 0 && triggers.some((trigger) => textsOf(trigger.branches).length > 10))
        return "MaximumBranchesExceededException: The number of branches for the trigger was exceeded.";
      const twin = repeated(triggers.map(({ name }) => String(name)));
      if (twin !== undefined)
        return `InvalidRepositoryTriggerNameException: The name of the trigger is not valid: ${twin} is used more than once`;
      const away = triggers
        .map(({ destination_arn }) => knownText(destination_arn)?.split(":") ?? [])
        .find(([, , service, at]) => service !== undefined && (at !== region || !["sns", "lambda"].includes(service)));
      if (away === undefined) return undefined;
      return away[3] === region
        ? "InvalidRepositoryTriggerDestinationArnException: The Amazon Resource Name (ARN) for the trigger is not valid for the specified destination."
        : "InvalidRepositoryTriggerRegionException: The AWS Region for the trigger target does not match the AWS Region for the repository.";
    },
  },
  {
    name: "connected-provider",
    source: "https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_CreateConnection.html",
    types: ["aws_codestarconnections_connection"],
    apply: ({ planned }) =>
      ["GitHubEnterpriseServer", "GitLabSelfManaged"].includes(String(planned.provider_type)) &&
      isMissing(planned.host_arn)
        ? `ValidationException: A host is required for the provider type ${String(planned.provider_type)}`
        : undefined,
  },
  {
    name: "notified-events",
    source: "https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html",
    types: ["aws_codestarnotifications_notification_rule"],
    apply({ planned }) {
      const service = knownText(planned.resource)?.split(":")[2] ?? "";
      const form = EVENTS_OF[service];
      if (service !== "" && form === undefined)
        return `ValidationException: The service ${service} is not supported for notification rules`;
      const wrong = textsOf(planned.event_type_ids).find((id) => form?.test(id) === false);
      return wrong === undefined
        ? undefined
        : `ValidationException: The event type ${wrong} is not supported for resources of ${service}`;
    },
  },
];
