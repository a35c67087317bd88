import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import type { Construct } from "constructs";
import type { ClusterConfig } from "../config/clusters/resolve.ts";
import type { Config, ServiceConfig } from "../config/config.ts";
import { ClusterService, type ClusterServiceProps } from "../constructs/ecs/cluster-service.ts";
import type { DnsNamespace } from "../constructs/ecs/discovery-name.ts";
import { ExecAudit } from "../constructs/ecs/exec-audit.ts";
import { runningRevision, serviceCommands } from "../constructs/ecs/service-commands.ts";
import { calledPorts, type Mesh } from "../constructs/ecs/service-connect.ts";
import type { TaskHost } from "../constructs/ecs/task-host.ts";
import { CreatedKey } from "../constructs/encryption/created-key.ts";
import { autoScalingStatements, taskDiskStatements } from "../constructs/encryption/key-users.ts";
import { freeId } from "../constructs/free-id.ts";
import { ApplicationLoadBalancer } from "../constructs/load-balancing/application-load-balancer.ts";
import { ExistingLoadBalancer } from "../constructs/load-balancing/existing-load-balancer.ts";
import { ExistingNetworkLoadBalancer } from "../constructs/load-balancing/existing-network-load-balancer.ts";
import { NetworkLoadBalancer } from "../constructs/load-balancing/network-load-balancer.ts";
import type {
  SharedLoadBalancer,
  SharedNetworkLoadBalancer,
} from "../constructs/load-balancing/shared-load-balancer.ts";
import { MeshSecurityGroup } from "../constructs/network/mesh-security-group.ts";
import { BaseStack } from "./base-stack.ts";
import type { CapacityKind } from "./capacity.ts";
import { httpsDestinations } from "./https-destinations.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import { overridePart } from "./overrides.ts";
import { withOwnImages } from "./own-images.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
import { required } from "./required.ts";
import { type ServiceOutputs, serviceOutputs } from "./service-outputs.ts";

/** What other stacks know of a cluster. */
export interface ClusterOutputs extends ServiceOutputs {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly serviceNames: string[];
  /** URL of the services that share a listener; set only if something is routed. */
  readonly url?: string;
  /** Elastic IP addresses of the Network Load Balancer; set only if they are created. */
  readonly networkPublicIps?: string[];
  /** There only where the cluster has instances. */
  readonly capacityProviderName?: string;
}

/** The stacks that a cluster builds on. */
export interface ClusterUpstream {
  readonly network: NetworkOutputs;
  readonly iam: IamOutputs;
  /** @default no image is in the environment's own repository */
  readonly registry?: RegistryOutputs;
}

/** An ECS cluster on one kind of capacity, the load balancer that its services share, and the services. */
export class ClusterStack<Settings extends ClusterConfig> extends BaseStack {
  readonly outputs: ClusterOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    private readonly settings: Settings,
    Capacity: CapacityKind<Settings>,
    private readonly upstream: ClusterUpstream,
  ) {
    super(scope, id, config);
    const { services } = this;
    const cluster = this.createCluster();
    const loadBalancer = this.createLoadBalancer();
    const volumesKeyArn = this.config.encryption.volumesKeyArn ?? this.createVolumesKey();
    const networkLoadBalancer = this.createNetworkLoadBalancer();
    const reached = { loadBalancer, networkLoadBalancer, mesh: this.createMesh() };
    const around = { ...upstream, ...reached, scope: this, cluster, services, stackTags: this.tags, volumesKeyArn };
    const capacity = new Capacity(config, settings, around);
    const namespace = this.createDnsNamespace();
    const created = services.map((service) =>
      this.createService(withKey(service, volumesKeyArn), capacity.hostOf(service), cluster, { ...reached, namespace }),
    );
    for (const each of created) this.showService(each);
    this.override(created);
    const { registrationCommand } = capacity;
    if (registrationCommand !== undefined)
      this.showSecret("registrationCommand", registrationCommand, "What to run as root on an external server");
    this.outputs = this.publish<ClusterOutputs>({
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      serviceNames: created.map(({ name }) => name),
      url: loadBalancer?.listener.url,
      networkPublicIps: networkLoadBalancer?.publicIps,
      ...serviceOutputs(created),
      ...capacity.outputs,
    });
  }

  private get services(): ServiceConfig[] {
    return this.config.services.filter(({ cluster }) => cluster === this.settings.kind);
  }

  private createCluster(): EcsCluster {
    const { name, containerInsights } = this.settings;
    return new EcsCluster(this, "cluster", {
      name,
      setting: [{ name: "containerInsights", value: containerInsights }],
      configuration: this.createExecAudit()?.configuration,
    });
  }

  /** There is one only where a shell may be opened. */
  private createExecAudit(): ExecAudit | undefined {
    const { taskRoleArns } = this.upstream.iam;
    const withShells = this.services.filter(({ exec }) => exec);
    if (withShells.length === 0) return undefined;
    return new ExecAudit(this, "exec-audit", {
      cluster: this.settings,
      taskRoleArns: withShells.map(({ name }) => taskRoleArns[name] as string),
      keyArn: this.config.encryption.shellsKeyArn,
      awsScope: this.awsScope,
    });
  }

  /** There is one only where something has volumes: instances, or tasks. */
  private createVolumesKey(): string | undefined {
    const { encryption, name } = this.config;
    const { kind } = this.settings;
    const disks = this.services.some(({ volumes }) => volumes.some((each) => each.type === "ebs" && !each.kmsKeyArn));
    if (!encryption.created.includes("volumes") || (kind !== "ec2" && !disks)) return undefined;
    const key = new CreatedKey(this, "volumes-key", {
      alias: `${name}-${kind}-volumes`,
      description: `EBS volumes of the ${kind} cluster of ${name}`,
      statements: [
        ...(kind === "ec2" ? autoScalingStatements(this.awsScope) : []),
        ...(disks ? taskDiskStatements(required(this.upstream.iam.ecsRoleArn, "ecsRoleArn")) : []),
      ],
      awsScope: this.awsScope,
    });
    return key.arn;
  }

  private createLoadBalancer(): SharedLoadBalancer | undefined {
    const { loadBalancer } = this.settings;
    if (loadBalancer === undefined) return undefined;
    if (loadBalancer.existing !== undefined) return new ExistingLoadBalancer(loadBalancer.existing);
    const { vpcId, publicSubnetIds, privateSubnetIds } = this.upstream.network;
    return new ApplicationLoadBalancer(this, "load-balancer", {
      settings: loadBalancer,
      vpcId,
      subnetIds: loadBalancer.scheme === "internal" ? privateSubnetIds : publicSubnetIds,
      awsScope: this.awsScope,
    });
  }

  private createNetworkLoadBalancer(): SharedNetworkLoadBalancer | undefined {
    const { networkLoadBalancer: settings } = this.settings;
    if (settings === undefined) return undefined;
    const { existing } = settings;
    if (existing !== undefined) return new ExistingNetworkLoadBalancer(this, existing, settings);
    const { vpcId, publicSubnetIds, privateSubnetIds } = this.upstream.network;
    return new NetworkLoadBalancer(this, "network-load-balancer", {
      settings,
      vpcId,
      subnetIds: settings.scheme === "internal" ? privateSubnetIds : publicSubnetIds,
      awsScope: this.awsScope,
    });
  }

  /** What services need to find each other by name, if any of them asks for it. */
  private createMesh(): Mesh | undefined {
    const { name } = this.settings;
    if (this.services.every(({ serviceConnect }) => serviceConnect === undefined)) return undefined;
    const namespace = new ServiceDiscoveryHttpNamespace(this, "namespace", {
      name,
      description: `Services of the cluster ${name}`,
    });
    const group = new MeshSecurityGroup(this, "mesh", {
      name: `${name}-mesh`,
      description: `Services of the cluster ${name} that call each other`,
      vpcId: this.upstream.network.vpcId,
      ports: calledPorts(this.services),
    });
    return { namespaceArn: namespace.arn, securityGroupId: group.groupId, rules: group.rules };
  }

  /** Where services have DNS names, if any of them has one. */
  private createDnsNamespace(): DnsNamespace | undefined {
    const { id, name } = this.settings.dnsNamespace;
    if (this.services.every(({ serviceDiscovery }) => serviceDiscovery === undefined)) return undefined;
    if (id !== undefined) return { id, name };
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "dns-namespace", {
      name,
      description: `Tasks of the cluster ${this.settings.name}`,
      vpc: this.upstream.network.vpcId,
    });
    return { id: namespace.id, name };
  }

  private createService(
    service: ServiceConfig,
    host: TaskHost,
    { name, arn }: EcsCluster,
    reached: Pick<ClusterServiceProps, "loadBalancer" | "networkLoadBalancer" | "mesh" | "namespace">,
  ): ClusterService {
    const { network, iam } = this.upstream;
    return new ClusterService(this, freeId(this, service.name), {
      service: withOwnImages(service, this.upstream.registry),
      host,
      cluster: { name, arn },
      vpcId: network.vpcId,
      https: httpsDestinations(this.settings, network, network.privateSubnetIds.length > 0 ? "private" : "public"),
      executionRoleArn: iam.executionRoleArns[service.name] as string,
      taskRoleArn: iam.taskRoleArns[service.name] as string,
      infrastructureRoleArn: iam.ecsRoleArn,
      keepTaskRevisions: this.config.keepTaskRevisions,
      loadBalancer: reached.loadBalancer,
      networkLoadBalancer: reached.networkLoadBalancer,
      mesh: reached.mesh,
      namespace: reached.namespace,
      awsScope: this.awsScope,
    });
  }

  /** Applies overrides last, when all resources are there. */
  private override(created: readonly ClusterService[]): void {
    const { overrides, kind } = this.settings;
    for (const service of created) {
      const { name, overrides, delivered } = service.config;
      const path = `services[${this.config.services.findIndex((each) => each.name === name)}]`;
      overridePart({ scope: service, overrides, delivered, path });
    }
    overridePart({ scope: this, overrides, except: created, path: `${kind}Cluster` });
  }

  private showService(created: ClusterService): void {
    const { names, region } = this.config;
    const { config: service, host, network, routing, dashboardUrl } = created;
    const { name, logGroupName } = service;
    // The newest revision of a delivered service is Terraform's, which has the configured image.
    const appSpec = created.appSpec(service.delivered ? runningRevision(service, region) : undefined);
    const commands = serviceCommands({
      service,
      host,
      network,
      region,
      taskDefinitionArn: created.taskDefinitionArn,
      url: routing?.url,
      codeDeploy:
        appSpec === undefined ? undefined : { application: names.codeDeployApplication, group: name, appSpec },
    });
    this.show(`commands-${name}`, commands, `What people do with ${name} every day`);
    this.show(`logGroup-${name}`, logGroupName, `Output of the containers of ${name}`);
    if (dashboardUrl) this.show(`dashboardUrl-${name}`, dashboardUrl, `Alarms of ${name}`);
  }
}

/** A service whose disks have a key. */
const withKey = (service: ServiceConfig, kmsKeyArn: string | undefined): ServiceConfig => ({
  ...service,
  volumes: service.volumes.map((each) =>
    each.type === "ebs" ? { ...each, kmsKeyArn: each.kmsKeyArn ?? kmsKeyArn } : each,
  ),
});
