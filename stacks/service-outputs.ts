import { IMAGE_PLACEHOLDER } from "../constructs/cicd/deploy-stage.ts";
import type { ClusterService } from "../constructs/ecs/cluster-service.ts";
import { withAngleBrackets } from "../constructs/json.ts";

/** What other stacks know of the services of a cluster, by the service's name. */
export interface ServiceOutputs {
  /** URL of each service that has a route. */
  readonly serviceUrls: Readonly<Record<string, string>>;
  /** Where new tasks answer before clients reach them. */
  readonly testUrls: Readonly<Record<string, string>>;
  /** Security group of the tasks, for others to let in: that of the service, or of the instances whose network they have. */
  readonly securityGroupIds: Readonly<Record<string, string>>;
  /** DNS names at which the tasks of each service are found in the VPC. */
  readonly dnsNames: Readonly<Record<string, string>>;
  /** Listeners of the services that CodeDeploy deploys. */
  readonly productionListenerArns: Readonly<Record<string, string>>;
  readonly testListenerArns: Readonly<Record<string, string>>;
  /** What a pipeline releases of the services that it delivers, as JSON: with placeholders for image and revision. */
  readonly releaseTaskDefinitions: Readonly<Record<string, string>>;
  readonly releaseAppSpecs: Readonly<Record<string, string>>;
}

export function serviceOutputs(services: readonly ClusterService[]): ServiceOutputs {
  const byName = (value: (service: ClusterService) => string | undefined): Record<string, string> =>
    Object.fromEntries(
      services.flatMap((each) => {
        const found = value(each);
        return found === undefined ? [] : [[each.config.name, found]];
      }),
    );
  const released = (service: ClusterService, text: string | undefined) =>
    service.config.delivered && text !== undefined ? withAngleBrackets(text) : undefined;
  return {
    serviceUrls: byName(({ routing }) => routing?.url),
    testUrls: byName(({ routing }) => routing?.testUrl),
    securityGroupIds: byName(({ securityGroupId }) => securityGroupId),
    dnsNames: byName(({ dnsName }) => dnsName),
    productionListenerArns: byName((service) => service.appSpec() && service.routing?.listenerArn),
    testListenerArns: byName((service) => service.appSpec() && service.routing?.testListenerArn),
    releaseTaskDefinitions: byName((service) =>
      released(service, service.taskDefinitionWith(`<${IMAGE_PLACEHOLDER}>`)),
    ),
    releaseAppSpecs: byName((service) => released(service, service.appSpec("<TASK_DEFINITION>"))),
  };
}
