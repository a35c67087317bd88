import type { Config } from "../config/config.ts";
import { IMAGE_PLACEHOLDER } from "../constructs/cicd/deploy-stage.ts";
import { appSpec } from "../constructs/ecs/app-spec.ts";
import type { ClusterService, ClusterServiceProps } from "../constructs/ecs/cluster-service.ts";
import { withAngleBrackets } from "../constructs/json.ts";
import { strategyOf } from "../packages/deployments/strategy.ts";

export type ServiceConfig = Config["services"][number];

/** Where and with what a service runs: what its cluster says of it. */
export type Running = Pick<
  ClusterServiceProps,
  "platform" | "capacity" | "platformVersion" | "placement" | "taskNetwork" | "dependsOn"
> & {
  /** Arguments of `aws ecs run-task` that say the same. */
  readonly runArguments: string;
};

/** A service of a cluster, as it was asked for and as it is. */
export interface DeployedService {
  readonly config: ServiceConfig;
  readonly running: Running;
  readonly service: ClusterService;
  /** What CodeDeploy has to be told of it, as JSON. @default CodeDeploy does not deploy it */
  readonly appSpec?: string;
}

/** What other stacks know of the services of a cluster, by the service's name. */
export interface ServiceOutputs {
  /** Where a person reaches each service that has a route. */
  readonly serviceUrls: Readonly<Record<string, string>>;
  /** Where new tasks answer before everybody gets them. */
  readonly testUrls: Readonly<Record<string, string>>;
  /** Listeners of the services that CodeDeploy deploys. */
  readonly productionListenerArns: Readonly<Record<string, string>>;
  readonly testListenerArns: Readonly<Record<string, string>>;
  /** What a pipeline releases of the services that it delivers, as JSON: with placeholders for image and revision. */
  readonly releaseTaskDefinitions: Readonly<Record<string, string>>;
  readonly releaseAppSpecs: Readonly<Record<string, string>>;
}

export function serviceOutputs(services: readonly DeployedService[]): ServiceOutputs {
  const byName = (value: (service: DeployedService) => string | undefined): Record<string, string> =>
    Object.fromEntries(
      services.flatMap((each) => {
        const found = value(each);
        return found === undefined ? [] : [[each.config.name, found]];
      }),
    );
  return {
    serviceUrls: byName(({ service }) => service.listener?.url),
    testUrls: byName(({ service }) => service.testListener?.url),
    productionListenerArns: byName(({ service, appSpec }) => appSpec && service.listener?.arn),
    testListenerArns: byName(({ service, appSpec }) => appSpec && service.testListener?.arn),
    releaseTaskDefinitions: byName(({ config, service }) =>
      config.delivered ? withAngleBrackets(service.taskDefinitionWith(`<${IMAGE_PLACEHOLDER}>`)) : undefined,
    ),
    releaseAppSpecs: byName(({ config, running, service }) => {
      const spec = config.delivered ? appSpecOf(config, running, service, "<TASK_DEFINITION>") : undefined;
      return spec && withAngleBrackets(spec);
    }),
  };
}

/** What CodeDeploy has to be told of a service that it deploys. */
export function appSpecOf(
  config: ServiceConfig,
  running: Running,
  service: ClusterService,
  taskDefinitionArn = service.taskDefinitionArn,
): string | undefined {
  const { deployment, container } = config;
  if (strategyOf(deployment.rollout).controller !== "CODE_DEPLOY") return undefined;
  return appSpec({
    taskDefinitionArn,
    containerName: container.name,
    port: container.port,
    platformVersion: running.platformVersion,
    capacity: typeof running.capacity === "string" ? [] : running.capacity,
    network: service.network,
    hooks: deployment.codeDeployHooks,
  });
}
