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
import type { IamOutputs } from "./iam-stack.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
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
  /** Where a person reaches the services that share a listener. */
  readonly url: string;
}

/** What services of a cluster that find each other by name share. */
export interface Mesh {
  readonly namespaceArn: string;
  readonly securityGroupId: string;
}

/** What both clusters have: an ECS cluster, a load balancer that services share, and the services. */
export abstract class ClusterStack extends BaseStack {
  constructor(
    scope: Construct,
    id: string,
    config: Config,
    private readonly kind: "ec2" | "fargate",
    protected readonly network: NetworkOutputs,
    protected readonly iam: IamOutputs,
    private readonly registry: RegistryOutputs,
  ) {
    super(scope, id, config);
  }

  protected get services(): ServiceConfig[] {
    return this.config.services.filter(({ cluster }) => cluster === this.kind);
  }

  private get settings() {
    return this.kind === "ec2" ? this.config.ec2Cluster : this.config.fargateCluster;
  }

  protected createCluster(): EcsCluster {
    const { name, containerInsights, ...settings } = this.settings;
    const withShells = this.services.filter(({ exec }) => exec);
    const audit =
      withShells.length > 0
        ? new ExecAudit(this, "exec-audit", {
            clusterName: name,
            logGroupName: settings.execLogGroupName,
            retentionDays: settings.execLogRetentionDays,
            keyAlias: settings.execKeyAlias,
            taskRoleArns: withShells.map((service) => this.iam.taskRoleArns[service.name] as string),
            place: this.place,
          })
        : undefined;
    return new EcsCluster(this, "cluster", {
      name,
      setting: [{ name: "containerInsights", value: containerInsights }],
      ...(audit && { configuration: audit.configuration }),
    });
  }

  protected createLoadBalancer(): PublicLoadBalancer {
    const { loadBalancer, loadBalancerName, accessLogBucketName, webAclName, furtherListeners } = this.settings;
    const { accessLogDays, waf, ...settings } = loadBalancer;
    return new PublicLoadBalancer(this, "load-balancer", {
      ...settings,
      name: loadBalancerName,
      vpcId: this.network.vpcId,
      subnetIds: this.network.publicSubnetIds,
      furtherListeners,
      ...(accessLogDays !== null && { accessLog: { bucketName: accessLogBucketName, days: accessLogDays } }),
      ...(waf && { waf: { ...waf, name: webAclName } }),
      place: this.place,
    });
  }

  /** What services need to find each other by name, if any of them asks for it. */
  protected createMesh(): Mesh | undefined {
    if (this.services.every(({ serviceConnect }) => serviceConnect === undefined)) return undefined;
    const { name } = this.settings;
    const namespace = new ServiceDiscoveryHttpNamespace(this, "namespace", {
      name,
      description: `Services of the cluster ${name}`,
    });
    const group = new MeshSecurityGroup(this, "mesh", {
      name: `${name}-mesh`,
      description: `Services of the cluster ${name} that call each other`,
      vpcId: this.network.vpcId,
    });
    return { namespaceArn: namespace.arn, securityGroupId: group.groupId };
  }

  /** Where a service's tasks live that have addresses of their own: in private subnets, where there are any. */
  protected taskNetwork({ securityGroupName }: ServiceConfig, { canBePublic = false } = {}): Running["taskNetwork"] {
    const isPrivate = this.config.network.privateSubnetCidrs.length > 0;
    return {
      subnetIds: isPrivate ? this.network.privateSubnetIds : this.network.publicSubnetIds,
      publicIp: canBePublic && !isPrivate, // without a NAT gateway a task needs an address of its own to pull its image
      securityGroupName,
    };
  }

  /** Creates every service of the cluster and tells what other stacks and people want to know of them. */
  protected createServices(
    cluster: EcsCluster,
    loadBalancer: PublicLoadBalancer,
    mesh: Mesh | undefined,
    runningOf: (service: ServiceConfig) => Running,
  ): ClusterOutputs {
    const services = this.services.map((config) => {
      const running = runningOf(config);
      const service = this.createService(config, cluster, loadBalancer, mesh, running);
      return { config, running, service, appSpec: appSpecOf(config, running, service) };
    });
    for (const each of services) this.showService(each);
    return {
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      serviceNames: services.map(({ service }) => service.name),
      url: loadBalancer.listener.url,
      ...serviceOutputs(services),
    };
  }

  private createService(
    service: ServiceConfig,
    { name, arn }: EcsCluster,
    loadBalancer: PublicLoadBalancer,
    mesh: Mesh | undefined,
    running: Running,
  ): ClusterService {
    const { deployment, serviceConnect } = service;
    return new ClusterService(this, freeId(this, service.name), {
      ...service,
      ...running,
      container: this.withImage(service.container),
      sidecars: service.sidecars.map((sidecar) => this.withImage(sidecar)),
      cluster: { name, arn },
      vpcId: this.network.vpcId,
      place: this.place,
      keepTaskRevisions: this.config.keepTaskRevisions,
      executionRoleArn: this.iam.executionRoleArns[service.name] as string,
      taskRoleArn: this.iam.taskRoleArns[service.name] as string,
      infrastructureRoleArn: this.iam.ecsRoleArn,
      loadBalancer,
      testPort: deployment.test?.port,
      serviceConnect: mesh && serviceConnect && { ...serviceConnect, ...mesh },
    });
  }

  /** An image that is only a tag is in the environment's own repository. */
  private withImage<T extends { readonly image: string }>(container: T): T {
    const { image } = container;
    return image.startsWith(":") ? { ...container, image: this.registry.repositoryUrl + image } : container;
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
