import { accepts, refuses } from "../../support/mistakes.ts";

const TASK_ROLE = "services[0].taskRole.arn";
const LINKED = "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
const COUNT = "services[2].desiredCount";
const IMAGE = "services[0].container.image";
const SOURCE = "delivery.source";
const ALONE = { "services[2].placement": { constraints: [{ type: "distinctInstance" }] } };
const sidecar = (memoryReservationMiB: number) => [{ name: "other", image: "a:1", memoryReservationMiB }];
const promotions = (...names: string[]) => ({
  "delivery.promotions": names.map((name) => ({
    name,
    roleArn: "arn:aws:iam::210987654321:role/deploy",
    clusterName: name,
    services: ["web"],
  })),
});
const deployedBy = (pipelineRoleArn: string) => ({
  delivery: {
    deployedFrom: {
      pipelineRoleArn,
      artifactBucketName: "artifacts",
      artifactKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      services: ["web"],
    },
  },
});
const waiting = (command: string[]) => ({
  "services[0].container.dependsOn": [{ container: "other", condition: "HEALTHY" }],
  "services[0].sidecars": [{ name: "other", image: "a:1", healthCheck: { command } }],
});
const oidc = (clientSecretVariable: string) => ({
  "fargateCluster.loadBalancer": { domain: { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" } },
  "services[0].route.authentication": {
    type: "oidc",
    issuer: "https://id.example.com",
    authorizationEndpoint: "https://id.example.com/authorize",
    tokenEndpoint: "https://id.example.com/token",
    userInfoEndpoint: "https://id.example.com/userinfo",
    clientId: "shop",
    clientSecretVariable,
  },
});

const managed = (container: object, fields: object = {}) => ({
  "ec2Cluster.managedInstances": {},
  "services[2]": {
    name: "worker",
    cluster: "ec2",
    capacity: [{ provider: "managed-instances" }],
    container: { image: "a:1", memoryMiB: 512, ...container },
    ...fields,
  },
});

const only = (expression: string) => ({
  "services[2].placement": { constraints: [{ type: "memberOf", expression }] },
});
const EXPRESSION = "services[2].placement.constraints[0].expression";

refuses([
  [
    "a zone of another region",
    only("attribute:ecs.availability-zone == eu-west-1a"),
    [EXPRESSION, "is for eu-west-1a"],
  ],
  [
    "a type that the cluster does not have",
    only("attribute:stack == web and attribute:ecs.instance-type in [m5.large, 'm5.xlarge']"),
    [EXPRESSION, "is for m5.large, m5.xlarge, which no instance"],
  ],
  [
    "labels on managed instances",
    managed({ labels: { team: "x" } }),
    ["services[2].container.labels", "is not for managed"],
  ],
  [
    "a folder of managed instances",
    managed({}, { volumes: [{ type: "bind", name: "data", hostPath: "/data" }] }),
    ["services[2].volumes[0].hostPath", "is not for managed"],
  ],
  [
    "more tasks than small instances have room for",
    { "ec2Cluster.instanceTypes": ["t2.micro"], [COUNT]: 25 },
    [COUNT, "needs 4 instances"],
  ],
  ["more tasks than instances have memory for", { [COUNT]: 49 }, [COUNT, "needs 4 instances with room for 16 each"]],
  [
    "more tasks at least than instances have memory for",
    {
      "services[2].scaling": { minTasks: 49, maxTasks: 50, tracking: [{ metric: "cpu", target: 50 }] },
    },
    ["services[2].scaling.minTasks", "and there are at most 3"],
  ],
  [
    "more tasks than instances, each on one",
    { [COUNT]: 4, ...ALONE },
    [COUNT, "needs 4 instances with room for 1 each"],
  ],
  [
    "containers larger than an instance",
    { "services[2].sidecars": sidecar(2000) },
    ["services[2].sidecars", "reserve 2128 MiB"],
  ],
  ["a service-linked role of tasks", { [TASK_ROLE]: LINKED }, [TASK_ROLE, "is a service-linked role"]],
  [
    "a service-linked role that starts tasks",
    { "services[0].executionRole": { arn: LINKED } },
    ["services[0].executionRole.arn", "is a service-linked role"],
  ],
  ["a check that is off", waiting(["NONE"]), ["services[0].container.dependsOn[0].container", "has no health check"]],
  [
    "a folder with options",
    { "services[2].volumes": [{ type: "bind", name: "data", hostPath: "/data:ro" }] },
    ["services[2].volumes[0].hostPath", "has a colon"],
  ],
  [
    "a variable of the shell",
    oidc("TF_VAR_oidc_secret"),
    ["services[0].route.authentication.clientSecretVariable", "write it without"],
  ],
  ["a host without a repository", { [IMAGE]: "registry.example.com:5000" }, [IMAGE, "is a host with a port"]],
  [
    "a public repository",
    { [SOURCE]: { type: "ecr", repositoryName: "public.ecr.aws/nginx/nginx" } },
    [`${SOURCE}.repositoryName`, "includes the registry"],
  ],
  ["a URL of S3", { [SOURCE]: { type: "s3", bucket: "shop", key: "s3://shop/a.zip" } }, [`${SOURCE}.key`, "is a URL"]],
  [
    "a stage named like an approval",
    promotions("prod", "Approve-prod"),
    ["delivery.promotions[1].name", "another promotion's approval"],
  ],
  [
    "the pipeline of this environment",
    deployedBy("arn:aws:iam::123456789012:role/shop-pipeline-role"),
    ["delivery.deployedFrom.pipelineRoleArn", "own pipeline"],
  ],
]);

accepts([
  ["a zone of the network", only("attribute:ecs.availability-zone in [us-east-1a, us-east-1c]")],
  ["either a zone or an attribute", only("attribute:ecs.availability-zone == eu-west-1a or attribute:stack == web")],
  ["no zone of another region", only("!(attribute:ecs.availability-zone == eu-west-1a)")],
  ["types by a pattern", only("attribute:ecs.instance-type =~ m5.*")],
  ["an attribute of the cluster's own", only("attribute:ecs.os-type == linux")],
  ["a folder of a task on managed instances", managed({}, { volumes: [{ type: "bind", name: "data" }] })],
  ["as many tasks as instances have memory for", { [COUNT]: 48 }],
  ["as many tasks as instances", { [COUNT]: 3, ...ALONE }],
  ["tasks on types of unknown size", { [COUNT]: 500, "ec2Cluster.instanceTypes": ["x9z.large"] }],
  ["tasks on more instances", { [COUNT]: 49, "ec2Cluster.instances": { max: 4 } }],
  ["containers as large as an instance", { "services[2].sidecars": sidecar(1920) }],
  ["a role in a path", { [TASK_ROLE]: "arn:aws:iam::123456789012:role/service-role/x" }],
  ["a check that is on", waiting(["CMD", "true"])],
  ["a variable of Terraform", oidc("oidc_secret")],
  ["an image with a tag of digits", { [IMAGE]: "nginx:5000" }],
  ["the pipeline of another environment", deployedBy("arn:aws:iam::123456789012:role/tools-pipeline-role")],
]);
