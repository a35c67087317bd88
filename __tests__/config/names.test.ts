import * as v from "valibot";
import { names } from "../../config/environment-names.ts";
import { demo } from "../../config/environments/demo.ts";
import { cloudName, givenName, LIMITS, type NameKind } from "../../config/names.ts";
import { problems } from "../support/problems.ts";

test("a name that fits stays as it is", () => {
  expect(cloudName("loadBalancer", "ecs-demo-fargate")).toBe("ecs-demo-fargate");
});

test("a long name is cut to the limit, with a hash of the whole", () => {
  const name = cloudName("targetGroup", "a-service-with-a-name-that-is-far-too-long");
  expect(name).toBe("a-service-with-a-name-t-d32554d9");
  expect(name).toHaveLength(32);
});

test.each(["sthree-logs", "amzn-s3-demo-logs", "shop-s3alias"])(
  "a bucket is not called %s, which S3 reserves",
  (name) => {
    const called = cloudName("bucket", name);
    expect(called).not.toMatch(/^(sthree-|amzn-s3-demo-)|-s3alias$/);
    expect(v.is(givenName("bucket"), called)).toBe(true);
  },
);

test("long names that begin alike stay apart", () => {
  const long = "x".repeat(40);
  expect(cloudName("role", `${long}${long}-1`)).not.toBe(cloudName("role", `${long}${long}-2`));
});

test.each(Object.keys(LIMITS) as NameKind[])("a shortened name of a %s keeps to its form", (kind) => {
  const start = kind === "managedInstanceRole" ? "ecsInstanceRole-" : "c";
  const name = cloudName(kind, `${start}${"ab-".repeat(200)}`);
  expect(name.length).toBeLessThanOrEqual(LIMITS[kind].most);
  expect(name).toMatch(LIMITS[kind].form);
});

test.each(["aws-shop", "ECS-shop", "fargate1"])(
  "ECS keeps %s for itself as the name of a capacity provider",
  (name) => {
    expect(name).not.toMatch(LIMITS.capacityProvider.form);
  },
);

const DOTTED = ["a b", "a/b", "a.b", "a:b", "a@b", "é"];

/** Names that services take and refuse, from the reference of each API. */
const FORMS: Record<NameKind, { most: number; taken: string[]; refused: string[] }> = {
  alarm: { most: 255, taken: ["CPU > 60 % (web)"], refused: ["a\nb", "é", ""] },
  autoScalingGroup: { most: 255, taken: ["a-B_1"], refused: DOTTED },
  approvalRule: { most: 100, taken: ["a B.1_c-"], refused: ["a/b", "a.git", "a:b"] },
  bucket: { most: 63, taken: ["a-1"], refused: [...DOTTED, "A", "a_b", "-a", "a-", "a"] },
  buildProject: { most: 150, taken: ["a-B_1"], refused: [...DOTTED, "-a", "_a"] },
  capacityProvider: { most: 255, taken: ["a-B_1", "my-ecs"], refused: [...DOTTED, "aws", "ecs-a", "Fargate-a"] },
  cluster: { most: 255, taken: ["a-B_1"], refused: DOTTED },
  connection: { most: 32, taken: ["a-B_1"], refused: ["a b", "a/b"] },
  container: { most: 255, taken: ["a-B_1"], refused: DOTTED },
  dashboard: { most: 255, taken: ["a-B_1"], refused: DOTTED },
  deploymentApplication: { most: 100, taken: ["a-B_1", "a+=,.@b"], refused: ["a b", "a/b"] },
  deploymentConfig: { most: 100, taken: ["a-B_1"], refused: ["a b", "a/b"] },
  eventRule: { most: 64, taken: ["a-B_1", "a.b"], refused: ["a b", "a/b", "a:b"] },
  imageRepository: {
    most: 256,
    taken: ["team/web.site_1-a", "a--b__c"],
    refused: ["a..b", "a b", "A", "a:b", "-a", "/a"],
  },
  instanceProfile: { most: 128, taken: ["a-B_1", "a+=,.@b"], refused: ["a b", "a/b", "a:b"] },
  keyAlias: { most: 250, taken: ["a-B_1", "a/b"], refused: ["a b", "a.b", "a:b", "alias/a", "aws/a"] },
  launchTemplate: { most: 128, taken: ["a-B_1", "a(b).c/d"], refused: ["a b", "a:b", "a@b", "ab"] },
  loadBalancer: { most: 32, taken: ["a-B-1"], refused: [...DOTTED, "a_b", "-a", "a-", "internal-a"] },
  logGroup: { most: 512, taken: ["/ecs/a-B_1.x#y"], refused: ["a b", "a:b", "a@b", ""] },
  managedInstanceRole: {
    most: 64,
    taken: ["ecsInstanceRole", "ecsInstanceRole-a", "ecsInstanceRole.a"],
    refused: ["a", "ecsInstanceRole a", "ecsInstanceRole/a"],
  },
  notificationRule: { most: 64, taken: ["a-B_1"], refused: ["a b", "a/b", "a:b"] },
  pipeline: { most: 100, taken: ["a-B_1", "a.b@c"], refused: ["a b", "a/b", "a:b"] },
  policy: { most: 128, taken: ["a-B_1", "a+=,.@b"], refused: ["a b", "a/b", "a:b"] },
  role: { most: 64, taken: ["a-B_1", "a+=,.@b"], refused: ["a b", "a/b", "a:b"] },
  scalingPolicy: { most: 256, taken: ["a-B_1", "CPU > 70 %: web"], refused: ["é", "a\nb"] },
  securityGroup: {
    most: 255,
    taken: ["a b (web): _-/#,@+=&;{}!$*"],
    refused: ["sg-1", "a|b", "a<b", "é", ""],
  },
  service: { most: 255, taken: ["a-B_1"], refused: DOTTED },
  sourceRepository: { most: 100, taken: ["a-B_1", "a.b"], refused: ["a b", "a/b", "a:b", "a.git"] },
  stage: { most: 100, taken: ["a-B_1"], refused: ["a b", "a/b", "a:b"] },
  tag: { most: 256, taken: ["a b_.:/=+@-1"], refused: ["a;b", "a?b"] },
  targetGroup: { most: 32, taken: ["a-B-1"], refused: [...DOTTED, "a_b", "-a", "a-"] },
  taskFamily: { most: 255, taken: ["a-B_1"], refused: DOTTED },
  topic: { most: 256, taken: ["a-B_1"], refused: DOTTED },
  trail: { most: 128, taken: ["a-B.1_c"], refused: ["a b", "a/b", "-a", "a-", "a--b"] },
  webAcl: { most: 128, taken: ["a-B_1"], refused: DOTTED },
};

const given = (part: "taken" | "refused") =>
  Object.entries(FORMS).flatMap(([kind, names]) => names[part].map((name) => [kind as NameKind, name] as const));

test.each(given("taken"))("the name of a %s may be %j", (kind, name) => {
  expect(v.is(givenName(kind), name)).toBe(true);
});

test.each(given("refused"))("the name of a %s may not be %j", (kind, name) => {
  expect(v.is(givenName(kind), name)).toBe(false);
});

/** What names are names of, by how they end. */
const KINDS: Record<string, NameKind> = {
  managedInstanceRole: "managedInstanceRole",
  Role: "role",
  Bucket: "bucket",
  Key: "keyAlias",
  Project: "buildProject",
  Policy: "policy",
  Application: "deploymentApplication",
  Cluster: "cluster",
  LoadBalancer: "loadBalancer",
  WebAcl: "webAcl",
  Notification: "notificationRule",
  Pipeline: "pipeline",
  Trigger: "eventRule",
  Rule: "eventRule",
  Profile: "instanceProfile",
  Topic: "topic",
  CapacityProvider: "capacityProvider",
  sourceRepository: "sourceRepository",
  network: "tag",
};

function kindOf(key: string): NameKind {
  if (Object.hasOwn(FORMS, key)) return key as NameKind;
  const [, kind] = Object.entries(KINDS).find(([end]) => key.endsWith(end)) ?? [];
  if (kind === undefined) throw new Error(`names.${key}: say in KINDS what it is the name of`);
  return kind;
}

/** A name of some length. */
const long = (kind: NameKind, length: number) =>
  (kind === "managedInstanceRole" ? "ecsInstanceRole" : "").padEnd(length, "a");

const tooLong = (key: string, length: number) =>
  problems({ ...demo, names: { ...demo.names, [key]: long(kindOf(key), length) } }).length;

test.each(Object.keys(names.entries))("names.%s is as long as the service takes, and no longer", (key) => {
  const { most } = FORMS[kindOf(key)];
  expect([tooLong(key, most), tooLong(key, most + 1)]).toEqual([0, 1]);
});

test.each(Object.entries(FORMS))(
  "the name of a %s is as long as the service takes, and no longer",
  (kind, { most }) => {
    const fits = (length: number) => v.is(givenName(kind as NameKind), long(kind as NameKind, length));
    expect([fits(most), fits(most + 1)]).toEqual([true, false]);
  },
);

test.each(Object.keys(names.entries))("names.%s with a character that no service takes is refused", (key) => {
  const found = problems({ ...demo, names: { ...demo.names, [key]: "shop?" } });
  expect(found).toEqual([expect.stringMatching(new RegExp(`^names\\.${key}: "shop\\?" `))]);
});

test.each([
  ["loadBalancer", "shop_web"],
  ["loadBalancer", "internal-shop"],
  ["securityGroup", "sg-shop"],
  ["capacityProvider", "aws-shop"],
] as const)("a name of a %s that the service does not take, %s, is changed to one that it takes", (kind, name) => {
  expect(cloudName(kind, name)).toMatch(LIMITS[kind].form);
  expect(cloudName(kind, name)).not.toBe(cloudName(kind, `${name}-2`));
});
