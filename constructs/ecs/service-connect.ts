import type { EcsServiceServiceConnectConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import { portName } from "./container-definition.ts";

/** How a service finds others, and they it. */
export interface ServiceConnectProps {
  readonly namespaceArn: string;
  /** Security group whose members may connect to each other. */
  readonly securityGroupId: string;
  /** Name that others call it by. @default none: it only calls others */
  readonly name?: string;
  /** Port that others call. @default the container's */
  readonly port?: number;
  readonly protocol: "http" | "http2" | "grpc" | "tcp";
}

/** Service Connect in the arguments of a service. */
export function serviceConnect(
  { namespaceArn, name, port }: ServiceConnectProps,
  containerPort: number,
): EcsServiceServiceConnectConfiguration {
  const client = { enabled: true, namespace: namespaceArn };
  if (name === undefined) return client;
  return {
    ...client,
    service: [
      {
        portName: portName(containerPort),
        discoveryName: name,
        clientAlias: { dnsName: name, port: port ?? containerPort },
      },
    ],
  };
}
