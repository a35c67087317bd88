import { accepts, refuses } from "../../support/mistakes.ts";

const ipv6 = { "network.ipv6": true };
const small = { "network.privateSubnetCidrs": ["10.0.10.0/28", "10.0.10.16/28"] };

refuses([
  [
    "subnets too small for a load balancer that no service has a route to",
    {
      "network.publicSubnetCidrs": ["10.0.0.0/28", "10.0.0.16/28"],
      "fargateCluster.loadBalancer": {},
      "services[0].route": { type: "network", port: 9000, protocol: "TCP" },
      "services[1].route": { type: "network", port: 9001, protocol: "TCP" },
      "services[2].route": { type: "network", port: 9002, protocol: "TCP" },
    },
    ["network.publicSubnetCidrs[0]", "is too small for a load balancer"],
    ["network.publicSubnetCidrs[1]", "is too small for a load balancer"],
  ],
  [
    "more tasks than addresses",
    { ...small, "services[0].desiredCount": 100 },
    ["services[0].desiredCount", "beside 1 of instances and other tasks, and the private subnets have 22: lower it"],
    ["services[1].desiredCount", "beside 101 of instances and other tasks"],
  ],
  [
    "endpoints that take the addresses of tasks",
    { ...small, "network.endpoints": "all" },
    ["services[0].desiredCount", "and the private subnets have 2"],
    ["services[1].desiredCount", "and the private subnets have 2"],
  ],
  [
    "IPv6 clients alone of addresses of IPv4",
    { ...ipv6, "fargateCluster.loadBalancer": { ipAddressType: "ipv4", allowedCidrs: ["::/0"] } },
    ["fargateCluster.loadBalancer.allowedCidrs", "has IPv6 networks alone, and the load balancer has IPv4 addresses"],
  ],
  [
    "the same of a Network Load Balancer",
    { ...ipv6, "fargateCluster.networkLoadBalancer": { allowedCidrs: ["2001:db8::/32"] } },
    ["fargateCluster.networkLoadBalancer.allowedCidrs", "set ipAddressType to dualstack"],
  ],
  [
    "large bodies without the rule set",
    {
      "fargateCluster.loadBalancer.waf": {
        managedRuleGroups: ["AWSManagedRulesKnownBadInputsRuleSet"],
        largeBodies: "block",
      },
    },
    ["fargateCluster.loadBalancer.waf.largeBodies", "is for AWSManagedRulesCommonRuleSet, which managedRuleGroups"],
  ],
  [
    "a domain of 256 characters",
    {
      "fargateCluster.loadBalancer": {
        domain: { name: `${Array(4).fill("a".repeat(62)).join(".")}.com` },
        certificateArns: ["arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"],
      },
    },
    ["fargateCluster.loadBalancer.domain.name", "is not a host name"],
  ],
  [
    "six groups of a load balancer",
    { "fargateCluster.loadBalancer.securityGroupIds": [1, 2, 3, 4, 5].map((id) => `sg-1234567${id}`) },
    ["fargateCluster.loadBalancer.securityGroupIds", "makes 6 security groups with the load balancer's own"],
  ],
  [
    "quotas of groups and rules that do not go together",
    { quotas: { securityGroupRules: 200, securityGroups: 6 } },
    ["quotas.securityGroups", "makes 1200 rules of a network interface, with securityGroupRules 200"],
  ],
  [
    "subnets /28",
    { "network.publicSubnetCidrs": ["10.0.0.0/28", "10.0.0.16/28"] },
    ["network.publicSubnetCidrs[0]", "is too small for a load balancer, which needs eight free addresses"],
    ["network.publicSubnetCidrs[1]", "is too small for a load balancer, which needs eight free addresses"],
  ],
  [
    "loopback",
    { "network.cidr": "127.0.0.0/16" },
    ["network.cidr", "is in 127.0.0.0/8, which is reserved for loopback"],
  ],
  [
    "multicast",
    { "network.cidr": "224.0.0.0/16" },
    ["network.cidr", "is in 224.0.0.0/4, which is reserved for multicast"],
  ],
  [
    "this network",
    { "network.cidr": "0.0.0.0/16" },
    ["network.cidr", "is in 0.0.0.0/8, which is reserved for this network"],
  ],
  [
    "region",
    { region: "us-east-9", "network.zones[0]": "us-east-9a", "network.zones[1]": "us-east-9b" },
    ["region", "is not a region of AWS"],
  ],
  [
    "outbound twice",
    {
      "services[0].outbound": [
        { port: 5432, cidrs: ["10.0.0.0/16"] },
        { port: 5432, cidrs: ["10.0.0.0/16"] },
      ],
    },
    ["services[0].outbound[1]", "is listed twice"],
  ],
  [
    "cidrs twice",
    { "fargateCluster.loadBalancer": { allowedCidrs: ["0.0.0.0/0", "0.0.0.0/0"] } },
    ["fargateCluster.loadBalancer.allowedCidrs[1]", "is listed twice"],
  ],
  ["wrong zone", { "network.zones[0]": "eu-west-1a" }, ["network.zones[0]", "is not in region us-east-1"]],
  [
    "VPC 169.254",
    { "network.cidr": "169.254.0.0/16" },
    ["network.cidr", "is in 169.254.0.0/16, which is reserved for link-local addresses,"],
  ],
  [
    "VPC 240",
    { "network.cidr": "240.0.0.0/16" },
    ["network.cidr", "is in 240.0.0.0/4, which is reserved for future use"],
  ],
  [
    "VPC 255",
    { "network.cidr": "255.255.0.0/16" },
    ["network.cidr", "is in 240.0.0.0/4, which is reserved for future use"],
  ],
  ["VPC /8", { "network.cidr": "10.0.0.0/8" }, ["network.cidr", "is too large or too small for a VPC"]],
  ["VPC /29", { "network.cidr": "10.0.0.0/29" }, ["network.cidr", "is too large or too small for a VPC"]],
  [
    "VPC 172.17",
    { "network.cidr": "172.17.0.0/16" },
    ["network.cidr", "is Docker's own network on the instances (172.17.0.0/16), where"],
  ],
  ["VPC host bits", { "network.cidr": "10.0.0.1/16" }, ["network.cidr", "is not an IPv4 network"]],
  [
    "subnet /29",
    { "network.publicSubnetCidrs": ["10.0.0.0/29", "10.0.0.8/29"] },
    ["network.publicSubnetCidrs[0]", "is too large or too small for a subnet"],
    ["network.publicSubnetCidrs[1]", "is too large or too small for a subnet"],
  ],
  [
    "overlap",
    { "network.publicSubnetCidrs": ["10.0.0.0/24", "10.0.0.0/25"] },
    ["network.publicSubnetCidrs[1]", "overlaps network.publicSubnetCidrs[0] (10.0.0.0/24)"],
  ],
  [
    "outside",
    { "network.publicSubnetCidrs": ["10.1.0.0/24", "10.0.1.0/24"] },
    ["network.publicSubnetCidrs[0]", "is not inside the VPC's 10.0.0.0/16"],
  ],
  [
    "internal /28",
    {
      "fargateCluster.loadBalancer": { scheme: "internal" },
      "ec2Cluster.loadBalancer": { scheme: "internal" },
      "network.privateSubnetCidrs": ["10.0.128.0/28", "10.0.128.16/28"],
    },
    ["network.privateSubnetCidrs[0]", "is too small for a load balancer, which needs eight free addresses"],
    ["network.privateSubnetCidrs[1]", "is too small for a load balancer, which needs eight free addresses"],
  ],
  [
    "region eu-cent-1",
    { region: "eu-cent-1", "network.zones": ["eu-cent-1a", "eu-cent-1b"] },
    ["region", "is not a region of AWS"],
  ],
  [
    "an image in a region that does not exist",
    { "services[0].container.image": "123456789012.dkr.ecr.us-est-1.amazonaws.com/shop:1" },
    ["services[0].container.image", "names us-est-1, which is not a region of AWS"],
  ],
  ["region us-east", { region: "us-east" }, ["region", "is not a region"]],
  ["zone us-east-1g", { "network.zones[0]": "us-east-1g" }, ["network.zones[0]", "is not a zone of us-east-1"]],
  ["zone local", { "network.zones[0]": "us-west-2-lax-1a" }, ["network.zones[0]", "is not an Availability Zone"]],
  ["zone wl", { "network.zones[0]": "us-east-1-wl1-bos-wlz-1" }, ["network.zones[0]", "is not an Availability Zone"]],
  ["zone id", { "network.zones[0]": "use1-az1" }, ["network.zones[0]", "is not an Availability Zone"]],
  ["zone twice", { "network.zones[1]": "us-east-1a" }, ["network.zones[1]", "is listed twice"]],
  ["zone other", { "network.zones[0]": "us-east-2a" }, ["network.zones[0]", "is not in region us-east-1"]],
  [
    "state region",
    { state: { type: "s3", bucket: "shop-state", region: "us-east-9" } },
    ["state.region", "is not a region of AWS"],
  ],
  ["one zone", { "network.zones": ["us-east-1a"] }, ["network.zones", "is too few or too many"]],
  [
    "outbound twice in",
    { "services[0].outbound": [{ port: 5432, cidrs: ["10.0.0.0/16", "10.0.0.0/16"] }] },
    ["services[0].outbound[0].cidrs[1]", "is listed twice"],
  ],
  [
    "outbound 443",
    { "services[0].outbound": [{ port: 443, cidrs: ["0.0.0.0/0"] }] },
    ["services[0].outbound[0]", "is always open"],
  ],
  [
    "outbound empty",
    { "services[0].outbound": [{ port: 5432, cidrs: [] }] },
    ["services[0].outbound[0].cidrs", "is empty"],
  ],
  [
    "outbound ipv6",
    { "services[0].outbound": [{ port: 5432, cidrs: ["::/0"] }] },
    ["services[0].outbound[0].cidrs[0]", "is an IPv6 network, and the network has no IPv6"],
  ],
]);

accepts([
  ["a VPC in 198.19.0.0/16, whose ranges Amazon VPC lists among those of VPCs", { "network.cidr": "198.19.0.0/16" }],
  [
    "small subnets of Network Load Balancers alone",
    {
      "network.publicSubnetCidrs": ["10.0.0.0/28", "10.0.0.16/28"],
      "services[0].route": { type: "network", port: 9000, protocol: "TCP" },
      "services[1].route": { type: "network", port: 9001, protocol: "TCP" },
      "services[2].route": { type: "network", port: 9002, protocol: "TCP" },
    },
  ],
  ["flow logs of 45 days", { "network.flowLogRetentionDays": 45 }],

  ["as many tasks as addresses", { ...small, "services[0].desiredCount": 19 }],
  [
    "IPv6 clients besides others",
    { ...ipv6, "fargateCluster.loadBalancer": { ipAddressType: "ipv4", allowedCidrs: ["0.0.0.0/0", "::/0"] } },
  ],
  [
    "a domain in Punycode",
    { "fargateCluster.loadBalancer.domain": { name: "shop.xn--p1ai", hostedZoneId: "Z0123456789EXAMPLE00" } },
  ],
  [
    "more groups where the quota is higher",
    {
      "quotas.securityGroups": 10,
      "fargateCluster.loadBalancer.securityGroupIds": [1, 2, 3, 4, 5].map((id) => `sg-1234567${id}`),
    },
  ],
  ["more rules alone", { "quotas.securityGroupRules": 1000 }],

  ["VPC 10.0.0.0/16", { "network.cidr": "10.0.0.0/16" }],
  ["VPC 172.16.0.0/16", { "network.cidr": "172.16.0.0/16" }],
  ["VPC 192.168.0.0/20", { "network.cidr": "192.168.0.0/20" }],
  ["VPC 100.64.0.0/16", { "network.cidr": "100.64.0.0/16" }],
  ["VPC 172.31.0.0/16", { "network.cidr": "172.31.0.0/16" }],
  ["VPC 203.0.0.0/16", { "network.cidr": "203.0.0.0/16" }],
  ["VPC 198.18.0.0/16", { "network.cidr": "198.18.0.0/16" }],
  ["subnets /27", { "network.publicSubnetCidrs": ["10.0.0.0/27", "10.0.0.32/27"] }],
  ["private /28", { "network.privateSubnetCidrs": ["10.0.10.0/28", "10.0.10.16/28"] }],
  [
    "172.17 fargate only",
    {
      "network.cidr": "172.17.0.0/16",
      ec2Cluster: undefined,
      "services[2]": { name: "x", cluster: "fargate", container: { image: "a:1" } },
    },
  ],
  ["region eu-central-1", { region: "eu-central-1", "network.zones": ["eu-central-1a", "eu-central-1b"] }],
  ["region us-west-2", { region: "us-west-2", "network.zones": ["us-west-2d", "us-west-2c"] }],
  ["region ap-northeast-1", { region: "ap-northeast-1", "network.zones": ["ap-northeast-1c", "ap-northeast-1d"] }],
  ["region ca-central-1", { region: "ca-central-1", "network.zones": ["ca-central-1a", "ca-central-1d"] }],
  ["region mx-central-1", { region: "mx-central-1", "network.zones": ["mx-central-1a", "mx-central-1b"] }],
  ["region us-gov-west-1", { region: "us-gov-west-1", "network.zones": ["us-gov-west-1a", "us-gov-west-1b"] }],
  ["region cn-north-1", { region: "cn-north-1", "network.zones": ["cn-north-1a", "cn-north-1b"] }],
  ["region ap-southeast-7", { region: "ap-southeast-7", "network.zones": ["ap-southeast-7a", "ap-southeast-7b"] }],
  ["new region", { region: "sa-west-1", "network.zones": ["sa-west-1a", "sa-west-1b"], allowUnknownRegion: true }],
  [
    "outbound",
    {
      "services[0].outbound": [
        { port: 443, cidrs: ["10.0.0.0/8"] },
        { port: 5432, cidrs: ["10.0.0.0/16"] },
      ],
    },
  ],
]);
