import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { parseConfig } from "../config/load.ts";
import { ClusterService } from "../constructs/ecs/cluster-service.ts";
import { literals } from "../constructs/literal.ts";
import { ApplicationLoadBalancer } from "../constructs/load-balancing/application-load-balancer.ts";
import { VpcNetwork } from "../constructs/network/vpc-network.ts";
import { smallest } from "./smallest.ts";

/** A stack of another cdktf app, with roles that are there already: see docs/own-app.md. */
export class ShopStack extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const { region, account, partition, network, fargateCluster, services } = literals(parseConfig(smallest, "shop"));
    const [service] = services;
    if (service === undefined || fargateCluster?.loadBalancer === undefined) throw new Error("no service with a route");
    const awsScope = { region, account, partition };
    const role = (name: string) => `arn:${partition}:iam::${account}:role/${name}`;
    new AwsProvider(this, "aws", { region });
    new LocalBackend(this, { path: "terraform.tfstate" }); // in the stack's own folder
    const vpc = new VpcNetwork(this, "network", { name: "shop", network, awsScope });
    const { vpcId, publicSubnetIds: subnetIds } = vpc;
    const settings = fargateCluster.loadBalancer;
    const loadBalancer = new ApplicationLoadBalancer(this, "load-balancer", { settings, vpcId, subnetIds, awsScope });
    const cluster = new EcsCluster(this, "cluster", { name: fargateCluster.name });
    const clusterName = cluster.name;
    const fargate = new EcsClusterCapacityProviders(this, "fargate", { clusterName, capacityProviders: ["FARGATE"] });
    new ClusterService(this, "web", {
      service,
      host: {
        platform: "FARGATE",
        capacity: service.capacity,
        placement: { constraints: [] },
        subnets: { subnetIds: vpc.privateSubnetIds, publicIp: false },
        runArguments: "",
        dependsOn: [fargate],
      },
      cluster: { name: clusterName, arn: cluster.arn },
      vpcId,
      loadBalancer,
      executionRoleArn: role("ecsTaskExecutionRole"),
      taskRoleArn: role("shop-web"),
      keepTaskRevisions: true,
      awsScope,
    });
  }
}

if (require.main === module) {
  const app = new App();
  new ShopStack(app, "shop");
  app.synth();
}
