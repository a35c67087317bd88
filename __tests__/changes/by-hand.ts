import { API, type Case, change, changeApi, changeService, IMAGE } from "./cases.ts";

const S3 = { type: "s3", bucket: "shop-state" };
const container = { image: IMAGE, memoryReservationMiB: 128 };

/** An argument that no field covers, of one resource and of another. */
const override = (resource: string, path = "tags.Owner") => ({ overrides: [{ resource, path, value: "web" }] });

/** Containers that wait for each other and share volumes. */
const containers = ({ waitsFor = "one", mounts = "one", sidecarWaitsFor = "two", sidecarMounts = "one" } = {}) => ({
  container: { ...container, dependsOn: [{ container: waitsFor }], mounts: [{ volume: mounts, path: "/main" }] },
  sidecars: [
    {
      name: "one",
      ...container,
      dependsOn: [{ container: sidecarWaitsFor }],
      mounts: [{ volume: sidecarMounts, path: "/side" }],
    },
    { name: "two", ...container },
    { name: "three", ...container },
  ],
  volumes: ["one", "two"].map((name) => ({ type: "bind", name })),
});

const containing = (more: object) => ({ container: { image: IMAGE, ...more } });
const tracking = (metric: string) => ({ scaling: { minTasks: 1, maxTasks: 4, tracking: [{ metric, target: 60 }] } });
const schedule = (timezone: string) => ({
  scaling: {
    minTasks: 1,
    maxTasks: 4,
    schedules: [{ name: "morning", when: "cron(0 8 ? * MON-FRI *)", timezone, minTasks: 2, maxTasks: 4 }],
  },
});
const disk = (name: string, more: object = {}) => ({
  volumes: [{ type: "ebs", name, sizeGiB: 20, ...more }],
  container: { image: IMAGE, mounts: [{ volume: name, path: "/data" }] },
});
const source = (of: object) => ({ delivery: { source: of, services: ["web"] } });
const another = { name: "more", route: { priority: 20, paths: ["/more/*"] } };

const REPOSITORIES = "210987654321.dkr.ecr.us-east-1.amazonaws.com/acme";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-55555555555";
const BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shared/0123456789abcdef";
const EXISTING_NETWORK = {
  vpcId: "vpc-0123456789abcdef0",
  cidr: "10.0.0.0/16",
  zones: ["us-east-1a", "us-east-1b"],
  publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
  privateSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
};
const existing = (more: object = {}) => ({
  fargateCluster: {
    loadBalancer: {
      existing: {
        listenerArn: `${BALANCER}/1111111111111111`,
        securityGroupId: "sg-0123456789abcdef0",
        dnsName: "shop.example.com",
        furtherListenerArns: { "9000": `${BALANCER}/2222222222222222` },
        ...more,
      },
    },
  },
});

/** A change of a load balancer that exists. */
const changeExisting = (what: string, field: string, before: object, after: object, route: object = {}): Case =>
  change(
    what,
    ["fargateCluster", "ec2Cluster"].map((cluster) => `${cluster}.loadBalancer.existing.${field}`),
    { network: EXISTING_NETWORK, ...existing(before), services: [{ route: { priority: 10, ...route } }] },
    existing(after),
  );

const NETWORK_BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef";
const existingNetwork = (more: object = {}) => ({
  fargateCluster: {
    networkLoadBalancer: {
      existing: {
        arn: NETWORK_BALANCER,
        securityGroupId: "sg-0123456789abcdef0",
        dnsName: "mqtt.example.com",
        ...more,
      },
    },
  },
});
const CONNECTIONS = { type: "network", port: 7000, protocol: "TCP" };

/** A change of a Network Load Balancer, with a service behind it. */
const changeNetworkBalancer = (
  what: string,
  field: string,
  before: Parameters<typeof change>[2],
  after: Parameters<typeof change>[3],
): Case =>
  change(
    what,
    ["fargateCluster", "ec2Cluster"].map((cluster) => `${cluster}.networkLoadBalancer.${field}`),
    { ...before, services: [{ route: CONNECTIONS }] },
    after,
  );

/** A change of a Network Load Balancer that exists. */
const changeExistingNetwork = (what: string, field: string, value: string): Case =>
  changeNetworkBalancer(
    what,
    `existing.${field}`,
    { network: EXISTING_NETWORK, ...existingNetwork() },
    existingNetwork({ [field]: value }),
  );

const PORTS = [
  { name: "one", port: 9091 },
  { name: "two", port: 9092 },
];

/** A change of where DNS names of services are. */
const changeNamespace = (what: string, field: string, before: object, after: object): Case =>
  change(
    what,
    ["fargateCluster", "ec2Cluster"].map((cluster) => `${cluster}.dnsNamespace.${field}`),
    { services: [{ serviceDiscovery: {} }], fargateCluster: { dnsNamespace: before } },
    { fargateCluster: { dnsNamespace: after } },
  );

const STORE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/partners/0123456789abcdef";
const DOMAIN = { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" };
const secured = (more: object = {}) => ({ fargateCluster: { loadBalancer: { domain: DOMAIN, ...more } } });
const IDENTITY = "https://id.example.com";
const LOGIN = {
  type: "oidc",
  issuer: IDENTITY,
  authorizationEndpoint: `${IDENTITY}/authorize`,
  tokenEndpoint: `${IDENTITY}/token`,
  userInfoEndpoint: `${IDENTITY}/user`,
  clientId: "shop",
  clientSecretVariable: "oidc_secret",
};

/** A change of how users log in. */
const changeLogin = (field: string, value: unknown): Case => {
  const services = (authentication: object) => ({ services: [{ route: { priority: 10, authentication } }] });
  return change(
    `${field} of logging in`,
    `services.route.authentication(oidc).${field}`,
    { ...secured(), ...services(LOGIN) },
    services({ ...LOGIN, [field]: value }),
  );
};

/** Fields that only rules read: they say that what a rule refuses is meant. */
const WAIVERS: readonly Case[] = [
  change("regions that are new", "allowUnknownRegion", {}, { allowUnknownRegion: true }),
  changeService(
    "a variable that is not a secret",
    "services.container.plainVariables",
    containing({ environment: { MAPS_API_TOKEN: "" } }),
    containing({ environment: { MAPS_API_TOKEN: "" }, plainVariables: ["MAPS_API_TOKEN"] }),
  ),
  changeService(
    "a variable of a sidecar that is not a secret",
    "services.sidecars.plainVariables",
    { sidecars: [{ name: "cache", image: IMAGE, environment: { MAPS_API_TOKEN: "" } }] },
    {
      sidecars: [
        { name: "cache", image: IMAGE, environment: { MAPS_API_TOKEN: "" }, plainVariables: ["MAPS_API_TOKEN"] },
      ],
    },
  ),
  changeService(
    "an administrator",
    "services.taskRole.allowAdministrator",
    {},
    { taskRole: { allowAdministrator: true } },
  ),
  changeService("every secret", "services.taskRole.allowAllSecrets", {}, { taskRole: { allowAllSecrets: true } }),
  changeApi(
    "control of the instance",
    "services.volumes.allowHostControl",
    { volumes: [{ type: "bind", name: "logs", hostPath: "/var/log" }] },
    { volumes: [{ type: "bind", name: "logs", hostPath: "/var/log", allowHostControl: true }] },
  ),
  change(
    "tags that the host protects",
    "delivery.source.tagsProtected",
    source({ type: "connection", repository: "acme/shop" }),
    source({ type: "connection", repository: "acme/shop", tagsProtected: true }),
  ),
];

/** Fields that another value alone doesn't fit: what depends on it changes along. */
export const BY_HAND: readonly Case[] = [
  ...WAIVERS,
  changeService("another type of disk", "services.volumes.volumeType", disk("one"), disk("one", { volumeType: "gp2" })),
  change("region", "region", {}, { region: "us-west-2", network: { zones: ["us-west-2a", "us-west-2b"] } }),
  change(
    "key of disks",
    "encryption.volumesKeyArn",
    { services: [disk("one")], encryption: { volumesKeyArn: `${KEY}1` } },
    { encryption: { volumesKeyArn: `${KEY}2` } },
  ),
  change(
    "keys of the environment",
    "encryption.created",
    { services: [disk("one")], registry: {} },
    { encryption: { created: ["logs", "images"] } },
  ),
  change(
    "keys of volumes",
    "encryption.created",
    {
      services: [
        { ...API, ...disk("one"), container: { ...API.container, mounts: [{ volume: "one", path: "/data" }] } },
      ],
    },
    { encryption: { created: ["volumes"] } },
  ),
  change(
    "raised quotas",
    ["quotas.securityGroupRules", "quotas.securityGroups", "quotas.loadBalancerCertificates"],
    {},
    { quotas: { securityGroupRules: 100, securityGroups: 10, loadBalancerCertificates: 50 } },
  ),
  change("account", "account", {}, { account: "210987654321" }),
  change(
    "another repository that exists",
    "registry.repositoryUrl",
    { services: [{ container: { image: ":1.4.2" } }], registry: { repositoryUrl: `${REPOSITORIES}/shop` } },
    { registry: { repositoryUrl: `${REPOSITORIES}/front` } },
  ),
  change(
    "another folder of local state",
    ["state(local).folder", "state(local).type"],
    {},
    {
      state: { type: "local", folder: ".other-state" },
    },
  ),
  change(
    "state in S3",
    ["type", "bucket", "region", "keyPrefix", "kmsKeyArn", "roleArn"].map((field) => `state(s3).${field}`),
    {},
    { state: S3 },
  ),
  change(
    "name of the bucket of access logs",
    "names.fargateAccessLogBucket",
    { fargateCluster: { loadBalancer: { accessLogDays: 30 } } },
    {
      names: { fargateAccessLogBucket: "other-access-logs" },
    },
  ),
  ...overridden("network", "aws_vpc", "aws_internet_gateway"),
  ...overridden("fargateCluster", "aws_lb", "aws_ecs_cluster"),
  ...overridden("ec2Cluster", "aws_lb", "aws_ecs_cluster", { services: [API] }),
  changeService(
    "another resource with an override",
    "services.overrides.resource",
    override("aws_ecs_service"),
    override("aws_lb_target_group"),
  ),
  changeService(
    "another argument with an override",
    "services.overrides.path",
    override("aws_ecs_service"),
    override("aws_ecs_service", "tags.Team"),
  ),
  change(
    "instances in the public subnets",
    "ec2Cluster.subnets",
    { network: { publicIpOnLaunch: true }, services: [API] },
    { ec2Cluster: { subnets: "public" } },
  ),
  changeService(
    "what a container waits for",
    "services.container.dependsOn.container",
    containers(),
    containers({ waitsFor: "two" }),
  ),
  changeService(
    "volume that a container mounts",
    "services.container.mounts.volume",
    containers(),
    containers({ mounts: "two" }),
  ),
  changeService(
    "what a sidecar waits for",
    "services.sidecars.dependsOn.container",
    containers(),
    containers({ sidecarWaitsFor: "three" }),
  ),
  changeService(
    "volume that a sidecar mounts",
    "services.sidecars.mounts.volume",
    containers(),
    containers({ sidecarMounts: "two" }),
  ),
  changeService(
    "name of a sidecar",
    "services.sidecars.name",
    { sidecars: [{ ...container, name: "one" }] },
    { sidecars: [{ ...container, name: "two" }] },
  ),
  changeService(
    "name of a volume",
    "services.volumes(bind).name",
    { volumes: [{ type: "bind", name: "one" }] },
    { volumes: [{ type: "bind", name: "two" }] },
  ),
  changeService("name of a disk", "services.volumes(ebs).name", disk("one"), disk("two")),
  changeService(
    "Spot",
    "services.capacity.provider",
    { capacity: [{ provider: "FARGATE" }] },
    { capacity: [{ provider: "FARGATE_SPOT" }] },
  ),
  changeService("operating system", "services.os", { cpuUnits: 1024, memoryMiB: 2048 }, { os: "windows-2022-core" }),
  changeService(
    "a capability more",
    "services.container.addCapabilities",
    {},
    containing({ addCapabilities: ["SYS_PTRACE"] }),
  ),
  changeService(
    "a kernel parameter",
    "services.container.systemControls",
    {},
    containing({ systemControls: { "net.core.somaxconn": "1024" } }),
  ),
  changeService("a label", "services.container.labels", {}, containing({ labels: { team: "web" } })),
  changeApi(
    "all rights on the instance",
    "services.container.privileged",
    {},
    {
      container: { ...API.container, privileged: true },
    },
  ),
  change(
    "another image of instances",
    "ec2Cluster.image",
    { services: [API] },
    { ec2Cluster: { image: "bottlerocket" } },
  ),
  change(
    "Windows on instances",
    ["ec2Cluster.image", "services.os"],
    { services: [API], ec2Cluster: { rootVolumeGiB: 50 } },
    { services: [{ ...API, os: "windows-2022-core" }], ec2Cluster: { rootVolumeGiB: 50, image: "windows-2022-core" } },
  ),
  change(
    "device of a volume",
    "ec2Cluster.dataVolumes.device",
    { services: [API], ec2Cluster: { dataVolumes: [{ device: "/dev/sdf", sizeGiB: 20 }] } },
    { ec2Cluster: { dataVolumes: [{ device: "/dev/sdg", sizeGiB: 20 }] } },
  ),
  changeApi("network mode", "services.networkMode", {}, { networkMode: "awsvpc" }),
  changeApi("the network of the instance", "services.networkMode", {}, { networkMode: "host" }),
  changeApi("the instance's metadata service", "services.instanceMetadata", {}, { instanceMetadata: true }),
  changeService(
    "name of a port",
    "services.container.ports.name",
    containing({ ports: [{ name: "metrics", port: 9090 }] }),
    containing({ ports: [{ name: "measurements", port: 9090 }] }),
  ),
  changeService(
    "protocol of a port of a sidecar",
    "services.sidecars.ports.protocol",
    { sidecars: [{ ...container, name: "one", ports: [{ name: "dns", port: 5353, protocol: "tcp" }] }] },
    { sidecars: [{ ...container, name: "one", ports: [{ name: "dns", port: 5353, protocol: "udp" }] }] },
  ),
  changeService(
    "port that a name of Service Connect is for",
    "services.serviceConnect.further.portName",
    { ...containing({ ports: PORTS }), serviceConnect: { further: [{ portName: "one", name: "web-admin" }] } },
    { serviceConnect: { further: [{ portName: "two", name: "web-admin" }] } },
  ),
  changeService(
    "port that a DNS name has",
    "services.serviceDiscovery.portName",
    { ...containing({ ports: PORTS }), serviceDiscovery: { recordType: "SRV", portName: "one" } },
    { serviceDiscovery: { recordType: "SRV", portName: "two" } },
  ),
  changeNamespace("another DNS namespace", "name", { name: "one.internal" }, { name: "two.internal" }),
  changeNamespace(
    "another DNS namespace that exists",
    "id",
    { name: "one.internal", id: "ns-0123456789abcdef" },
    { name: "one.internal", id: "ns-0123456789abcdeg" },
  ),
  changeApi("a daemon", "services.scheduling", { route: undefined }, { scheduling: "daemon" }),
  changeService(
    "time zone of a schedule",
    "services.scaling.schedules.timezone",
    schedule("Europe/Berlin"),
    schedule("Asia/Tokyo"),
  ),
  changeService("metric of target tracking", "services.scaling.tracking.metric", tracking("cpu"), tracking("memory")),
  change(
    "certificates of clients are verified",
    ["fargateCluster", "ec2Cluster"].map((cluster) => `${cluster}.loadBalancer.mutualTls.mode`),
    secured({ mutualTls: { mode: "passthrough" } }),
    secured({ mutualTls: { mode: "verify", trustStoreArn: STORE } }),
  ),
  ...Object.entries({
    issuer: `${IDENTITY}/shop`,
    authorizationEndpoint: `${IDENTITY}/login`,
    tokenEndpoint: `${IDENTITY}/tokens`,
    userInfoEndpoint: `${IDENTITY}/claims`,
    clientId: "front",
    clientSecretVariable: "other_secret",
    scope: "openid email",
    sessionCookieName: "session",
    sessionSeconds: 3600,
    unauthenticated: "deny",
    parameters: { prompt: "login" },
  }).map(([field, value]) => changeLogin(field, value)),
  changeExisting("another listener that exists", "listenerArn", {}, { listenerArn: `${BALANCER}/3333333333333333` }),
  changeExisting(
    "another balancer that exists",
    "listenerArn",
    { furtherListenerArns: {} },
    { furtherListenerArns: {}, listenerArn: `${BALANCER.replace("shared", "other")}/3333333333333333` },
  ),
  changeExisting("another group of a balancer", "securityGroupId", {}, { securityGroupId: "sg-0123456789abcdef9" }),
  changeExisting("another name of a balancer", "dnsName", {}, { dnsName: "front.example.com" }),
  changeExisting("another protocol", "protocol", { port: 8443 }, { port: 8443, protocol: "HTTP" }),
  changeExisting("another port of a listener", "port", {}, { port: 8443 }),
  changeExisting(
    "another listener of a port",
    "furtherListenerArns",
    {},
    { furtherListenerArns: { "9000": `${BALANCER}/4444444444444444` } },
    { port: 9000 },
  ),
  ...(["fargate", "ec2"] as const).map((cluster) =>
    change(
      "scheme of a Network Load Balancer",
      `${cluster}Cluster.networkLoadBalancer.scheme`,
      { services: [{ ...(cluster === "ec2" ? API : {}), route: { type: "network", port: 7000, protocol: "TCP" } }] },
      { [`${cluster}Cluster`]: { networkLoadBalancer: { scheme: "internal" } } },
    ),
  ),
  changeExistingNetwork("another network balancer that exists", "arn", NETWORK_BALANCER.replace("shared", "other")),
  changeExistingNetwork("another group of a network balancer", "securityGroupId", "sg-0123456789abcdef9"),
  changeExistingNetwork("another name of a network balancer", "dnsName", "devices.example.com"),
  changeNetworkBalancer(
    "IPv6 of a network balancer",
    "ipAddressType",
    { network: { ipv6: true } },
    { fargateCluster: { networkLoadBalancer: { ipAddressType: "dualstack" } } },
  ),
  change("buckets of S3", "network.storageBuckets", {}, { network: { storageBuckets: ["acme-uploads"] } }),
  change(
    "destinations of HTTPS",
    ["network.httpsEgress", "network.httpsEgress.cidrs"],
    {},
    { network: { httpsEgress: { cidrs: ["192.0.2.0/24"] } } },
  ),
  change(
    "HTTPS to anywhere again",
    "network.httpsEgress",
    { network: { httpsEgress: { cidrs: ["192.0.2.0/24"] } } },
    { network: {} },
  ),
  change(
    "prefix lists of HTTPS",
    "network.httpsEgress.prefixListIds",
    { network: { httpsEgress: { cidrs: ["192.0.2.0/24"] } } },
    { network: { httpsEgress: { cidrs: ["192.0.2.0/24"], prefixListIds: ["pl-0123456789abcdef0"] } } },
  ),
  change(
    "branch",
    "delivery.source(codecommit).branch",
    source({ type: "codecommit" }),
    source({ type: "codecommit", branch: "next" }),
  ),
  change(
    "approvals",
    "delivery.source(codecommit).approvals.count",
    source({ type: "codecommit", approvals: {} }),
    source({ type: "codecommit", approvals: { count: 2 } }),
  ),
  change(
    "approvers",
    "delivery.source(codecommit).approvals.approvers",
    source({ type: "codecommit", approvals: { approvers: ["CodeCommitApprovers:123456789012:alice"] } }),
    source({ type: "codecommit", approvals: { approvers: ["arn:aws:sts::123456789012:assumed-role/reviewers/*"] } }),
  ),
  change(
    "detector",
    "detection.runtimeMonitoring.detectorId",
    { detection: { runtimeMonitoring: { detectorId: "12abc34d567e8fa901bc2d34e56789f0" } } },
    { detection: { runtimeMonitoring: { detectorId: "12abc34d567e8fa901bc2d34e56789f1" } } },
  ),
  change(
    "key of a zip file",
    "delivery.source(s3).key",
    source({ type: "s3", bucket: "releases", key: "one.zip" }),
    source({ type: "s3", bucket: "releases", key: "two.zip" }),
  ),
  changeService(
    "platform version",
    "services.platformVersion",
    { platformVersion: "1.3.0" },
    { platformVersion: "1.4.0" },
  ),
  change("a service more", "services", {}, { services: [{}, another] }),
  change("a service less", "services", { services: [{}, another] }, { services: [{}] }),
  change("a cluster's last service is gone", "services", { services: [{}, API] }, { services: [{}] }),
];

function overridden(part: string, resource: string, other: string, before: object = {}): Case[] {
  return [
    change(
      "another resource with an override",
      `${part}.overrides.resource`,
      { ...before, [part]: override(resource) },
      { [part]: override(other) },
    ),
    change(
      "another argument with an override",
      `${part}.overrides.path`,
      { ...before, [part]: override(resource) },
      { [part]: override(resource, "tags.Team") },
    ),
  ];
}
