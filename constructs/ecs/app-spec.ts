import type { ServiceConfig } from "../../config/config.ts";
import type { CodeDeployHooksConfig } from "../../config/services/deployment.ts";
import { toJson } from "../json.ts";
import { platformVersionOn, type TaskHost } from "./task-host.ts";
import type { TaskNetwork } from "./task-network.ts";

/** What CodeDeploy has to be told of a service's new tasks. */
export interface AppSpecProps {
  readonly service: ServiceConfig;
  readonly host: TaskHost;
  readonly taskDefinitionArn: string;
  /** @default the network of the instance */
  readonly network?: TaskNetwork;
}

/** CodeDeploy calls hooks in this order (CodeDeploy user guide, AppSpec hooks for an Amazon ECS deployment). */
const HOOKS = [
  "beforeInstall",
  "afterInstall",
  "afterAllowTestTraffic",
  "beforeAllowTraffic",
  "afterAllowTraffic",
] as const satisfies (keyof CodeDeployHooksConfig)[];

/** The AppSpec file of a service, as JSON. It carries what Terraform leaves alone once CodeDeploy deploys. */
export function appSpec({ service, host, taskDefinitionArn, network }: AppSpecProps): string {
  const { container, deployment, platformVersion } = service;
  const shares = typeof host.capacity === "string" ? [] : host.capacity;
  const Properties = {
    TaskDefinition: taskDefinitionArn,
    LoadBalancerInfo: { ContainerName: container.name, ContainerPort: container.port },
    PlatformVersion: platformVersionOn(host, platformVersion),
    NetworkConfiguration: network && {
      AwsvpcConfiguration: {
        Subnets: network.subnetIds,
        SecurityGroups: network.securityGroupIds,
        AssignPublicIp: network.publicIp ? "ENABLED" : "DISABLED",
      },
    },
    ...(shares.length > 0 && {
      CapacityProviderStrategy: shares.map(({ provider, weight, base }) => ({
        CapacityProvider: provider,
        Weight: weight,
        Base: base,
      })),
    }),
  };
  const used = HOOKS.flatMap((hook) => {
    const functionArn = deployment.codeDeployHooks[hook];
    return functionArn === undefined ? [] : [{ [hook.charAt(0).toUpperCase() + hook.slice(1)]: functionArn }];
  });
  return toJson({
    version: "0.0",
    Resources: [{ TargetService: { Type: "AWS::ECS::Service", Properties } }],
    Hooks: used.length > 0 ? used : undefined,
  });
}
