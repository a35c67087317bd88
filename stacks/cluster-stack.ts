import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ClusterService } from "../constructs/ecs/cluster-service.ts";
import { ExecAudit } from "../constructs/ecs/exec-audit.ts";
import { serviceCommands } from "../constructs/ecs/service-commands.ts";
import { freeId } from "../constructs/free-id.ts";
import { PublicLoadBalancer } from "../constructs/load-balancing/public-load-balancer.ts";
import { MeshSecurityGroup } from "../constructs/network/mesh-security-group.ts";
import { BaseStack } from "./base-stack.ts";
import type { CapacityKind, Mesh } from "./capacity.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import { overridePart } from "./overrides.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
import { required } from "./required.ts";
import {
  appSpecOf,
  type DeployedService,
  type Running,
  type ServiceConfig,
  type ServiceOutputs,
  serviceOutputs,
} from "./service-outputs.ts";

/** What other stacks know of a cluster. */
export interface ClusterOutputs extends ServiceOutputs {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly serviceNames: string[];
  /** Where a person reaches the services that share a listener; there only where something is routed. */
  readonly url?: string;
  /** There only where the cluster has instances. */
  readonly capacityProviderName?: string;
}

/** A cluster of the configuration, of either kind. */
type ClusterConfig = NonNullable<Config["ec2Cluster"] | Config["fargateCluster"]>;

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
    const mesh = this.createMesh();
    const around = { ...upstream, scope: this, cluster, services, loadBalancer, mesh };
    const capacity = new Capacity(config, settings, around);
    const deployed = services.map((service) =>
      this.createService(service, cluster, loadBalancer, mesh, capacity.runningOf(service)),
    );
    for (const each of deployed) this.showService(each);
    this.override(deployed);
    const { registrationCommand } = capacity;
    if (registrationCommand !== undefined)
      this.showSecret("registrationCommand", registrationCommand, "What to run as root on a server of your own");
    this.outputs = this.publish<ClusterOutputs>({
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      serviceNames: deployed.map(({ service }) => service.name),
      url: loadBalancer?.listener.url,
      ...serviceOutputs(deployed),
      ...capacity.outputs,
    });
  }

  private get services(): ServiceConfig[] {
    return this.config.services.filter(({ cluster }) => cluster === this.settings.kind);
  }

  private createCluster(): EcsCluster {
    const { name, containerInsights, ...settings } = this.settings;
    const withShells = this.services.filter(({ exec }) => exec);
    const audit =
      withShells.length > 0
        ? new ExecAudit(this, "exec-audit", {
            clusterName: name,
            logGroupName: settings.execLogGroupName,
            retentionDays: settings.execLogRetentionDays,
            keyAlias: settings.execKeyAlias,
            taskRoleArns: withShells.map((service) => this.upstream.iam.taskRoleArns[service.name] as string),
            place: this.place,
          })
        : undefined;
    return new EcsCluster(this, "cluster", {
      name,
      setting: [{ name: "containerInsights", value: containerInsights }],
      ...(audit && { configuration: audit.configuration }),
    });
  }

  private createLoadBalancer(): PublicLoadBalancer | undefined {
    const { loadBalancer } = this.settings;
    if (loadBalancer === undefined) return undefined;
    const { accessLogDays, accessLogBucketName, waf, webAclName, ...settings } = loadBalancer;
    return new PublicLoadBalancer(this, "load-balancer", {
      ...settings,
      vpcId: this.upstream.network.vpcId,
      subnetIds: this.upstream.network.publicSubnetIds,
      ...(accessLogDays !== null && { accessLog: { bucketName: accessLogBucketName, days: accessLogDays } }),
      ...(waf && { waf: { ...waf, name: webAclName } }),
      place: this.place,
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
    });
    return { namespaceArn: namespace.arn, securityGroupId: group.groupId };
  }

  private createService(
    config: ServiceConfig,
    { name, arn }: EcsCluster,
    loadBalancer: PublicLoadBalancer | undefined,
    mesh: Mesh | undefined,
    running: Running,
  ): DeployedService {
    const { deployment, serviceConnect } = config;
    const { network, iam } = this.upstream;
    const service = new ClusterService(this, freeId(this, config.name), {
      ...config,
      ...running,
      container: this.withImage(config.container),
      sidecars: config.sidecars.map((sidecar) => this.withImage(sidecar)),
      cluster: { name, arn },
      vpcId: network.vpcId,
      place: this.place,
      keepTaskRevisions: this.config.keepTaskRevisions,
      executionRoleArn: iam.executionRoleArns[config.name] as string,
      taskRoleArn: iam.taskRoleArns[config.name] as string,
      infrastructureRoleArn: iam.ecsRoleArn,
      loadBalancer,
      testPort: deployment.test?.port,
      serviceConnect: mesh && serviceConnect && { ...serviceConnect, ...mesh },
    });
    return { config, running, service, appSpec: appSpecOf(config, running, service) };
  }

  /** An image that is only a tag is in the environment's own repository. */
  private withImage<T extends { readonly image: string }>(container: T): T {
    const { image } = container;
    if (!image.startsWith(":")) return container;
    return { ...container, image: required(this.upstream.registry, "registry").repositoryUrl + image };
  }

  /** Applies overrides last, when all resources are there. */
  private override(deployed: readonly DeployedService[]): void {
    const { overrides, kind } = this.settings;
    for (const { config, service } of deployed) {
      const path = `services[${this.config.services.indexOf(config)}]`;
      overridePart(this.config, { scope: service, overrides: config.overrides, path });
    }
    const except = deployed.map(({ service }) => service);
    overridePart(this.config, { scope: this, overrides, except, path: `${kind}Cluster` });
  }

  private showService({ config, running, service, appSpec }: DeployedService): void {
    const { name, container } = config;
    const { names, region } = this.config;
    const commands = serviceCommands({
      ...config,
      region,
      clusterName: this.settings.name,
      serviceName: name,
      containerName: container.name,
      runArguments: running.runArguments,
      network: service.network,
      url: service.listener?.url,
      codeDeploy:
        appSpec === undefined ? undefined : { application: names.codeDeployApplication, group: name, appSpec },
    });
    this.show(`commands-${name}`, commands, `What people do with ${name} every day`);
    this.show(`logGroup-${name}`, config.logGroupName, `Output of the containers of ${name}`);
    if (service.dashboardUrl) this.show(`dashboardUrl-${name}`, service.dashboardUrl, `Alarms of ${name}`);
  }
}
