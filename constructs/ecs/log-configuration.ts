import { sortedEntries } from "../sorted-entries.ts";

/** Where the output of a task's containers goes. */
export type LogsProps =
  | {
      readonly type: "cloudwatch";
      /** MiB that are kept while CloudWatch does not answer. @default none: the container waits */
      readonly bufferMiB?: number;
    }
  | {
      readonly type: "firelens";
      /** Settings of Fluent Bit's output plugin. */
      readonly options: Readonly<Record<string, string>>;
      /** ARNs of secrets or parameters, by the name of the setting. */
      readonly secrets: Readonly<Record<string, string>>;
      /** Image of Fluent Bit. */
      readonly image: string;
    };

export interface LogGroupProps {
  readonly logGroupName: string;
  readonly region: string;
}

/** Name of the container that hands on the output of the others. */
const LOG_ROUTER = "log-router";

/** How a container logs, in the form of the ECS API. */
export function logConfiguration(containerName: string, logs: LogsProps, group: LogGroupProps): object {
  if (logs.type === "firelens") {
    const secretOptions = sortedEntries(logs.secrets).map(([name, valueFrom]) => ({ name, valueFrom }));
    return {
      logDriver: "awsfirelens",
      options: logs.options,
      secretOptions: secretOptions.length > 0 ? secretOptions : undefined,
    };
  }
  const { bufferMiB } = logs;
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": group.logGroupName,
      "awslogs-region": group.region,
      "awslogs-stream-prefix": containerName,
      ...(bufferMiB !== undefined && { mode: "non-blocking", "max-buffer-size": `${bufferMiB}m` }),
    },
  };
}

/** The container that a task with FireLens has besides its own, in the form of the ECS API. */
export function logRouter(image: string, group: LogGroupProps): object {
  return {
    name: LOG_ROUTER,
    image,
    essential: true, // without it output is lost
    memoryReservation: 50,
    firelensConfiguration: { type: "fluentbit" },
    logConfiguration: logConfiguration(LOG_ROUTER, { type: "cloudwatch" }, group),
  };
}
