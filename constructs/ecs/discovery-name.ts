import type { EcsServiceServiceRegistries } from "@cdktf/provider-aws/lib/ecs-service";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import type { DiscoveryConfig } from "../../config/services/discovery-name.ts";

/** A private zone of DNS names that Cloud Map keeps. */
export interface DnsNamespace {
  readonly id: string;
  readonly name: string;
}

export interface DiscoveryNameProps {
  readonly settings: DiscoveryConfig;
  readonly namespace: DnsNamespace;
  readonly serviceName: string;
}

/** A DNS name whose records ECS keeps: one for each healthy task. */
export class DiscoveryName extends Construct {
  /** The whole name. */
  readonly dnsName: string;
  /** What the ECS service registers its tasks with. */
  readonly registry: EcsServiceServiceRegistries;

  constructor(scope: Construct, id: string, { settings, namespace, serviceName }: DiscoveryNameProps) {
    super(scope, id);
    const { name, recordType, ttlSeconds, containerName, containerPort } = settings;
    const found = new ServiceDiscoveryService(this, "service", {
      name,
      description: `Tasks of the service ${serviceName}`,
      dnsConfig: {
        namespaceId: namespace.id,
        dnsRecords: [{ type: recordType, ttl: ttlSeconds }],
        routingPolicy: "MULTIVALUE",
      },
      // ECS says which tasks are healthy, as nothing else can in a private zone; AWS takes no other threshold.
      healthCheckCustomConfig: { failureThreshold: 1 },
      forceDestroy: true, // ECS removes tasks from it only a while after they are gone
      lifecycle: { createBeforeDestroy: true }, // new tasks have the new name before the old one goes
    });
    this.dnsName = `${name}.${namespace.name}`;
    this.registry = {
      registryArn: found.arn,
      ...(recordType === "SRV" && { containerName, containerPort }),
    };
  }
}
