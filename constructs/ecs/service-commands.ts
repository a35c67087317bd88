import { Fn } from "cdktf";
import type { ServiceConfig } from "../../config/config.ts";
import { toJson } from "../json.ts";
import type { TaskHost } from "./task-host.ts";
import type { TaskNetwork } from "./task-network.ts";

/** What the commands of a service need to know of it. */
export interface ServiceCommandsProps {
  readonly service: ServiceConfig;
  readonly host: TaskHost;
  /** Network of the tasks. @default that of the instance */
  readonly network?: TaskNetwork;
  readonly region: string;
  /** The revision that Terraform has registered. */
  readonly taskDefinitionArn: string;
  /** Where users reach it. @default no load balancer */
  readonly url?: string;
  /** CodeDeploy's names for it, and what it deploys. @default ECS itself deploys */
  readonly codeDeploy?: { readonly application: string; readonly group: string; readonly appSpec: string };
}

/** Maximum number of tasks that one call starts (Amazon ECS API reference, RunTask). */
const MAX_RUN = 10;

/** Requests at a time, and all of them, of the load test. */
const LOAD = { concurrent: 500, requests: 100_000 };

/**
 * Commands of the AWS CLI for what people do with a service every day, by what they do. Each is one line for a shell, with
 * everything in it, and in double quotes only what has to be, because `terraform output` shows those with a backslash.
 */
export function serviceCommands(props: ServiceCommandsProps): Record<string, string> {
  const { service, region, url, network } = props;
  const { name, clusterName, delivered, promoted } = service;
  const aws = (rest: string) => `aws ${rest} --region ${region}`;
  const ecs = (action: string, rest: string) => aws(`ecs ${action} --cluster ${clusterName} ${rest}`);
  const startedBy = `--started-by run-${name.slice(0, 124)}`; // at most 128 characters
  return {
    "run a task": ecs(
      "run-task",
      [
        // The newest revision of a delivered service may be Terraform's, which has the configured image.
        `--task-definition ${delivered ? `$(${running(service, region)})` : service.taskFamily}`,
        `--count ${Math.min(service.desiredCount || 1, MAX_RUN)} ${startedBy}`,
        ...tagArguments(service),
        props.host.runArguments,
        ...(network ? [networkArgument(network)] : []),
      ].join(" "),
    ),
    "stop a task": ecs("stop-task", `--task $(${nth(1, ecs("list-tasks", `${startedBy} ${listed("taskArns")}`))})`),
    "follow the logs": aws(`logs tail ${service.logGroupName} --follow`),
    ...(service.exec && {
      "open a shell": ecs(
        "execute-command",
        `--container ${service.container.name} --interactive --command ${service.os === "linux" ? "/bin/sh" : "powershell.exe"} --task $(${nth(1, ecs("list-tasks", `--service-name ${name} ${listed("taskArns")}`))})`,
      ),
    }),
    ...(props.codeDeploy ? byCodeDeploy(aws, props.codeDeploy) : byEcs(ecs, aws, name)),
    ...(promoted && { "take over the configuration": takeOver(aws, props) }),
    // `ab` wants a path; a host with a wildcard is not an address.
    ...(url?.startsWith("http") &&
      !/[*?]/.test(url) && { "test the load": `ab -n ${LOAD.requests} -c ${LOAD.concurrent} ${withPath(url)}` }),
  };
}

const withPath = (url: string) => (/:\/\/[^/]*$/.test(url) ? `${url}/` : url);

/** A whole list, on a line a page: the AWS CLI applies a query to each page by itself, so `[0]` would be one a page. */
const listed = (list: string) => `--query '${list}[]' --output text`;

/** One of what a command lists, from 1. */
const nth = (number: number, command: string) => `${command} | xargs -n1 | sed -n ${number}p`;

/** Those of the service, as far as a task has them. Without a service, ECS refuses `SERVICE` for propagateTags. */
function tagArguments({ managedTags, propagateTags }: ServiceConfig): string[] {
  return [
    ...(managedTags ? ["--enable-ecs-managed-tags"] : []),
    ...(propagateTags === "none" ? [] : ["--propagate-tags TASK_DEFINITION"]),
  ];
}

function networkArgument({ subnetIds, securityGroupIds, publicIp }: TaskNetwork): string {
  const list = (ids: string[]) => `[${Fn.join(",", ids)}]`;
  const network = `subnets=${list(subnetIds)},securityGroups=${list(securityGroupIds)},assignPublicIp=${publicIp ? "ENABLED" : "DISABLED"}`;
  return `--network-configuration 'awsvpcConfiguration={${network}}'`;
}

type Command = (rest: string) => string;

/** Prints the revision that a service runs. */
const running = ({ name, clusterName }: ServiceConfig, region: string): string =>
  `aws ecs describe-services --cluster ${clusterName} --services ${name} --query 'services[0].taskDefinition' --output text --region ${region}`;

/** The revision that a service runs, within an AppSpec in single quotes in a shell. */
export const runningRevision = (service: ServiceConfig, region: string): string => `'$(${running(service, region)})'`;

/** What ECS answers of a revision, and does not take. */
const READ_ONLY =
  ".taskDefinitionArn,.revision,.status,.requiresAttributes,.compatibilities,.registeredAt,.registeredBy";

/** Deploys the definition of Terraform with the image that runs, because no release of another environment brings it. */
function takeOver(aws: Command, { service, region, taskDefinitionArn }: ServiceCommandsProps): string {
  const definition = (revision: string) =>
    aws(`ecs describe-task-definition --task-definition ${revision} --query taskDefinition --output json`);
  const named = `--arg name ${service.container.name}`;
  const image = `${definition(`$(${running(service, region)})`)} | jq -r ${named} '.containerDefinitions[] | select(.name == $name).image'`;
  const changed = `${definition(taskDefinitionArn)} | jq ${named} --arg image $image '(.containerDefinitions[] | select(.name == $name).image) = $image | del(${READ_ONLY})'`;
  const registered = aws(
    `ecs register-task-definition --cli-input-json "$(${changed})" --query taskDefinition.taskDefinitionArn --output text`,
  );
  const update = aws(
    `ecs update-service --cluster ${service.clusterName} --service ${service.name} --task-definition $revision`,
  );
  return `image=$(${image}) && revision=$(${registered}) && ${update}`;
}

function byEcs(ecs: (action: string, rest: string) => string, aws: Command, service: string): Record<string, string> {
  // The revision before the newest may be one that Terraform has registered and nothing has run.
  const before = ecs(
    "list-service-deployments",
    `--service ${service} --status SUCCESSFUL --query 'reverse(sort_by(serviceDeployments,&createdAt))[1].targetServiceRevisionArn' --output text`,
  );
  const previous = aws(
    `ecs describe-service-revisions --service-revision-arns $(${before}) --query 'serviceRevisions[0].taskDefinition' --output text`,
  );
  const running = ecs(
    "list-service-deployments",
    `--service ${service} --status PENDING IN_PROGRESS --query 'serviceDeployments[0].serviceDeploymentArn' --output text`,
  );
  return {
    "deploy again": ecs("update-service", `--service ${service} --force-new-deployment`),
    "stop a deployment": aws(`ecs stop-service-deployment --stop-type ROLLBACK --service-deployment-arn $(${running})`),
    "roll back": ecs("update-service", `--service ${service} --task-definition $(${previous})`),
  };
}

function byCodeDeploy(
  aws: Command,
  { application, group, appSpec }: NonNullable<ServiceCommandsProps["codeDeploy"]>,
): Record<string, string> {
  const of = `--application-name ${application} --deployment-group-name ${group}`;
  const newest = (number: number, statuses: string) =>
    nth(number, aws(`deploy list-deployments ${of} --include-only-statuses ${statuses} ${listed("deployments")}`));
  const revision = toJson({ revisionType: "AppSpecContent", appSpecContent: { content: appSpec } });
  const previous = aws(
    `deploy get-deployment --deployment-id $(${newest(2, "Succeeded")}) --query deploymentInfo.revision --output json`,
  );
  const running = newest(1, "Created Queued InProgress Ready");
  return {
    "deploy again": aws(`deploy create-deployment ${of} --revision '${revision}'`),
    "go on": aws(`deploy continue-deployment --deployment-wait-type READY_WAIT --deployment-id $(${running})`),
    "stop a deployment": aws(`deploy stop-deployment --auto-rollback-enabled --deployment-id $(${running})`),
    "roll back": aws(`deploy create-deployment ${of} --revision "$(${previous})"`),
  };
}
