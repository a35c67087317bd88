import { accepts, refuses } from "../../support/mistakes.ts";

const PATH = `/${"p".repeat(510)}/`;
const role = (path: string, name: string) => `arn:aws:iam::123456789012:role${path}${name}`;
const policy = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
const TOO_LONG = "is too long: IAM allows";

const allowing = (resource: string, conditions?: object) => ({
  "services[0].taskRole": { statements: [{ actions: ["s3:GetObject"], resources: [resource], conditions }] },
});
const RESOURCE = "services[0].taskRole.statements[0].resources[0]";

const secretNamed = (length: number) => ({
  "services[0].container.secrets": {
    A: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${"s".repeat(length)}-AbCdEf`,
  },
});
const onlyWhere = (expression: string) => ({
  "services[2].placement": { constraints: [{ type: "memberOf", expression }] },
});
const terms = (count: number) =>
  `attribute:stack in [${Array.from({ length: count }, (_, at) => `web-${at + 1000}`).join(", ")}]`;
const namespace = (length: number) =>
  [..."a".repeat(length)].map((letter, at) => (at % 32 === 31 ? "." : letter)).join("");
const discovered = (length: number) => ({
  "fargateCluster.dnsNamespace": { name: namespace(length) },
  "services[0].serviceDiscovery": { name: "w".repeat(63) },
});

refuses([
  ["a VPC with a short id", { "network.vpcId": "vpc-0123456789abcdef" }, ["network.vpcId", "is not an id"]],
  ["an AMI with a short id", { "ec2Cluster.ami": "ami-0123456789abcdef" }, ["ec2Cluster.ami", "must be an AMI"]],
  [
    "a security group with a short id",
    { "services[0].securityGroupIds": ["sg-0123456789ab"] },
    ["services[0].securityGroupIds[0]", "is not an id"],
  ],
  [
    "a role with a long name",
    { "services[0].taskRole": { arn: role("/", "r".repeat(65)) } },
    ["services[0].taskRole.arn", TOO_LONG],
  ],
  [
    "a role with a long path",
    { "services[0].executionRole": { arn: role(`${PATH}q/`, "r") } },
    ["services[0].executionRole.arn", TOO_LONG],
  ],
  [
    "a policy with a long name",
    { "services[0].taskRole.managedPolicyArns": [policy("p".repeat(129))] },
    ["services[0].taskRole.managedPolicyArns[0]", TOO_LONG],
  ],
  [
    "a bucket of a Multi-Region Access Point",
    { state: { type: "s3", bucket: "shop.mrap" } },
    ["state.bucket", "has a prefix or suffix that S3 reserves"],
  ],
  ["a resource beyond Latin-1", allowing("arn:aws:s3:::b/日本/*"), [RESOURCE, "is not a resource"]],
  ["a resource of any service", allowing("arn:aws:*:::b/a"), [RESOURCE, "has a wildcard in its service"]],
  ["a resource of some services", allowing("arn:aws:s?:::b/*"), [RESOURCE, "has a wildcard in its service"]],
  [
    "a condition beyond Latin-1",
    allowing("arn:aws:s3:::b/*", { StringEquals: { "s3:prefix": "€/" } }),
    ["services[0].taskRole.statements[0].conditions.StringEquals.s3:prefix", "has a character that IAM does not take"],
  ],
  ["a long expression", onlyWhere(terms(250)), ["services[2].placement.constraints[0].expression", "use at most 2000"]],
  ["a long name of a secret", secretNamed(513), ["services[0].container.secrets.A", "has a name of more than the 512"]],
  ["a long DNS name", discovered(200), ["services[0].serviceDiscovery.name", "makes a DNS name of 264 characters"]],
]);

accepts([
  ["a prefix list of AWS with a short id", { "fargateCluster.loadBalancer.allowedPrefixListIds": ["pl-3b927c52"] }],
  ["the longest name and path of a role", { "services[0].taskRole": { arn: role(PATH, "r".repeat(64)) } }],
  ["the longest name of a policy", { "services[0].taskRole.managedPolicyArns": [policy("p".repeat(128))] }],
  ["a resource in Latin-1", allowing("arn:aws:s3:::b/Köln/*")],
  ["the longest name of a secret", secretNamed(512)],
  ["a list in an expression", onlyWhere(terms(190))],
  ["a DNS name that fits", discovered(180)],
  ["memory locked without a limit", { "services[2].container.ulimits": { memlock: { soft: -1, hard: -1 } } }],
  ["user data of comments alone", { "ec2Cluster.userData": "# later\n" }],
  ["settings of comments alone", { ec2Cluster: { image: "bottlerocket", userData: "# later\n" } }],
  ["user data that just fits", { "ec2Cluster.userData": `#\n${"x".repeat(15800)}` }],
]);
