import { toJson } from "../json.ts";

/** What CodeDeploy has to be told of a service's new tasks. */
export interface AppSpecProps {
  readonly taskDefinitionArn: string;
  readonly containerName: string;
  readonly port: number;
  /** @default not on Fargate */
  readonly platformVersion?: string;
  readonly capacity: readonly { readonly provider: string; readonly weight: number; readonly base: number }[];
  /** @default the network of the instance */
  readonly network?: {
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly publicIp: boolean;
  };
  /** ARNs of functions by the moment, such as `afterAllowTestTraffic`. */
  readonly hooks: Readonly<Record<string, string | undefined>>;
}

/** CodeDeploy calls hooks in this order (CodeDeploy user guide, AppSpec hooks for an Amazon ECS deployment). */
const HOOKS = [
  "beforeInstall",
  "afterInstall",
  "afterAllowTestTraffic",
  "beforeAllowTraffic",
  "afterAllowTraffic",
] as const;

/** The AppSpec file of a service, as JSON. It carries what Terraform leaves alone once CodeDeploy deploys. */
export function appSpec(props: AppSpecProps): string {
  const { network, hooks } = props;
  const Properties = {
    TaskDefinition: props.taskDefinitionArn,
    LoadBalancerInfo: { ContainerName: props.containerName, ContainerPort: props.port },
    PlatformVersion: props.platformVersion,
    NetworkConfiguration: network && {
      AwsvpcConfiguration: {
        Subnets: network.subnetIds,
        SecurityGroups: network.securityGroupIds,
        AssignPublicIp: network.publicIp ? "ENABLED" : "DISABLED",
      },
    },
    ...(props.capacity.length > 0 && {
      CapacityProviderStrategy: props.capacity.map(({ provider, weight, base }) => ({
        CapacityProvider: provider,
        Weight: weight,
        Base: base,
      })),
    }),
  };
  const used = HOOKS.flatMap((hook) => {
    const functionArn = hooks[hook];
    return functionArn === undefined ? [] : [{ [hook.charAt(0).toUpperCase() + hook.slice(1)]: functionArn }];
  });
  return toJson({
    version: "0.0",
    Resources: [{ TargetService: { Type: "AWS::ECS::Service", Properties } }],
    Hooks: used.length > 0 ? used : undefined,
  });
}
