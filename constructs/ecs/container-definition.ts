/** A container of a task. */
export interface ContainerProps {
  readonly name: string;
  /** Image with tag or digest. */
  readonly image: string;
  /** Port that the container listens on. */
  readonly port: number;
  /** Port of the instance: 0 for one that Docker chooses (bridge), the container's own with awsvpc. */
  readonly hostPort: number;
  /** Memory that it is stopped for exceeding, in MiB. @default the task's */
  readonly memoryMiB?: number;
  /** Memory that is kept free for it, in MiB. @default none */
  readonly memoryReservationMiB?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroupName: string;
  readonly region: string;
}

/**
 * A container in the form of the ECS API. Lists whose order means nothing are sorted, so that a plan shows a change only
 * where there is one.
 */
export function containerDefinition(props: ContainerProps): object {
  return {
    name: props.name,
    image: props.image,
    essential: true,
    memory: props.memoryMiB,
    memoryReservation: props.memoryReservationMiB,
    portMappings: [{ containerPort: props.port, hostPort: props.hostPort, protocol: "tcp" }],
    environment: Object.keys(props.environment)
      .sort()
      .map((name) => ({ name, value: props.environment[name] })),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": props.logGroupName,
        "awslogs-region": props.region,
        "awslogs-stream-prefix": props.name,
      },
    },
  };
}
