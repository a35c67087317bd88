import {
  type Accepted,
  completed,
  onExternal,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/key";
const FILE = "arn:aws:s3:::shop-settings/web.env";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const container = (change: object) => ({ container: { ...service.container, ...change } });
const secret = (A: unknown) => container({ secrets: { A } });
const elsewhere = (arn: string, region: string, account = "123456789012") =>
  arn.replace("us-east-1", region).replace("123456789012", account);
const OTHER = "210987654321";

test("a service knows what ECS reads for its containers, registries and logs", () => {
  const change = {
    container: { ...service.container, secrets: { A: SECRET }, registryCredentialsArn: { arn: SECRET, keyArn: KEY } },
    sidecars: [{ name: "a", image: "nginx:1.29", environmentFiles: [FILE, { arn: `${FILE}.env`, keyArn: KEY }] }],
    logs: { type: "firelens", options: {}, secrets: { B: { arn: PARAMETER, keyArn: KEY } } },
  };
  expect(completed(change).reads).toEqual([
    { arn: SECRET },
    { arn: SECRET, keyArn: KEY },
    { arn: FILE },
    { arn: `${FILE}.env`, keyArn: KEY },
    { arn: PARAMETER, keyArn: KEY },
  ]);
});

test.each<Accepted>([
  ["a secret", secret(SECRET)],
  ["a member of a secret", secret(`${SECRET}:password::`)],
  ["a secret without its random characters", secret(SECRET.replace("-AbCdEf", ""))],
  ["a secret of another region", secret({ arn: elsewhere(SECRET, "eu-west-1"), keyArn: elsewhere(KEY, "eu-west-1") })],
  [
    "a secret of another account, with that account's key",
    secret({ arn: elsewhere(SECRET, "us-east-1", OTHER), keyArn: KEY }),
  ],
  ["a parameter of another region", secret(elsewhere(PARAMETER, "eu-west-1"))],
  ["ten files", container({ environmentFiles: Array.from({ length: 10 }, (_, n) => FILE.replace("web", `${n}`)) })],
  ["files on external instances", { ...onExternal, container: { ...onExternal.container, environmentFiles: [FILE] } }],
  ["files on Fargate since 1.4.0", { ...container({ environmentFiles: [FILE] }), platformVersion: "1.4.0" }],
])("%s is accepted", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

const HIDDEN = "(value hidden: its name says that it is a secret)";
const A = `services[0].container.secrets.A: ${HIDDEN}`;
const NO_SECRET = "is not a secret: write the ARN of one in Secrets Manager or of a parameter in Parameter Store";

test.each<Refused>([
  ["an ARN of something else", secret("arn:aws:lambda:us-east-1:123456789012:function:f"), `${A} ${NO_SECRET}`],
  ["a member without the colons behind it", secret(`${SECRET}:password`), `${A} ${NO_SECRET}`],
  ["a number", secret(5), `${A} ${NO_SECRET}, or { arn, keyArn }`],
  ["a key alone", secret({ keyArn: KEY }), `${A} ${NO_SECRET}, or { arn, keyArn }`],
  [
    "the alias of a key",
    secret({ arn: SECRET, keyArn: "arn:aws:kms:us-east-1:123456789012:alias/shop" }),
    `services[0].container.secrets.A.keyArn: ${HIDDEN} is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias`,
  ],
  [
    "a key of another region",
    secret({ arn: SECRET, keyArn: elsewhere(KEY, "eu-west-1") }),
    `${A} is in us-east-1, and its key in eu-west-1: use the key in us-east-1 that encrypts it`,
  ],
  [
    "a secret of another account",
    secret(elsewhere(SECRET, "us-east-1", OTHER)),
    `${A} is in another account, and readable from here only under a customer managed key: write { arn, keyArn }`,
  ],
  [
    "a parameter of another account",
    secret({ arn: elsewhere(PARAMETER, "us-east-1", OTHER), keyArn: KEY }),
    `${A} is in another account, whose parameters ECS does not read: copy it to 123456789012, or use Secrets Manager`,
  ],
  [
    "a secret of another partition",
    secret(elsewhere(SECRET, "cn-north-1").replace("arn:aws", "arn:aws-cn")),
    `${A} is in partition aws-cn, which us-east-1 has no access to: use one of aws`,
  ],
  [
    "a part of a secret for a registry",
    container({ registryCredentialsArn: `${SECRET}:password::` }),
    `services[0].container.registryCredentialsArn: "${SECRET}:password::" is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "a secret of another account for logs",
    { logs: { type: "firelens", options: {}, secrets: { B: elsewhere(SECRET, "us-east-1", OTHER) } } },
    `services[0].logs.secrets.B: ${HIDDEN} is in another account, and readable from here only under a customer managed key: write { arn, keyArn }`,
  ],
  [
    "a file with another ending",
    container({ environmentFiles: ["arn:aws:s3:::shop-settings/web.txt"] }),
    'services[0].container.environmentFiles[0]: "arn:aws:s3:::shop-settings/web.txt" is not an environment file: write the ARN of an object of S3 whose key ends in .env',
  ],
  [
    "a file of another partition",
    container({ environmentFiles: [FILE.replace("arn:aws", "arn:aws-us-gov")] }),
    'services[0].container.environmentFiles[0]: "arn:aws-us-gov:s3:::shop-settings/web.env" is in partition aws-us-gov, which us-east-1 has no access to: use one of aws',
  ],
  [
    "a file twice",
    container({ environmentFiles: [FILE, FILE] }),
    `services[0].container.environmentFiles[1]: "${FILE}" is listed twice: remove one of them`,
  ],
  [
    "files for Windows",
    { ...container({ environmentFiles: [FILE] }), os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048 },
    `services[0].container.environmentFiles: ["${FILE}"] is only for Linux: leave it out, or set os to linux`,
  ],
  [
    "files on an old Fargate",
    { ...container({ environmentFiles: [FILE] }), platformVersion: "1.3.0" },
    'services[0].platformVersion: "1.3.0" does not support environmentFiles: use 1.4.0, or LATEST',
  ],
])("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test("more than ten files in all containers are refused", () => {
  const files = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => FILE.replace("web", String(from + n)));
  const change = {
    ...container({ environmentFiles: files(0, 8) }),
    sidecars: [{ name: "a", image: "nginx:1.29", environmentFiles: files(10, 3) }],
  };
  expect(serviceProblems(change)).toEqual([
    'services[0].sidecars[0].environmentFiles[2]: "arn:aws:s3:::shop-settings/12.env" is one of 11 files, and a task can have 10: put several into one',
  ]);
});
