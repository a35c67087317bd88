import type { LogsConfig } from "../../config/services/logs.ts";
import { sortedEntries } from "../sorted-entries.ts";

export interface LogGroupProps {
  readonly logGroupName: string;
  readonly region: string;
}

/** Name of the container that routes the output of the others. */
const LOG_ROUTER = "log-router";

/** How a container logs, in the form of the ECS API. */
export function logConfiguration(containerName: string, logs: LogsConfig, group: LogGroupProps): object {
  if (logs.type === "cloudwatch") return toCloudWatch(containerName, group, logs.bufferMiB);
  const secretOptions = sortedEntries(logs.secrets).map(([name, { arn }]) => ({ name, valueFrom: arn }));
  return {
    logDriver: "awsfirelens",
    options: logs.options,
    secretOptions: secretOptions.length > 0 ? secretOptions : undefined,
  };
}

const toCloudWatch = (containerName: string, { logGroupName, region }: LogGroupProps, bufferMiB?: number) => ({
  logDriver: "awslogs",
  options: {
    "awslogs-group": logGroupName,
    "awslogs-region": region,
    "awslogs-stream-prefix": containerName,
    ...(bufferMiB !== undefined && { mode: "non-blocking", "max-buffer-size": `${bufferMiB}m` }),
  },
});

/** The container that a task with FireLens has besides its own, in the form of the ECS API. */
export function logRouter(image: string, group: LogGroupProps): object {
  return {
    name: LOG_ROUTER,
    image,
    essential: true, // without it output is lost
    memoryReservation: 50,
    firelensConfiguration: { type: "fluentbit" },
    logConfiguration: toCloudWatch(LOG_ROUTER, group),
  };
}
