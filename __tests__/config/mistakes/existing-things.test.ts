import { accepts, refuses } from "../../support/mistakes.ts";

const network = {
  "network.vpcId": "vpc-0123456789abcdef0",
  "network.publicSubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  "network.privateSubnetIds": ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
};

const LISTENER =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab";

/** An existing load balancer, whose shared listener is number 2. */
const balancer = (further: Readonly<Record<string, string>>) => ({
  ...network,
  "fargateCluster.loadBalancer": {
    existing: {
      listenerArn: `${LISTENER}2`,
      securityGroupId: "sg-0123456789abcdef0",
      dnsName: "shared.example.com",
      furtherListenerArns: further,
    },
  },
});
const further = "fargateCluster.loadBalancer.existing.furtherListenerArns";

const repository = (region: string) => ({
  "registry.repositoryUrl": `123456789012.dkr.ecr.${region}.amazonaws.com/acme/shop`,
});

const networkBalancer = {
  existing: {
    arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/50dc6c495c0c9188",
    securityGroupId: "sg-0123456789abcdef0",
    dnsName: "shared.example.com",
  },
};
const sharedNetwork = (port: number) => ({
  ...network,
  "fargateCluster.networkLoadBalancer": networkBalancer,
  "ec2Cluster.networkLoadBalancer": networkBalancer,
  "services[1].route": { type: "network", port: 9000, protocol: "TCP" },
  "services[2].route": { type: "network", port, protocol: "TCP" },
});

const addresses = ["eipalloc-0123456789abcdef0", "eipalloc-0123456789abcdef1"];
const secret = (end: string) => ({
  "registry.pullThroughCache": {
    credentialsArn: `arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/${end}`,
  },
});

refuses([
  [
    "the host name of a load balancer in another region",
    {
      ...network,
      "fargateCluster.loadBalancer.existing": {
        listenerArn: `${LISTENER}2`,
        securityGroupId: "sg-0123456789abcdef0",
        dnsName: "internal-shared-1234567890.eu-west-1.elb.amazonaws.com",
      },
    },
    [
      "fargateCluster.loadBalancer.existing.dnsName",
      "is of a load balancer in eu-west-1, and the services are in us-east-1",
    ],
  ],
  [
    "the same of a Network Load Balancer, which has no certificate",
    {
      ...sharedNetwork(9001),
      "fargateCluster.networkLoadBalancer.existing.dnsName": "shared-50dc6c495c0c9188.elb.us-east-2.amazonaws.com",
      "services[1].route.protocol": "TLS",
    },
    ["fargateCluster.networkLoadBalancer.existing.dnsName", "is of a load balancer in us-east-2"],
    ["services[1].route.protocol", "needs a certificate: add certificateArns to fargateCluster.networkLoadBalancer"],
  ],
  [
    "a cluster whose name makes no domain",
    { names: { fargateCluster: "c".repeat(64) }, "services[0].serviceDiscovery": {} },
    ["fargateCluster.dnsNamespace.name", "is not a domain, and follows from the name of the cluster: set it"],
  ],
  [
    "one port of a Network Load Balancer for two clusters",
    sharedNetwork(9000),
    ["services[2].route.port", "is taken by services[1], whose cluster has the same load balancer"],
  ],
  [
    "an Elastic IP address of two load balancers",
    {
      "ec2Cluster.networkLoadBalancer": { elasticIpAllocationIds: addresses },
      "fargateCluster.networkLoadBalancer": { elasticIpAllocationIds: ["eipalloc-0123456789abcdef2", addresses[1]] },
    },
    [
      "fargateCluster.networkLoadBalancer.elasticIpAllocationIds[1]",
      "is an address of ec2Cluster.networkLoadBalancer too: give each load balancer its own",
    ],
  ],
  [
    "two names of one namespace",
    {
      "ec2Cluster.dnsNamespace": { name: "a.internal", id: "ns-0123456789abcdef" },
      "fargateCluster.dnsNamespace": { name: "b.internal", id: "ns-0123456789abcdef" },
      "services[0].serviceDiscovery": {},
      "services[2].networkMode": "awsvpc",
      "services[2].serviceDiscovery": {},
    },
    ["fargateCluster.dnsNamespace.name", "is not a.internal, the name of that namespace on the EC2 cluster"],
  ],
  [
    "a key of a secret",
    secret("hub-AbCdEf:username::"),
    ["registry.pullThroughCache.credentialsArn", "must be a secret"],
  ],
  ...["acme//shop", "shop/", "a"].map(
    (name) =>
      [
        `a repository ${name}`,
        { "registry.repositoryUrl": `123456789012.dkr.ecr.us-east-1.amazonaws.com/${name}` },
        ["registry.repositoryUrl", "is not a repository of ECR"],
      ] as const,
  ),
  [
    "a host of China in Virginia",
    { "registry.repositoryUrl": "123456789012.dkr.ecr.us-east-1.amazonaws.com.cn/shop" },
    ["registry.repositoryUrl", "is not at a host of ECR in us-east-1: write …dkr.ecr.us-east-1.amazonaws.com/…"],
  ],
  [
    "a subnet that is public and private",
    { ...network, "network.privateSubnetIds": ["subnet-0123456789abcdef2", "subnet-0123456789abcdef1"] },
    ["network.privateSubnetIds[1]", "is one of publicSubnetIds too: list it where its route to the internet puts it"],
  ],
  ["a port that is none", balancer({ "65536": `${LISTENER}3` }), [`${further}.65536`, "is not a port"]],
  [
    "the port of the shared listener",
    balancer({ "443": `${LISTENER}3` }),
    [`${further}.443`, "is at the port of existing.listenerArn: leave it out, or correct existing.port"],
  ],
  [
    "the shared listener at another port",
    balancer({ "9000": `${LISTENER}2` }),
    [`${further}.9000`, "is existing.listenerArn too, and a listener has one port: use another listener"],
  ],
  [
    "one listener at two ports",
    balancer({ "9000": `${LISTENER}3`, "9001": `${LISTENER}3` }),
    [`${further}.9001`, "is existing.furtherListenerArns.9000 too"],
  ],
  [
    "a repository in a region that does not exist",
    repository("us-east-9"),
    ["registry.repositoryUrl", "names us-east-9, which is not a region of AWS: use one such as us-east-1"],
  ],
  [
    "a repository's key by its alias",
    { "registry.kmsKeyArn": "arn:aws:kms:us-east-1:123456789012:alias/images" },
    ["registry.kmsKeyArn", "is not the ARN of a KMS key"],
  ],
]);

accepts([
  [
    "host names of load balancers in the region",
    {
      ...sharedNetwork(9001),
      "fargateCluster.networkLoadBalancer.existing.dnsName": "shared-50dc6c495c0c9188.elb.us-east-1.amazonaws.com",
    },
  ],
  [
    "a cluster whose name makes no domain, with one",
    {
      names: { fargateCluster: "c".repeat(64) },
      "fargateCluster.dnsNamespace.name": "shop.internal",
      "services[0].serviceDiscovery": {},
    },
  ],
  ["two ports of a Network Load Balancer for two clusters", sharedNetwork(9001)],
  ["a secret in a folder", secret("team/hub-AbCdEf")],
  ["a repository with two hyphens", { "registry.repositoryUrl": "123456789012.dkr.ecr.us-east-1.amazonaws.com/a--b" }],
  ["further listeners", balancer({ "9000": `${LISTENER}3`, "65535": `${LISTENER}4` })],
  ["a repository of another region", repository("eu-west-1")],
  ["a bucket of state with dots", { "state.type": "s3", "state.bucket": "acme.terraform.state" }],
  ["the default path of IAM", { "identity.path": "/" }],
]);
