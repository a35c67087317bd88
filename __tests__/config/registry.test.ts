import { demo } from "../../config/environments/demo.ts";
import { parseConfig } from "../../config/load.ts";
import { type Accepted, onInstances, problems, type Refused, service } from "../support/problems.ts";

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf";

/** The demo environment with another registry, and other services. */
const environmentOf = (registry: object, ...services: object[]) => ({
  ...demo,
  ec2Cluster: { ...demo.ec2Cluster, architecture: "arm64", instanceTypes: ["t4g.small"] },
  registry,
  ...(services.length > 0 && { services, delivery: { services: [] } }),
});

const completed = (registry: object, more: object = {}) =>
  parseConfig({ ...environmentOf(registry), ...more }, "test").registry;

test("images are kept for a time, nothing is pushed, nothing is copied", () => {
  expect(completed({})).toEqual({ keepImages: 30, untaggedDays: 7, deleteWithImages: false, firstImage: undefined });
});

describe("the first image", () => {
  test("is called so", () => {
    expect(completed({ firstImage: {} })?.firstImage).toEqual({ tag: "first", platform: "linux/amd64" });
  });

  test("runs on what the pipeline builds for, unless it is configured", () => {
    const delivery = { services: [], build: { architecture: "arm64" } };
    const platform = (firstImage: object) => completed({ firstImage }, { delivery })?.firstImage?.platform;
    expect(platform({})).toBe("linux/arm64");
    expect(platform({ platform: "linux/amd64" })).toBe("linux/amd64");
  });
});

test("copies are named after where they come from", () => {
  expect(completed({ pullThroughCache: { credentialsArn: SECRET } })?.pullThroughCache).toEqual({
    prefix: "docker-hub",
    credentialsArn: SECRET,
  });
});

const first = { container: { ...service.container, image: ":first" } };

test.each<Accepted>([
  ["a service that runs it", { ...service, ...first }],
  ["one of its other containers", { ...service, sidecars: [{ name: "other", image: ":first" }] }],
  ["another image on another architecture", { ...service, architecture: "arm64" }],
  ["another tag on another architecture", { ...service, architecture: "arm64", container: { image: ":v1" } }],
])("%s is accepted with a first image", (_, change) => {
  expect(problems(environmentOf({ firstImage: {} }, change))).toEqual([]);
});

const ARCHITECTURE =
  "is built for linux/amd64, and the service runs on arm64: set registry.firstImage.platform to linux/arm64, or use another image";

test.each<Refused>([
  [
    "on another architecture",
    { ...service, ...first, architecture: "arm64" },
    `services[0].container.image: ":first" ${ARCHITECTURE}`,
  ],
  [
    "on instances of another architecture",
    { ...service, ...onInstances, container: { ...onInstances.container, image: ":first" } },
    `services[0].container.image: ":first" ${ARCHITECTURE}`,
  ],
  [
    "on Windows",
    { ...service, ...first, os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048 },
    'services[0].container.image: ":first" is built for linux/amd64, and the service runs on windows-2022-core: use another image',
  ],
  [
    "beside a container, on another architecture",
    { ...service, architecture: "arm64", sidecars: [{ name: "other", image: ":first" }] },
    `services[0].sidecars[0].image: ":first" ${ARCHITECTURE}`,
  ],
])("the first image %s is refused", (_, change, message) => {
  expect(problems(environmentOf({ firstImage: {} }, change))).toEqual([message]);
});

const NO_SECRET =
  "must be a secret that ECR reads: give the ARN of one in Secrets Manager whose name begins with ecr-pullthroughcache/";

const cache = (change: object) => ({ pullThroughCache: { credentialsArn: SECRET, ...change } });

test.each<Refused>([
  [
    "a tag with a colon",
    { firstImage: { tag: ":first" } },
    'registry.firstImage.tag: ":first" is not a tag: use up to 128 letters, digits and . _ -, starting with a letter, digit or _',
  ],
  [
    "another platform",
    { firstImage: { platform: "windows/amd64" } },
    'registry.firstImage.platform: "windows/amd64" must be one of: linux/amd64, linux/arm64',
  ],
  [
    "a first image that is on or off",
    { firstImage: true },
    "registry.firstImage: true has the wrong type: write an object",
  ],
  [
    "copies without an account at Docker Hub",
    { pullThroughCache: {} },
    "registry.pullThroughCache.credentialsArn: is required: add it",
  ],
  [
    "a secret with another name",
    cache({ credentialsArn: SECRET.replace("ecr-pullthroughcache/", "") }),
    `registry.pullThroughCache.credentialsArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:docker-hub-AbCdEf" ${NO_SECRET}`,
  ],
  [
    "a parameter",
    cache({ credentialsArn: "arn:aws:ssm:us-east-1:123456789012:parameter/hub" }),
    `registry.pullThroughCache.credentialsArn: "arn:aws:ssm:us-east-1:123456789012:parameter/hub" ${NO_SECRET}`,
  ],
  [
    "a secret of another region",
    cache({ credentialsArn: SECRET.replace("us-east-1", "us-east-2") }),
    'registry.pullThroughCache.credentialsArn: "arn:aws:secretsmanager:us-east-2:123456789012:secret:ecr-pullthroughcache/do… is not in account 123456789012 and region us-east-1: give ECR a secret there',
  ],
  [
    "a secret of another account",
    cache({ credentialsArn: SECRET.replace("123456789012", "210987654321") }),
    'registry.pullThroughCache.credentialsArn: "arn:aws:secretsmanager:us-east-1:210987654321:secret:ecr-pullthroughcache/do… is not in account 123456789012 and region us-east-1: give ECR a secret there',
  ],
  [
    "a prefix with a slash at its end",
    cache({ prefix: "hub/" }),
    'registry.pullThroughCache.prefix: "hub/" is not a prefix: use 2 to 30 lower-case letters and digits, with single . _ - and / between them',
  ],
  [
    "too few images",
    { keepImages: 0 },
    "registry.keepImages: 0 is out of range: use a whole number from 1 to 1000 images",
  ],
])("%s: refused", (_, registry, message) => {
  expect(problems(environmentOf(registry))).toEqual([message]);
});
