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
  /** Where a person reaches it. @default no load balancer */
  readonly url?: string;
  /** CodeDeploy's names for it, and what it deploys. @default ECS itself deploys */
  readonly codeDeploy?: { readonly application: string; readonly group: string; readonly appSpec: string };
}

/** Requests at a time, and all of them, of the load test. */
const LOAD = { concurrent: 500, requests: 100_000 };

/**
 * Commands of the AWS CLI for what people do with a service every day, by what they do. Each is one line for a shell, with
 * everything in it, and in double quotes only what has to be, because `terraform output` shows those with a backslash.
 */
export function serviceCommands(props: ServiceCommandsProps): Record<string, string> {
  const { service, region, url, network } = props;
  const { name, clusterName, taskFamily } = service;
  const aws = (rest: string) => `aws ${rest} --region ${region}`;
  const ecs = (action: string, rest: string) => aws(`ecs ${action} --cluster ${clusterName} ${rest}`);
  return {
    "run a task": ecs(
      "run-task",
      [
        `--task-definition ${taskFamily} --count 2`,
        props.host.runArguments,
        ...(network ? [networkArgument(network)] : []),
      ].join(" "),
    ),
    "follow the logs": aws(`logs tail ${service.logGroupName} --follow`),
    ...(service.exec && {
      "open a shell": ecs(
        "execute-command",
        `--container ${service.container.name} --interactive --command ${service.os === "linux" ? "/bin/sh" : "powershell.exe"} --task $(${ecs("list-tasks", `--service-name ${name} --query 'taskArns[0]' --output text`)})`,
      ),
    }),
    ...(props.codeDeploy ? byCodeDeploy(aws, props.codeDeploy) : byEcs(ecs, aws, name, taskFamily)),
    ...(url !== undefined && { "test the load": `ab -n ${LOAD.requests} -c ${LOAD.concurrent} ${url}/` }),
  };
}

function networkArgument({ subnetIds, securityGroupIds, publicIp }: TaskNetwork): string {
  const list = (ids: string[]) => `[${Fn.join(",", ids)}]`;
  const network = `subnets=${list(subnetIds)},securityGroups=${list(securityGroupIds)},assignPublicIp=${publicIp ? "ENABLED" : "DISABLED"}`;
  return `--network-configuration 'awsvpcConfiguration={${network}}'`;
}

type Command = (rest: string) => string;

function byEcs(
  ecs: (action: string, rest: string) => string,
  aws: Command,
  service: string,
  family: string,
): Record<string, string> {
  const previous = aws(
    `ecs list-task-definitions --family-prefix ${family} --sort DESC --query 'taskDefinitionArns[1]' --output text`,
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
  const newest = (index: number, statuses: string) =>
    aws(
      `deploy list-deployments ${of} --include-only-statuses ${statuses} --query 'deployments[${index}]' --output text`,
    );
  const revision = toJson({ revisionType: "AppSpecContent", appSpecContent: { content: appSpec } });
  const previous = aws(
    `deploy get-deployment --deployment-id $(${newest(1, "Succeeded")}) --query deploymentInfo.revision --output json`,
  );
  const running = newest(0, "Created Queued InProgress Ready");
  return {
    "deploy again": aws(`deploy create-deployment ${of} --revision '${revision}'`),
    "go on": aws(`deploy continue-deployment --deployment-wait-type READY_WAIT --deployment-id $(${running})`),
    "stop a deployment": aws(`deploy stop-deployment --auto-rollback-enabled --deployment-id $(${running})`),
    "roll back": aws(`deploy create-deployment ${of} --revision "$(${previous})"`),
  };
}
