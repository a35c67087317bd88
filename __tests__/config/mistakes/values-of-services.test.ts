import { accepts, refuses } from "../../support/mistakes.ts";

const inside = (field: string) => `services[0].${field}`;
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
const POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/";
const domain = { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" };
const loadBalancer = { "fargateCluster.loadBalancer": { domain } };
const cognito = (change: object) => ({
  ...loadBalancer,
  [inside("route.authentication")]: {
    type: "cognito",
    userPoolArn: `${POOL}us-east-1_AbCdEfGhI`,
    userPoolClientId: "1example23456789",
    userPoolDomain: "shop-login",
    ...change,
  },
});
const mounted = (path: string) => ({
  [inside("container.mounts")]: [{ volume: "x", path }],
  [inside("volumes")]: [{ type: "bind", name: "x" }],
});
const firelens = (options: object, secrets = {}) => ({ [inside("logs")]: { type: "firelens", options, secrets } });
const placed = (expression: string) => ({
  "services[2].placement": { constraints: [{ type: "memberOf", expression }] },
});

const existing = {
  listenerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/x/0123456789abcdef/0123456789abcdef",
  securityGroupId: "sg-0123456789abcdef0",
  dnsName: "shop.example.com",
};

refuses([
  [
    "step of 3.3333 percent",
    { [inside("deployment")]: { type: "ecs-linear", stepPercent: 3.3333 } },
    [inside("deployment.stepPercent"), "must be a multiple of 0.1"],
  ],
  [
    "canary of 0.25 percent",
    { [inside("deployment")]: { type: "ecs-canary", canaryPercent: 0.25 } },
    [inside("deployment.canaryPercent"), "must be a multiple of 0.1"],
  ],
  [
    "health check that begins with CMD-SHELL",
    { [inside("container.healthCheck")]: { command: "CMD-SHELL curl -f http://localhost/" } },
    [inside("container.healthCheck.command"), "starts with a keyword of ECS, not a command"],
  ],
  [
    "health check that is a list in a text",
    { [inside("container.healthCheck")]: { command: '["CMD", "curl", "-f", "http://localhost/"]' } },
    [inside("container.healthCheck.command"), "starts with a keyword of ECS, not a command"],
  ],
  [
    "working directory of Windows",
    { [inside("container.workingDirectory")]: "C:\\app" },
    [inside("container.workingDirectory"), "is a path of Windows"],
  ],
  ["negative user", { [inside("container.user")]: "-1" }, [inside("container.user"), "must be a user"]],
  [
    "one priority on one listener of two clusters",
    {
      "network.vpcId": "vpc-0123456789abcdef0",
      "network.publicSubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      "network.privateSubnetIds": ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
      "fargateCluster.loadBalancer": { existing },
      "ec2Cluster.loadBalancer": { existing },
    },
    ["services[2].route.priority", "is taken by services[0], whose cluster has the same listener"],
  ],
  ["mount with its mode", mounted("/x:ro"), [inside("container.mounts[0].path"), "has a colon"]],
  [
    "query with one equals sign",
    placed("attribute:stack = web"),
    ["services[2].placement.constraints[0].expression", 'write "=="'],
  ],
  [
    "options without a plugin",
    firelens({ Host: "logs.example.com" }),
    [inside("logs.options"), 'does not name the output plugin of Fluent Bit: add it, such as Name: "http"'],
  ],
  [
    "plugin with a small letter",
    firelens({ name: "http", Host: "logs.example.com" }),
    [inside("logs.options"), 'write "Name" instead of "name"'],
  ],
  [
    "password among the options",
    firelens({ Name: "http", http_Passwd: "hunter2hunter2" }),
    [inside("logs.options.http_Passwd"), "has the name of a secret, which anyone allowed to describe the task"],
  ],
  [
    "token among the options",
    firelens({ Name: "splunk", Splunk_Token: "11111111-2222-3333-4444-555555555555" }),
    [inside("logs.options.Splunk_Token"), "has the name of a secret"],
  ],
  [
    "option twice",
    firelens({ Name: "http", http_User: "a" }, { http_User: `${SECRET}db-AbCdEf` }),
    [inside("logs.secrets.http_User"), "is set in options too: keep one of the two"],
  ],
  [
    "pool of another region",
    cognito({ userPoolArn: `${POOL}eu-west-1_AbCdEfGhI` }),
    [inside("route.authentication.userPoolArn"), "is not the ARN of a user pool"],
  ],
  [
    "scope without openid",
    cognito({ scope: "email profile" }),
    [inside("route.authentication.scope"), "has no openid, which OpenID Connect requires"],
  ],
  ["scope with commas", cognito({ scope: "openid,email" }), [inside("route.authentication.scope"), "has no openid"]],
  [
    "trust store of another region",
    {
      "fargateCluster.loadBalancer": {
        domain,
        mutualTls: {
          mode: "verify",
          trustStoreArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/x/0123456789abcdef",
        },
      },
    },
    ["fargateCluster.loadBalancer.mutualTls.trustStoreArn", "is not in region us-east-1"],
  ],
  [
    "small HDD volume",
    { "ec2Cluster.dataVolumes": [{ device: "/dev/sdf", sizeGiB: 100, volumeType: "st1" }] },
    ["ec2Cluster.dataVolumes[0].sizeGiB", "is out of range of volumeType st1: use 125 to 16384"],
  ],
  [
    "argument overridden twice",
    {
      [inside("overrides")]: [
        { resource: "aws_ecs_service", path: "enable_execute_command", value: true },
        { resource: "aws_ecs_service", path: "enable_execute_command", value: false },
      ],
    },
    [inside("overrides[1].path"), "is already set to another value in [0]"],
  ],
]);

accepts([
  ["step of 33.3 percent", { [inside("deployment")]: { type: "ecs-linear", stepPercent: 33.3 } }],
  ["canary of 0.1 percent", { [inside("deployment")]: { type: "ecs-canary", canaryPercent: 0.1 } }],
  ["health check of a variable", { [inside("container.healthCheck")]: { command: "CMD=1 ./check" } }],
  ["health check of words", { [inside("container.healthCheck")]: { command: ["CMD-SHELL", "true"] } }],
  ["mount with a space", mounted("/var/lib/my data")],
  ["options of the image", firelens({})],
  ["options of the agent alone", firelens({ "log-driver-buffer-limit": "2097152" })],
  [
    "options about keys",
    firelens({ Name: "loki", label_keys: "$x", json_date_key: "time", "tls.key_file": "/etc/tls.key" }),
  ],
  ["scope with more", cognito({ scope: "email openid https://api.example.com/read" })],
  ["HDD volume", { "ec2Cluster.dataVolumes": [{ device: "/dev/sdf", sizeGiB: 125, volumeType: "sc1" }] }],
  [
    "secret that RDS manages",
    { [inside("container.secrets")]: { A: `${SECRET}rds!db-11111111-2222-3333-4444-555555555555-AbCdEf:password::` } },
  ],
  ["actions in any case", { [inside("taskRole")]: { statements: [{ actions: ["S3:getobject"], resources: ["*"] }] } }],
  [
    "wildcards for one letter",
    { [inside("taskRole")]: { statements: [{ actions: ["s3:Get?bject"], resources: ["arn:*:s3:::bucket-??/*"] }] } },
  ],
]);
