import { demo } from "../../config/environments/demo.ts";
import { ENVIRONMENTS } from "../../config/environments/environments.ts";
import { ConfigError, loadConfig, parseConfig } from "../../config/load.ts";
import { problems, type Refused, service } from "../support/problems.ts";

describe("selection", () => {
  test("demo is the default", () => {
    expect(loadConfig({}).environment).toBe("demo");
  });

  test("ENVIRONMENT selects", () => {
    expect(loadConfig({ ENVIRONMENT: "prod" }).name).toBe("ecs-prod");
  });

  test.each(Object.keys(ENVIRONMENTS))("%s is accepted", (name) => {
    expect(loadConfig({ ENVIRONMENT: name }).environment).toBe(name);
  });

  test("an unknown environment is refused with the known ones", () => {
    expect(() => loadConfig({ ENVIRONMENT: "production" })).toThrow(
      'ENVIRONMENT: "production" is not an environment: use one of demo, prod, showcase, or list it in config/environments/environments.ts',
    );
  });

  test.each(["toString", "__proto__"])("%s is not an environment", (name) => {
    expect(() => loadConfig({ ENVIRONMENT: name })).toThrow(ConfigError);
  });

  test("LOCAL_STATE_FOLDER keeps any environment's state in local files", () => {
    expect(loadConfig({ ENVIRONMENT: "prod", LOCAL_STATE_FOLDER: "trial" }).state).toEqual({
      type: "local",
      folder: "trial",
    });
  });

  test("LOCAL_STATE_FOLDER leaves state in a bucket that the offline AWS serves", () => {
    const { state } = loadConfig({ ENVIRONMENT: "prod" });
    if (state.type !== "s3") throw new Error("prod has its state in S3");
    const load = (OFFLINE_AWS_BUCKETS: string) =>
      loadConfig({ ENVIRONMENT: "prod", LOCAL_STATE_FOLDER: "trial", OFFLINE_AWS_BUCKETS }).state;
    expect(load(`other ${state.bucket}`)).toEqual(state);
    expect(load("other")).toEqual({ type: "local", folder: "trial" });
    expect(load("")).toEqual({ type: "local", folder: "trial" });
  });
});

describe("completion", () => {
  const { names, ...config } = parseConfig(demo, "test");

  test("names follow the environment's, except those that are given", () => {
    expect(names.fargateCluster).toBe("ecs-demo-fargate");
    expect(names.pipeline).toBe("ecs-demo-cicd-CodePipeline");
  });

  test("bucket names carry account and region, because they are unique in the world", () => {
    expect(names.artifactBucket).toBe("ecs-demo-artifacts-123456789012-us-east-1");
  });

  test("names that AWS wants to begin otherwise have the environment's inside", () => {
    expect(names).toMatchObject({
      capacityProvider: "capacity-ecs-demo-ec2",
      managedCapacityProvider: "capacity-ecs-demo-managed",
      managedInstanceRole: "ecsInstanceRole-ecs-demo",
    });
  });

  test("other accounts are locked out, and revisions kept, unless the environment says otherwise", () => {
    const { lockAccount: _, keepTaskRevisions: __, ...rest } = demo;
    expect(parseConfig(rest, "test")).toMatchObject({ lockAccount: true, keepTaskRevisions: true, tags: {} });
    expect(config).toMatchObject({ lockAccount: false, keepTaskRevisions: false });
  });

  test.each([
    ["us-east-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ])("region %s is in partition %s", (region, expected) => {
    const zones = [`${region}a`, `${region}b`];
    expect(parseConfig({ ...demo, region, network: { ...demo.network, zones } }, "test").partition).toBe(expected);
  });
});

/** What is wrong, in which part, and what a person reads. */
const REFUSED: Refused[] = [
  ["account", { account: "1234" }, 'account: "1234" is not an AWS account: write its 12 digits, as text'],
  ["account as a number", { account: 123456789012 }, "account: 123456789012 has the wrong type: write text, in quotes"],
  ["region", { region: "us-east" }, 'region: "us-east" is not a region: write it as AWS does, such as us-east-1'],
  ["missing part", { network: undefined }, "network: is required: add it"],
  ["unknown field", { regoin: "us-east-1" }, "regoin: unknown field; did you mean `region`?"],
  ["switch", { lockAccount: "no" }, 'lockAccount: "no" has the wrong type: write true or false'],
  ["tag", { tags: { Team: 5 } }, "tags.Team: 5 has the wrong type: write text, in quotes"],
  ["list", { tags: "Team" }, 'tags: "Team" has the wrong type: write an object'],
  ["state", { state: { type: "gcs" } }, 'state.type: "gcs" must be one of: local, s3'],
  [
    "state bucket",
    { state: { type: "s3", bucket: "My_Bucket" } },
    'state.bucket: "My_Bucket" is not a bucket name: use 3 to 63 lower-case letters, digits, hyphens and single dots, with a letter or digit at both ends',
  ],
  [
    "a template behind a carriage return",
    { tags: { Team: "a\r${b}" } },
    'tags.Team: "a\\r${b}" has ${ or %{ after a carriage return without a line feed, which Terraform can\'t read: use line feeds',
  ],
  [
    "a name that JavaScript has too",
    { tags: { constructor: "x" } },
    'tags.constructor: "x" has a name that would be lost: use another',
  ],
  [
    "state folder with a token of cdktf",
    { state: { type: "local", folder: "${TfToken[TOKEN.1]}" } },
    'state.folder: "${TfToken[TOKEN.1]}" contains a token of CDK for Terraform: use other characters',
  ],
  [
    "state region",
    { state: { type: "s3", bucket: "my-bucket", region: "${x}" } },
    'state.region: "${x}" is not a region: write it as AWS does, such as us-east-1',
  ],
  [
    "key prefix",
    { state: { type: "s3", bucket: "my-bucket", keyPrefix: "/a" } },
    'state.keyPrefix: "/a" is not a key prefix: use letters, digits, / _ . and -, no slash at either end',
  ],
  [
    "key",
    { registry: { kmsKeyArn: "alias/images" } },
    'registry.kmsKeyArn: "alias/images" is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias',
  ],
  [
    "long environment name",
    { name: "an-environment-with-a-long-name" },
    'name: "an-environment-with-a-long-name" is not a valid name: use 2 to 20 lower-case letters, digits and single hyphens, starting with a letter',
  ],
  [
    "long name",
    { names: { ec2LoadBalancer: "a".repeat(33) } },
    `names.ec2LoadBalancer: "${"a".repeat(33)}" is too long: use at most 32 characters`,
  ],
  [
    "name with a wrong form",
    { names: { capacityProvider: "ecs-demo" } },
    'names.capacityProvider: "ecs-demo" is not a name that AWS accepts: use letters, digits, _ and -, not beginning with aws, ecs or fargate',
  ],
  [
    "two names alike",
    { names: { ecsRole: "x", ec2Role: "x" } },
    'names.ecsRole: "x" is also the name of names.ec2Role: give each its own',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(problems({ ...demo, ...change })).toContain(message);
});

test("a value that JSON has no form for is refused like any other", () => {
  expect(problems({ ...demo, region: () => "us-east-1" })).toEqual([
    expect.stringMatching(/^region: .* has the wrong type/),
  ]);
});

describe("several problems", () => {
  test("all are reported at once, even if fields are of the wrong type", () => {
    const found = problems({
      ...demo,
      account: "1",
      region: 5,
      network: { ...demo.network, zones: ["us-east-1a"] },
      services: [{ ...service, memoryMiB: 1 }],
      extra: 1,
    });
    expect(found.map((line) => line.split(":")[0])).toEqual(
      expect.arrayContaining(["account", "region", "network.zones", "services[0].memoryMiB", "extra"]),
    );
  });

  test("the first line counts them", () => {
    expect(() => parseConfig({ ...demo, account: "1" }, "test")).toThrow(/^environment test has a problem:\n/);
    expect(() => parseConfig({ ...demo, account: "1", region: "" }, "test")).toThrow(
      /^environment test has 2 problems:/,
    );
  });

  test("a long value is cut", () => {
    expect(problems({ ...demo, account: "1".repeat(100) })).toEqual([
      `account: "${"1".repeat(76)}… is not an AWS account: write its 12 digits, as text`,
    ]);
  });
});

test.each<[unknown, string]>([
  [undefined, "environment: is required: add it"],
  [null, "environment: null has the wrong type: write an object"],
  [5, "environment: 5 has the wrong type: write an object"],
  [{ ...demo, network: null }, "network: null has the wrong type: write an object"],
  [{ ...demo, services: {} }, "services: {} has the wrong type: write a list"],
  [{ ...demo, services: [null] }, "services[0]: null has the wrong type: write an object"],
  [{ ...demo, ec2Cluster: null }, "ec2Cluster: null has the wrong type: write an object, or leave it out"],
  [{ ...demo, delivery: { services: [5] } }, "delivery.services[0]: 5 has the wrong type: write text, in quotes"],
  [
    { ...demo, services: [{ ...service, capacity: [null] }] },
    "services[0].capacity[0]: null has the wrong type: write an object",
  ],
  [
    { ...demo, services: [{ ...service, deployment: "rolling" }] },
    'services[0].deployment: "rolling" must be an object: write { type: "rolling" }',
  ],
])("a part of the wrong type is a problem like others, and hides none: %#", (written, message) => {
  expect(problems(written)).toContain(message);
});
