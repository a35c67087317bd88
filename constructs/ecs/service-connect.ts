import type { EcsServiceServiceConnectConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import type { ServiceConfig } from "../../config/config.ts";
import { portName } from "./container-definition.ts";

/** What services of a cluster that find each other by name share. */
export interface Mesh {
  readonly namespaceArn: string;
  /** Security group whose members may connect to each other. */
  readonly securityGroupId: string;
}

/** Service Connect in the arguments of a service; undefined where the service does not use it. */
export function serviceConnectArguments(
  { serviceConnect, container }: Pick<ServiceConfig, "serviceConnect" | "container">,
  { namespaceArn }: Mesh,
): EcsServiceServiceConnectConfiguration | undefined {
  if (serviceConnect === undefined) return undefined;
  const { name, port } = serviceConnect;
  const client = { enabled: true, namespace: namespaceArn };
  if (name === undefined) return client;
  return {
    ...client,
    service: [
      {
        portName: portName(container.port),
        discoveryName: name,
        clientAlias: { dnsName: name, port: port ?? container.port },
      },
    ],
  };
}
