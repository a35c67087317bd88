import { type Accepted, type Refused, service, serviceProblems } from "../../support/problems.ts";

const image = "nginx:1.29";
const main = (change: object) => ({ container: { image, ...change } });
const role = (statement: object) => ({ taskRole: { statements: [{ actions: [], resources: [], ...statement }] } });

const REFUSED: Refused[] = [
  [
    "command of its health check",
    { container: { image: "nginx:1.29", healthCheck: { command: 5 } } },
    "services[0].container.healthCheck.command: 5 is not a command: write a shell line, or the list of its words",
  ],
  [
    "pair of target groups",
    { route: { priority: 1 }, deployment: { type: "ecs-blue-green", targetGroupNames: "blue" } },
    'services[0].deployment.targetGroupNames: "blue" has the wrong type: write a list',
  ],
  [
    "name",
    { name: "a b" },
    'services[0].name: "a b" is not a name that AWS accepts: use letters, digits, _ and -, starting with a letter or digit',
  ],
  [
    "long task family",
    { taskFamily: "a".repeat(256) },
    `services[0].taskFamily: "${"a".repeat(76)}… is too long: use at most 255 characters`,
  ],
  ["cluster", { cluster: "eks" }, 'services[0].cluster: "eks" must be one of: ec2, fargate'],
  ["missing container", { container: undefined }, "services[0].container: is required: add it"],
  [
    "image",
    main({ image: "Nginx" }),
    'services[0].container.image: "Nginx" has upper-case letters, which repositories can\'t have: use lower case',
  ],
  ["port", main({ port: 0 }), "services[0].container.port: 0 is out of range: use a whole number from 1 to 65535"],
  [
    "command in one piece",
    main({ command: "nginx -g" }),
    'services[0].container.command: "nginx -g" has the wrong type: write a list',
  ],
  [
    "setting that is not a text",
    main({ environment: { DEBUG: true } }),
    "services[0].container.environment.DEBUG: true has the wrong type: write text, in quotes",
  ],
  [
    "secret",
    main({ secrets: { API_KEY: "parameter/key" } }),
    "services[0].container.secrets.API_KEY: (value hidden: its name says that it is a secret) is not a secret: write the ARN of one in Secrets Manager or of a parameter in Parameter Store",
  ],
  [
    "working directory",
    main({ workingDirectory: "srv" }),
    'services[0].container.workingDirectory: "srv" is not an absolute path: begin with /',
  ],
  [
    "mount path",
    { ...main({ mounts: [{ volume: "tmp", path: "tmp" }] }), volumes: [{ type: "bind", name: "tmp" }] },
    'services[0].container.mounts[0].path: "tmp" is not an absolute path: begin with /',
  ],
  [
    "user",
    main({ user: "me@here" }),
    'services[0].container.user: "me@here" must be a user: write a name or number, or user:group',
  ],
  [
    "limit of a resource",
    main({ ulimits: { nofile: { soft: -2, hard: 1024 } } }),
    "services[0].container.ulimits.nofile.soft: -2 is out of range: use a whole number from -1 to 2147483647",
  ],
  [
    "resource",
    main({ ulimits: { files: { soft: 1, hard: 2 } } }),
    'services[0].container.ulimits.files: "files" must be one of: core, cpu, data, fsize, locks, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack',
  ],
  [
    "time to stop",
    main({ stopTimeoutSeconds: 121 }),
    "services[0].container.stopTimeoutSeconds: 121 is more than Fargate waits: use 2 to 120 seconds, or the EC2 cluster",
  ],
  [
    "condition",
    main({ dependsOn: [{ container: "cache", condition: "READY" }] }),
    'services[0].container.dependsOn[0].condition: "READY" must be one of: START, COMPLETE, SUCCESS, HEALTHY',
  ],
  [
    "health check",
    main({ healthCheck: { command: "true", retries: 0 } }),
    "services[0].container.healthCheck.retries: 0 is out of range: use a whole number from 1 to 10 failures",
  ],
  ["nameless sidecar", { sidecars: [{ image }] }, "services[0].sidecars[0].name: is required: add it"],
  [
    "action",
    role({ actions: ["GetObject"] }),
    'services[0].taskRole.statements[0].actions[0]: "GetObject" is not an action: write service and operation, such as s3:GetObject',
  ],
  [
    "resource of a statement",
    role({ resources: ["my-bucket"] }),
    'services[0].taskRole.statements[0].resources[0]: "my-bucket" is not a resource: write its ARN, or * for actions that take no ARN',
  ],
  [
    "managed policy",
    { taskRole: { managedPolicyArns: ["ReadOnlyAccess"] } },
    'services[0].taskRole.managedPolicyArns[0]: "ReadOnlyAccess" is not the ARN of a policy: write it as IAM shows it, arn:aws:iam::…:policy/NAME',
  ],
  [
    "port that tasks may connect to",
    { outbound: [{ port: 0, cidrs: ["10.0.0.0/8"] }] },
    "services[0].outbound[0].port: 0 is out of range: use a whole number from 1 to 65535",
  ],
  [
    "network that tasks may connect to",
    { outbound: [{ port: 5432, cidrs: ["10.0.0.1"] }] },
    'services[0].outbound[0].cidrs[0]: "10.0.0.1" is not an IPv4 or IPv6 network: write its first address, in the short form, and prefix length, such as 10.0.0.0/16 or 2001:db8::/32',
  ],
  [
    "kind of logs",
    { logs: { type: "syslog" } },
    'services[0].logs.type: "syslog" must be one of: cloudwatch, firelens',
  ],
  [
    "retention of logs",
    { logs: { type: "cloudwatch", retentionDays: 10 } },
    "services[0].logs.retentionDays: 10 must be one of the retention times of CloudWatch Logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days",
  ],
  [
    "buffer of logs that has none",
    { logs: { type: "firelens", options: {}, bufferMiB: 8 } },
    'services[0].logs.bufferMiB: unknown field; it is a field of type "cloudwatch"',
  ],
  [
    "name for others",
    { serviceConnect: { name: "Orders" } },
    'services[0].serviceConnect.name: "Orders" is not a host name: use up to 63 lower-case letters, digits and inner hyphens',
  ],
  [
    "protocol",
    { serviceConnect: { protocol: "https" } },
    'services[0].serviceConnect.protocol: "https" must be one of: http, http2, grpc, tcp; did you mean "http" or "http2"?',
  ],
  [
    "topic",
    { alarmTopicArn: "operators" },
    'services[0].alarmTopicArn: "operators" is not a standard SNS topic: write its ARN, arn:aws:sns:REGION:ACCOUNT:NAME',
  ],
  [
    "source of tags",
    { propagateTags: "cluster" },
    'services[0].propagateTags: "cluster" must be one of: none, service, task-definition',
  ],
];

test.each(REFUSED)("a service with a wrong %s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toContain(message);
});

const ACCEPTED: Accepted[] = [
  ["an image by its digest", main({ image: `public.ecr.aws/nginx/nginx@sha256:${"0".repeat(64)}` })],
  ["an image of a registry at a port", main({ image: "registry:5000/nginx:1.29" })],
  [
    "a path on Windows",
    { os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048, ...main({ workingDirectory: "C:\\inetpub" }) },
  ],
  ["a user by number, with a group", main({ user: "101:101" })],
  ["a health check by the words of a command", main({ healthCheck: { command: ["CMD", "true"] } })],
  [
    "a part of a secret",
    main({ secrets: { URL: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:url::" } }),
  ],
  ["a policy of AWS", { taskRole: { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] } }],
  ["operations with *", role({ actions: ["s3:Get*"], resources: ["*"] })],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems({ ...service, ...change })).toEqual([]);
});
