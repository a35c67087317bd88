import { accepts, refuses } from "../../support/mistakes.ts";

refuses([
  [
    "two sidecars one port",
    {
      "services[0].sidecars": [
        { name: "s", image: "a:1", port: 9000 },
        { name: "t", image: "a:1", port: 9000 },
      ],
    },
    ["services[0].sidecars[1].port", "is a port of sidecars[0] too, and containers of a task share its"],
  ],
  [
    "11 containers",
    {
      "services[0].cpuUnits": 1024,
      "services[0].memoryMiB": 2048,
      "services[0].sidecars": [
        { name: "s0", image: "a:1" },
        { name: "s1", image: "a:1" },
        { name: "s2", image: "a:1" },
        { name: "s3", image: "a:1" },
        { name: "s4", image: "a:1" },
        { name: "s5", image: "a:1" },
        { name: "s6", image: "a:1" },
        { name: "s7", image: "a:1" },
        { name: "s8", image: "a:1" },
        { name: "s9", image: "a:1" },
      ],
    },
    ["services[0].sidecars", "makes 11 containers with the service's own"],
  ],
  [
    "health command empty text",
    { "services[0].container.healthCheck": { command: "" } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "health command empty list",
    { "services[0].container.healthCheck": { command: [] } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "health command empty words",
    { "services[0].container.healthCheck": { command: ["CMD-SHELL", "", ""] } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "environment file bucket",
    { "services[0].container.environmentFiles": ["arn:aws:s3:::b/x.env"] },
    ["services[0].container.environmentFiles[0]", "names a bucket that S3 can't have: use 3 to 63 lower-case"],
  ],
  [
    "environment file *",
    { "services[0].container.environmentFiles": ["arn:aws:s3:::shop-settings/*.env"] },
    ["services[0].container.environmentFiles[0]", "has *, ? or $ in its key"],
  ],
  [
    "environment 70",
    { "services[0].container.environment": { BIG: "x".repeat(70000) } },
    ["services[0].container.environment", "makes the task definition larger than 65536 bytes"],
  ],
  [
    "command 70",
    {
      "services[0].container.command": Array(7).fill("x".repeat(10000)),
      "services[0].container.environment": { A: "x" },
    },
    ["services[0].container.command", "so put it into a script in the image"],
  ],
  [
    "labels 70",
    { "services[0].container.labels": { BIG: "x".repeat(70000) } },
    ["services[0].container.labels", "so shorten them"],
  ],
  [
    "secret s3",
    { "services[0].container.secrets": { A: "arn:aws:s3:::bucket/secret.txt" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret without",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:db-AbCdEf" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret key",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:url" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "drop CAP_",
    { "services[0].container.dropCapabilities": ["CAP_NET_RAW"] },
    ["services[0].container.dropCapabilities[0]", "must be one of"],
  ],
  [
    "drop FOO",
    { "services[0].container.dropCapabilities": ["FOO"] },
    ["services[0].container.dropCapabilities[0]", "must be one of"],
  ],
  [
    "mounts",
    {
      "services[0].container.mounts": [
        { volume: "x", path: "/x" },
        { volume: "y", path: "/x" },
      ],
      "services[0].volumes": [
        { type: "bind", name: "x" },
        { type: "bind", name: "y" },
      ],
    },
    ["services[0].container.mounts[1].path", "is the path of mounts[0] too"],
  ],
  ["NaN", { "services[0].desiredCount": NaN }, ["services[0].desiredCount", "has the wrong type"]],
  ["-1 tasks", { "services[0].desiredCount": -1 }, ["services[0].desiredCount", "is out of range"]],
  [
    "port main=sidecar",
    { "services[0].sidecars": [{ name: "s", image: "a:1", port: 80 }] },
    ["services[0].sidecars[0].port", "is a port of container too, and containers of a task share its ports"],
  ],
  ["port 0", { "services[0].container.port": 0 }, ["services[0].container.port", "is out of range"]],
  ["port 70000", { "services[0].container.port": 70000 }, ["services[0].container.port", "is out of range"]],
  [
    "9 sidecars+firelens",
    {
      "services[0].cpuUnits": 1024,
      "services[0].memoryMiB": 2048,
      "services[0].sidecars": [
        { name: "s0", image: "a:1" },
        { name: "s1", image: "a:1" },
        { name: "s2", image: "a:1" },
        { name: "s3", image: "a:1" },
        { name: "s4", image: "a:1" },
        { name: "s5", image: "a:1" },
        { name: "s6", image: "a:1" },
        { name: "s7", image: "a:1" },
        { name: "s8", image: "a:1" },
      ],
      "services[0].logs": { type: "firelens", options: { Name: "http" } },
    },
    ["services[0].sidecars", "makes 11 containers with the service's own and the container of"],
  ],
  [
    "health command blank",
    { "services[0].container.healthCheck": { command: "  " } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "health command CMD only",
    { "services[0].container.healthCheck": { command: ["CMD"] } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "health command blanks",
    { "services[0].container.healthCheck": { command: [""] } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "health command CMD-SHELL only",
    { "services[0].container.healthCheck": { command: ["CMD-SHELL"] } },
    ["services[0].container.healthCheck.command", "is empty"],
  ],
  [
    "health command timeout",
    { "services[0].container.healthCheck": { command: "x", timeoutSeconds: 60, intervalSeconds: 30 } },
    ["services[0].container.healthCheck.timeoutSeconds", "is more than intervalSeconds 30"],
  ],
  [
    "environment name empty",
    { "services[0].container.environment": { "": "x" } },
    ["services[0].container.environment.", "is empty: write the name of a variable"],
  ],
  [
    "environment name =",
    { "services[0].container.environment": { "A=B": "x" } },
    ["services[0].container.environment.A=B", "is not the name of a variable"],
  ],
  [
    "environment many",
    {
      "services[0].container.environment": {
        VARIABLE_0: "x".repeat(14000),
        VARIABLE_1: "x".repeat(14000),
        VARIABLE_2: "x".repeat(14000),
        VARIABLE_3: "x".repeat(14000),
        VARIABLE_4: "x".repeat(14000),
      },
    },
    ["services[0].container.environment", "makes the task definition larger than 65536 bytes"],
  ],
  [
    "environment num",
    { "services[0].container.environment": { A: 5 } },
    ["services[0].container.environment.A", "has the wrong type"],
  ],
  [
    "secret sns",
    { "services[0].container.secrets": { A: "arn:aws:sns:us-east-1:123456789012:x" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret name",
    { "services[0].container.secrets": { A: "db-password" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret ssm no param",
    { "services[0].container.secrets": { A: "arn:aws:ssm:us-east-1:123456789012:db" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret star",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:*" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret ssm account",
    { "services[0].container.secrets": { A: "arn:aws:ssm:us-east-1:999999999999:parameter/db" } },
    ["services[0].container.secrets.A", "is in another account, whose parameters ECS does not read"],
  ],
  [
    "secret & environment",
    {
      "services[0].container.secrets": { A: "arn:aws:ssm:us-east-1:123456789012:parameter/db" },
      "services[0].container.environment": { A: "x" },
    },
    ["services[0].container.secrets.A", "is set in environment too"],
  ],
  [
    "secret name empty",
    { "services[0].container.secrets": { "": "arn:aws:ssm:us-east-1:123456789012:parameter/db" } },
    ["services[0].container.secrets.", "is empty: write the name of a variable"],
  ],
  [
    "secret 2 colons",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:url:" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "secret region unknown",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-9:123456789012:secret:db-AbCdEf" } },
    ["services[0].container.secrets.A", "names us-east-9, which is not a region of AWS"],
  ],
  [
    "registry creds ssm",
    { "services[0].container.registryCredentialsArn": "arn:aws:ssm:us-east-1:123456789012:parameter/db" },
    ["services[0].container.registryCredentialsArn", "is not a secret"],
  ],
  [
    "ssm double slash",
    { "services[0].container.secrets": { A: "arn:aws:ssm:us-east-1:123456789012:parameter//db" } },
    ["services[0].container.secrets.A", "is not a secret"],
  ],
  [
    "add capability Fargate",
    { "services[0].container.addCapabilities": ["NET_ADMIN"] },
    ["services[0].container.addCapabilities[0]", "is not for Fargate, which adds SYS_PTRACE only"],
  ],
  [
    "add CAP_SYS_PTRACE",
    { "services[0].container.addCapabilities": ["CAP_SYS_PTRACE"] },
    ["services[0].container.addCapabilities[0]", "must be one of"],
  ],
  [
    "drop lower",
    { "services[0].container.dropCapabilities": ["net_raw"] },
    ["services[0].container.dropCapabilities[0]", "must be one of"],
  ],
  [
    "mount slash",
    {
      "services[0].container.mounts": [
        { volume: "x", path: "/x" },
        { volume: "y", path: "/x/" },
      ],
    },
    ["services[0].container.mounts[0].volume", "is not a volume of the service"],
    ["services[0].container.mounts[1].volume", "is not a volume of the service"],
    ["services[0].container.mounts[1].path", "is the path of mounts[0] too"],
  ],
  [
    "mount root",
    {
      "services[0].container.mounts": [{ volume: "x", path: "/" }],
      "services[0].volumes": [{ type: "bind", name: "x" }],
    },
    ["services[0].container.mounts[0].path", "is the root of the container"],
  ],
  [
    "mount rel",
    {
      "services[0].container.mounts": [{ volume: "x", path: "x" }],
      "services[0].volumes": [{ type: "bind", name: "x" }],
    },
    ["services[0].container.mounts[0].path", "is not an absolute path"],
  ],
  [
    "mount unknown",
    { "services[0].container.mounts": [{ volume: "x", path: "/x" }] },
    ["services[0].container.mounts[0].volume", "is not a volume of the service"],
  ],
  [
    "instance type",
    { "ec2Cluster.instanceTypes": ["t3.smal"] },
    ["ec2Cluster.instanceTypes[0]", "is not an instance type"],
  ],
  ["itype2", { "ec2Cluster.instanceTypes": ["t3-small"] }, ["ec2Cluster.instanceTypes[0]", "is not an instance type"]],
  [
    "instance type arm",
    { "ec2Cluster.instanceTypes": ["t4g.small"] },
    ["ec2Cluster.instanceTypes[0]", "does not run x86_64"],
  ],
  [
    "ulimit",
    { "services[0].container.ulimits": { nofile: { soft: 10, hard: 5 } } },
    ["services[0].container.ulimits.nofile.soft", "is more than hard 5"],
  ],
  [
    "kernel parameter",
    { "services[0].container.systemControls": { "vm.max_map_count": "262144" } },
    ["services[0].container.systemControls.vm.max_map_count", "is not a kernel parameter of a container"],
  ],
  [
    "ulimit name",
    { "services[0].container.ulimits": { files: { soft: 1, hard: 5 } } },
    ["services[0].container.ulimits.files", "must be one of"],
  ],
]);

accepts([
  ["health command list", { "services[0].container.healthCheck": { command: ["wget", "-q", "x"] } }],
  ["health command CMD-SHELL", { "services[0].container.healthCheck": { command: ["CMD-SHELL", "true"] } }],
  ["health command NONE", { "services[0].container.healthCheck": { command: ["NONE"] } }],
  [
    "environment",
    {
      "services[0].container.environment": {
        A: "",
        "a.b": "x",
        "A-B": "x",
        "with space": "y",
        LONG: "x".repeat(30000),
      },
    },
  ],
  [
    "secret arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf" } },
  ],
  [
    "secret arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b/c-AbCdEf:url::",
    {
      "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b/c-AbCdEf:url::" },
    },
  ],
  [
    "secret arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:url:AWSCURRENT:",
    {
      "services[0].container.secrets": {
        A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:url:AWSCURRENT:",
      },
    },
  ],
  [
    "secret arn:aws:secretsmanager:us-east-1:123456789012:secret:db",
    { "services[0].container.secrets": { A: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db" } },
  ],
  [
    "secret arn:aws:ssm:us-east-1:123456789012:parameter/a/b",
    { "services[0].container.secrets": { A: "arn:aws:ssm:us-east-1:123456789012:parameter/a/b" } },
  ],
  [
    "secret arn:aws:ssm:eu-west-1:123456789012:parameter/db.x_y-z",
    { "services[0].container.secrets": { A: "arn:aws:ssm:eu-west-1:123456789012:parameter/db.x_y-z" } },
  ],
  [
    "capabilities",
    { "services[0].container.dropCapabilities": ["ALL"], "services[0].container.addCapabilities": ["SYS_PTRACE"] },
  ],
  [
    "mounts",
    {
      "services[0].container.mounts": [
        { volume: "x", path: "/x" },
        { volume: "x", path: "/y" },
        { volume: "y", path: "/x/y" },
      ],
      "services[0].volumes": [
        { type: "bind", name: "x" },
        { type: "bind", name: "y" },
      ],
    },
  ],
  ["bridge same ports", { "services[2].sidecars": [{ name: "s", image: "a:1", port: 80, memoryReservationMiB: 64 }] }],
  [
    "10 containers",
    {
      "services[0].cpuUnits": 1024,
      "services[0].memoryMiB": 2048,
      "services[0].sidecars": [
        { name: "s0", image: "a:1", port: 9000 },
        { name: "s1", image: "a:1", port: 9001 },
        { name: "s2", image: "a:1", port: 9002 },
        { name: "s3", image: "a:1", port: 9003 },
        { name: "s4", image: "a:1", port: 9004 },
        { name: "s5", image: "a:1", port: 9005 },
        { name: "s6", image: "a:1", port: 9006 },
        { name: "s7", image: "a:1", port: 9007 },
        { name: "s8", image: "a:1", port: 9008 },
      ],
    },
  ],
  [
    "ulimit",
    {
      "services[0].container.ulimits": { nofile: { soft: 5, hard: 5 } },
      "services[0].container.systemControls": { "net.ipv4.tcp_keepalive_time": "500", "kernel.shmmax": "1" },
    },
  ],
  ["instance type t3.small", { "ec2Cluster.instanceTypes": ["t3.small"] }],
  ["instance type m7i-flex.large", { "ec2Cluster.instanceTypes": ["m7i-flex.large"] }],
  ["instance type u-6tb1.112xlarge", { "ec2Cluster.instanceTypes": ["u-6tb1.112xlarge"] }],
  ["instance type r5b.metal", { "ec2Cluster.instanceTypes": ["r5b.metal"] }],
  ["instance type m7i.metal-24xl", { "ec2Cluster.instanceTypes": ["m7i.metal-24xl"] }],
  ["instance type x2iedn.32xlarge", { "ec2Cluster.instanceTypes": ["x2iedn.32xlarge"] }],
]);
