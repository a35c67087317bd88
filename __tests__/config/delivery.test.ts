import { demo } from "../../config/environments/demo.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { parseConfig } from "../../config/load.ts";
import { type Accepted, problems, type Refused, service } from "../support/problems.ts";

/** The demo environment with other fields of its delivery. */
const delivering = (change: object) => ({ ...demo, delivery: { ...demo.delivery, ...change } });

const delivery = (change: object) => parseConfig(delivering(change), "test").delivery;

const connection = (change: object = {}) => ({ source: { type: "connection", repository: "acme/shop", ...change } });

const ROLE = "arn:aws:iam::210987654321:role/other-deploy-role";
const promotion = { name: "prod", roleArn: ROLE, clusterName: "prod-fargate", services: ["web"] };
const promotions = (...changes: object[]) => ({ promotions: changes.map((change) => ({ ...promotion, ...change })) });

const from = {
  pipelineRoleArn: "arn:aws:iam::321098765432:role/first-pipeline-role",
  artifactBucketName: "first-artifacts",
  artifactKeyArn: "arn:aws:kms:us-east-1:321098765432:key/11111111-2222-3333-4444-555555555555",
  services: ["ecs-demo-fargate-service"],
};
const deployedFrom = (change: object) => ({ deployedFrom: { ...from, ...change } });

const POLICY = "arn:aws:iam::123456789012:policy/stacks";
const planning = (change: object = {}, delivery: object = {}) => ({
  ...delivering({ infrastructure: { applyPolicyArns: [POLICY], ...change }, ...delivery }),
  state: { type: "s3", bucket: "state" },
});

const TOPIC = "arn:aws:sns:us-east-1:123456789012:operators";
const SERVICES = "ecs-demo-ec2-service, ecs-demo-fargate-service, ecs-demo-service, ecs-demo-service-blue-green";

describe("defaults", () => {
  test("is a small machine that builds main for x86_64 with a gate, and everything is deleted in the end", () => {
    expect(parseConfig({ ...demo, delivery: { services: [] } }, "test").delivery).toEqual({
      source: { type: "codecommit", branch: "main" },
      build: {
        size: "small",
        architecture: "x86_64",
        timeoutMinutes: 30,
        scanFailsOn: "critical",
        vpc: false,
        reports: false,
      },
      executionMode: "superseded",
      rollback: true,
      services: [],
      promotions: [],
      artifactDays: 90,
      artifactPrefix: "ecs-demo-cicd-CodePi/",
      logRetentionDays: 30,
      releases: true,
      hasStack: true,
    });
  });

  test.each<[what: string, written: object, completed: object]>([
    [
      "a connection",
      connection(),
      {
        source: {
          type: "connection",
          repository: "acme/shop",
          provider: "github",
          branch: "main",
          paths: [],
          tags: [],
        },
      },
    ],
    ["a pushed image", { source: { type: "ecr", repositoryName: "shop" } }, { source: { tag: "latest" } }],
    ["an approval", { approval: {} }, { approval: { message: "Deploy this release?" } }],
    ["a promotion", promotions({}), { promotions: [{ ...promotion, approval: true }] }],
    [
      "notifications",
      { notifications: {} },
      { notifications: { emails: [], of: ["failed", "succeeded", "approval"] } },
    ],
  ])("of %s is completed", (_, written, completed) => {
    expect(delivery(written)).toMatchObject(completed);
  });
});

test("a service that a pipeline deploys, here or elsewhere, is marked", () => {
  const { services } = parseConfig(delivering(deployedFrom({})), "test");
  expect(services.map((each) => [each.name, each.delivered])).toEqual([
    ["ecs-demo-ec2-service", false],
    ["ecs-demo-fargate-service", true],
    ["ecs-demo-service", true],
    ["ecs-demo-service-blue-green", true],
  ]);
});

const ACCEPTED: Accepted[] = [
  ["a branch with folders", { source: { type: "codecommit", branch: "release/2.x" } }],
  ["a repository in groups", connection({ provider: "gitlab", repository: "acme/web/shop" })],
  [
    "a connection that exists",
    connection({ connectionArn: "arn:aws:codeconnections:us-east-1:123456789012:connection/1" }),
  ],
  ["eight patterns", connection({ paths: Array(8).fill("app/**"), tags: Array(8).fill("v*"), tagsProtected: true })],
  ["a pushed image", { source: { type: "ecr", repositoryName: "team/shop", tag: "stable" } }],
  ["a zip file", { source: { type: "s3", bucket: "releases", key: "shop/web.zip" } }],
  ["the longest build", { build: { timeoutMinutes: 2160, size: "large", scanFailsOn: "none" } }],
  ["a build for Arm that is not deployed here", { services: [], build: { architecture: "arm64" } }],
  ["a build in the VPC", { build: { vpc: true } }],
  ["an existing topic", { notifications: { topicArn: TOPIC } }],
  ["two addresses", { notifications: { emails: ["a@example.com", "b@example.com"] } }],
  ["one result", { notifications: { of: ["failed"] } }],
  ["two promotions to one environment", promotions({ name: "first" }, { name: "second" })],
  ["a promotion without approval", promotions({ approval: false })],
  ["releases from elsewhere with images of here", deployedFrom({})],
  [
    "as many stages as there can be",
    promotions(...Array.from({ length: 46 }, (_, at) => ({ name: `to-${at}`, approval: false }))),
  ],
  ["nothing", { services: [] }],
];

test.each(ACCEPTED)("delivery of %s is accepted", (_, change) => {
  expect(problems(delivering(change))).toEqual([]);
});

const REFUSED: Refused[] = [
  // services
  [
    "a service that is not there",
    { services: ["web"] },
    `delivery.services[0]: "web" must be one of services: ${SERVICES}`,
  ],
  [
    "a service twice",
    { services: ["ecs-demo-service", "ecs-demo-service"] },
    'delivery.services[1]: "ecs-demo-service" is listed twice: remove one of them',
  ],
  [
    "two containers",
    { services: ["ecs-demo-service", "ecs-demo-fargate-service"] },
    'services[2].container.name: "ecs-demo-container" (the default) differs from that of services[1]: give both containers the same name, because the pipeline deploys one image to both',
  ],
  // source
  [
    "another source",
    { source: { type: "svn" } },
    'delivery.source.type: "svn" must be one of: codecommit, connection, ecr, s3',
  ],
  [
    "a branch",
    { source: { type: "codecommit", branch: "/x" } },
    'delivery.source.branch: "/x" is not a branch name: use letters, digits, . _ / @ + # = and -, not starting with . / or -, not ending with . or /, and without .. and //',
  ],
  [
    "a source without its repository",
    { source: { type: "connection" } },
    "delivery.source.repository: is required: add it",
  ],
  [
    "a repository without owner",
    connection({ repository: "shop" }),
    'delivery.source.repository: "shop" is not a repository: write owner and name, such as acme/shop',
  ],
  [
    "a connection by its name",
    connection({ connectionArn: "github" }),
    'delivery.source.connectionArn: "github" is not a connection: write its ARN, arn:aws:codeconnections:REGION:ACCOUNT:connection/ID',
  ],
  [
    "another company",
    connection({ provider: "gitea" }),
    'delivery.source.provider: "gitea" must be one of: github, gitlab, bitbucket',
  ],
  [
    "a branch with an end of a folder",
    connection({ branch: "x/" }),
    'delivery.source.branch: "x/" is not a branch name: use letters, digits, . _ / @ + # = and -, not starting with . / or -, not ending with . or /, and without .. and //',
  ],
  [
    "a pattern with a space",
    connection({ paths: ["a b"] }),
    'delivery.source.paths[0]: "a b" is not a pattern: use up to 255 characters without spaces, with *, ? and {a,b}',
  ],
  [
    "a tag with a comma",
    connection({ tags: ["v1,v2"], tagsProtected: true }),
    'delivery.source.tags[0]: "v1,v2" is not a pattern: use up to 255 characters without spaces, with *, ? and {a,b}',
  ],
  [
    "nine paths",
    connection({ paths: Array(9).fill("a") }),
    'delivery.source.paths: ["a","a","a","a","a","a","a","a","a"] is too long: a trigger allows 8 patterns',
  ],
  [
    "nine tags",
    connection({ tags: Array(9).fill("v"), tagsProtected: true }),
    'delivery.source.tags: ["v","v","v","v","v","v","v","v","v"] is too long: a trigger allows 8 patterns',
  ],
  [
    "a field of another source",
    { source: { type: "codecommit", tags: ["v*"] } },
    'delivery.source.tags: unknown field; it is a field of type "connection"',
  ],
  [
    "a repository in capitals",
    { source: { type: "ecr", repositoryName: "Shop" } },
    'delivery.source.repositoryName: "Shop" is not a repository: use lower-case letters and digits, with single . _ - and / between them',
  ],
  [
    "a tag",
    { source: { type: "ecr", repositoryName: "shop", tag: "-" } },
    'delivery.source.tag: "-" is not a tag: use letters, digits, . _ and -, starting with a letter, digit or _',
  ],
  [
    "a bucket in capitals",
    { source: { type: "s3", bucket: "Zips", key: "a.zip" } },
    'delivery.source.bucket: "Zips" is not a bucket name: use 3 to 63 lower-case letters, digits, hyphens and single dots, with a letter or digit at both ends',
  ],
  [
    "a key with a slash first",
    { source: { type: "s3", bucket: "zips", key: "/a.zip" } },
    'delivery.source.key: "/a.zip" is not the key of a zip file: write it without a leading slash, such as shop.zip',
  ],
  [
    "a file that is not a zip",
    { source: { type: "s3", bucket: "zips", key: "a.tar" } },
    'delivery.source.key: "a.tar" is not the key of a zip file: write it without a leading slash, such as shop.zip',
  ],
  // build
  ["a huge machine", { build: { size: "huge" } }, 'delivery.build.size: "huge" must be one of: small, medium, large'],
  [
    "another architecture",
    { services: [], build: { architecture: "riscv" } },
    'delivery.build.architecture: "riscv" must be one of: x86_64, arm64',
  ],
  [
    "a short build",
    { build: { timeoutMinutes: 4 } },
    "delivery.build.timeoutMinutes: 4 is out of range: use a whole number from 5 to 2160 minutes",
  ],
  [
    "a long build",
    { build: { timeoutMinutes: 2161 } },
    "delivery.build.timeoutMinutes: 2161 is out of range: use a whole number from 5 to 2160 minutes",
  ],
  [
    "a gate in capitals",
    { build: { scanFailsOn: "HIGH" } },
    'delivery.build.scanFailsOn: "HIGH" must be one of: critical, high, medium, low, none; did you mean "high"?',
  ],
  [
    "a place for the build",
    { build: { vpc: "vpc-1" } },
    'delivery.build.vpc: "vpc-1" has the wrong type: write true or false',
  ],
  [
    "reports by name",
    { build: { reports: "unit" } },
    'delivery.build.reports: "unit" has the wrong type: write true or false',
  ],
  // stages
  [
    "lines in a question",
    { approval: { message: "a\nb" } },
    'delivery.approval.message: "a\\nb" is too long or has line breaks: use up to 1000 characters in one line',
  ],
  [
    "releases side by side",
    { executionMode: "parallel" },
    'delivery.executionMode: "parallel" must be one of: superseded, queued',
  ],
  [
    "a stage with a space",
    promotions({ name: "the prod" }),
    `delivery.promotions[0].name: "the prod" is not a stage's name: use up to 60 letters, digits, _ and -`,
  ],
  [
    "two stages of one name",
    promotions({}, {}),
    'delivery.promotions[1].name: "prod" is listed twice: give each stage its own name',
  ],
  [
    "a stage that is there anyway",
    promotions({ name: "Build" }),
    'delivery.promotions[0].name: "Build" is a stage of this environment: use another name',
  ],
  [
    "a stage of a service",
    promotions({ name: "Deploy-ecs-demo-service" }),
    'delivery.promotions[0].name: "Deploy-ecs-demo-service" is a stage of this environment: use another name',
  ],
  [
    "a promotion of nothing",
    promotions({ services: [] }),
    "delivery.promotions[0].services: [] is empty: name a service, or remove it",
  ],
  [
    "a promotion of a service twice",
    promotions({ services: ["web", "web"] }),
    'delivery.promotions[0].services[1]: "web" is listed twice: remove one of them',
  ],
  [
    "a role by its name",
    promotions({ roleArn: "deploy" }),
    'delivery.promotions[0].roleArn: "deploy" is not the ARN of a role: write it as IAM shows it, arn:aws:iam::…:role/NAME',
  ],
  [
    "a cluster with a dot",
    promotions({ clusterName: "a.b" }),
    'delivery.promotions[0].clusterName: "a.b" is not a name that AWS accepts: use letters, digits, _ and -, starting with a letter or digit',
  ],
  [
    "a service with a dot",
    promotions({ services: ["a.b"] }),
    'delivery.promotions[0].services[0]: "a.b" is not a name that AWS accepts: use letters, digits, _ and -, starting with a letter or digit',
  ],
  [
    "too many stages with questions between them",
    promotions(...Array.from({ length: 24 }, (_, at) => ({ name: `to-${at}` }))),
    'delivery.services: ["ecs-demo-service","ecs-demo-service-blue-green"] make 52 stages with the others: a pipeline allows 50, so deliver some from another environment',
  ],
  [
    "too many stages",
    promotions(...Array.from({ length: 47 }, (_, at) => ({ name: `to-${at}`, approval: false }))),
    'delivery.services: ["ecs-demo-service","ecs-demo-service-blue-green"] make 51 stages with the others: a pipeline allows 50, so deliver some from another environment',
  ],
  [
    "one stage too many with the approval",
    { approval: {}, ...promotions(...Array.from({ length: 46 }, (_, at) => ({ name: `to-${at}`, approval: false }))) },
    'delivery.services: ["ecs-demo-service","ecs-demo-service-blue-green"] make 51 stages with the others: a pipeline allows 50, so deliver some from another environment',
  ],
  // releases from elsewhere
  [
    "a pipeline by its name",
    deployedFrom({ pipelineRoleArn: "first" }),
    'delivery.deployedFrom.pipelineRoleArn: "first" is not the ARN of a role: write it as IAM shows it, arn:aws:iam::…:role/NAME',
  ],
  [
    "a bucket of elsewhere",
    deployedFrom({ artifactBucketName: "First" }),
    'delivery.deployedFrom.artifactBucketName: "First" is not a name that AWS accepts: use three or more lower-case letters, digits and -, with a letter or digit at both ends',
  ],
  [
    "a key by its name",
    deployedFrom({ artifactKeyArn: "alias/first" }),
    'delivery.deployedFrom.artifactKeyArn: "alias/first" is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias',
  ],
  [
    "images by their name",
    deployedFrom({ imageRepositoryArn: "first" }),
    'delivery.deployedFrom.imageRepositoryArn: "first" is not an ECR repository: write its ARN, arn:aws:ecr:REGION:ACCOUNT:repository/NAME',
  ],
  [
    "a service of elsewhere",
    deployedFrom({ services: ["web"] }),
    'delivery.deployedFrom.services[0]: "web" must be one of services: ecs-demo-ec2-service, ecs-demo-fargate-service, ecs-demo-service, ecs-demo-service-blue-green',
  ],
  [
    "a service of elsewhere twice",
    deployedFrom({ services: ["ecs-demo-fargate-service", "ecs-demo-fargate-service"] }),
    'delivery.deployedFrom.services[1]: "ecs-demo-fargate-service" is listed twice: remove one of them',
  ],
  [
    "a service by two pipelines",
    deployedFrom({ services: ["ecs-demo-service"] }),
    'delivery.deployedFrom.services[0]: "ecs-demo-service" is in delivery.services too: let one pipeline deploy it',
  ],
  [
    "what CodeDeploy deploys, by a pipeline of elsewhere",
    { services: [], ...deployedFrom({ services: ["ecs-demo-service-blue-green"] }) },
    'delivery.deployedFrom.services[0]: "ecs-demo-service-blue-green" is deployed by CodeDeploy, which another environment does not start: leave it out',
  ],
  // notifications
  [
    "a topic by its name",
    { notifications: { topicArn: "operators" } },
    'delivery.notifications.topicArn: "operators" is not a standard SNS topic: write its ARN, arn:aws:sns:REGION:ACCOUNT:NAME',
  ],
  [
    "no address",
    { notifications: { emails: ["operators"] } },
    'delivery.notifications.emails[0]: "operators" is not an e-mail address: write it as ops@example.com',
  ],
  [
    "an address twice",
    { notifications: { emails: ["a@example.com", "a@example.com"] } },
    'delivery.notifications.emails[1]: "a@example.com" is listed twice: remove one of them',
  ],
  [
    "addresses for another's topic",
    { notifications: { topicArn: TOPIC, emails: ["a@example.com"] } },
    `delivery.notifications.emails: ["a@example.com"] can't be added to an existing topic: subscribe them there, or leave topicArn out`,
  ],
  [
    "no results",
    { notifications: { of: [] } },
    "delivery.notifications.of: [] is empty: name a result, or remove notifications",
  ],
  [
    "other results",
    { notifications: { of: ["started"] } },
    'delivery.notifications.of[0]: "started" must be one of: failed, succeeded, approval',
  ],
  // images that run
  [
    "a comparison of images at one moment",
    { imageCheckSchedule: "at(2027-01-31T08:00:00)" },
    'delivery.imageCheckSchedule: "at(2027-01-31T08:00:00)" is a single moment: write cron(…) or rate(…)',
  ],
  [
    "a comparison of images without services",
    { services: [], imageCheckSchedule: "rate(1 hour)" },
    'delivery.imageCheckSchedule: "rate(1 hour)" compares nothing, because the pipeline deploys no services here: list delivery.services, or leave it out',
  ],
  // time
  [
    "artifacts for no time",
    { artifactDays: 0 },
    "delivery.artifactDays: 0 is out of range: use a whole number from 1 to 3650 days",
  ],
  [
    "artifacts forever",
    { artifactDays: 3651 },
    "delivery.artifactDays: 3651 is out of range: use a whole number from 1 to 3650 days",
  ],
  [
    "logs for a time that CloudWatch does not have",
    { logRetentionDays: 10 },
    "delivery.logRetentionDays: 10 must be one of the retention times of CloudWatch Logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days",
  ],
];

test.each(REFUSED)("delivery of %s is refused", (_, change, message) => {
  expect(problems(delivering(change))).toEqual([message]);
});

test("a build in a VPC without private subnets is refused", () => {
  const network = { ...demo.network, nat: "none", privateSubnetCidrs: undefined };
  expect(problems({ ...delivering({ build: { vpc: true } }), network })).toEqual([
    "delivery.build.vpc: true needs private subnets with a way out: give the network NAT gateways, or leave it out",
  ]);
});

test("delivery to nothing names no services", () => {
  expect(problems({ ...demo, services: [], delivery: { services: ["web"] } })).toEqual([
    'delivery.services[0]: "web" is not in services: add it',
  ]);
});

test("two services get one image where their containers have one name, given or not", () => {
  const given = { ...service, name: "given", container: { ...service.container, name: "ecs-demo-container" } };
  const environment = { ...demo, services: [service, given], delivery: { services: ["web", "given"] } };
  expect(problems(environment)).toEqual([]);
});

describe("a pipeline waits for ECS, but not forever", () => {
  const search = (deployment: object) => ({
    ...service,
    route: { priority: 1 },
    deployment: { type: "ecs-linear", ...deployment },
  });
  const found = (deployment: object, delivery: object = { services: ["web"] }) =>
    problems({ ...demo, services: [search(deployment)], delivery });
  const fromElsewhere = { deployedFrom: { ...showcase.delivery.deployedFrom, services: ["web"] } };

  test.each([
    [{ bakeMinutes: 357 }, { services: ["web"] }, 411, 410],
    [{}, fromElsewhere, 59, 50],
    [{ stepPercent: 30, stepMinutes: 15, bakeMinutes: 6 }, fromElsewhere, 51, 50],
  ])("so a deployment with %j is refused where %j", (deployment, delivery, minutes, most) => {
    expect(found(deployment, delivery)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^services\\[0\\].deployment: .* takes ${minutes} minutes besides the start of tasks, and the pipeline waits for at most ${most}: use fewer or shorter steps$`,
        ),
      ),
    ]);
  });

  test("and a shorter one is accepted, or one that the pipeline does not deliver", () => {
    expect(found({ bakeMinutes: 356 })).toEqual([]);
    expect(found({ stepMinutes: 5 }, fromElsewhere)).toEqual([]);
    expect(found({ bakeMinutes: 357 }, {})).toEqual([]);
  });
});

describe("a pipeline for the stacks themselves", () => {
  test("asks before each apply, reads with AWS's own policy, and has an hour, by default", () => {
    expect(parseConfig(planning(), "test").delivery?.infrastructure).toEqual({
      asks: "always",
      applyPolicyArns: [POLICY],
      paths: [],
      size: "medium",
      timeoutMinutes: 60,
      artifactDays: 30,
    });
  });

  const tenPolicies = Array.from({ length: 10 }, (_, at) => `${POLICY}-${at}`);

  test.each<[what: string, environment: object]>([
    ["a policy of AWS", planning({ applyPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] })],
    ["a policy with a path", planning({ planPolicyArns: ["arn:aws:iam::123456789012:policy/ci/read.only"] })],
    ["ten policies", planning({ applyPolicyArns: tenPolicies })],
    ["a zip file", planning({}, { source: { type: "s3", bucket: "zips", key: "a.zip" } })],
    ["a look for drift on workdays", planning({ driftSchedule: "cron(17 5 ? * MON-FRI *)" })],
    ["a look for drift each day", planning({ driftSchedule: "rate(1 day)" })],
    ["eight paths", planning({ paths: Array(8).fill("config/**") }, connection())],
  ])("with %s is accepted", (_, environment) => {
    expect(problems(environment)).toEqual([]);
  });

  test.each<[what: string, environment: object, message: string]>([
    [
      "no policies",
      planning({ applyPolicyArns: undefined }),
      "delivery.infrastructure.applyPolicyArns: is required: add it",
    ],
    [
      "an empty list of policies",
      planning({ applyPolicyArns: [] }),
      "delivery.infrastructure.applyPolicyArns: [] is empty: name a policy",
    ],
    [
      "an empty list of policies to read with",
      planning({ planPolicyArns: [] }),
      "delivery.infrastructure.planPolicyArns: [] is empty: name a policy, or leave it out",
    ],
    [
      "a look for drift at one moment",
      planning({ driftSchedule: "at(2027-01-31T08:00:00)" }),
      'delivery.infrastructure.driftSchedule: "at(2027-01-31T08:00:00)" is a single moment: write cron(…) or rate(…)',
    ],
    [
      "a look for drift by a cron of five fields",
      planning({ driftSchedule: "17 5 * * 1-5" }),
      'delivery.infrastructure.driftSchedule: "17 5 * * 1-5" is not a schedule: write cron(…) with six fields, rate(1 hour) or at(2027-01-31T08:00:00)',
    ],
    [
      "a policy by its name",
      planning({ applyPolicyArns: ["AdministratorAccess"] }),
      'delivery.infrastructure.applyPolicyArns[0]: "AdministratorAccess" is not the ARN of a policy: write it as IAM shows it, arn:aws:iam::…:policy/NAME',
    ],
    [
      "a role instead of a policy",
      planning({ planPolicyArns: ["arn:aws:iam::123456789012:role/reader"] }),
      'delivery.infrastructure.planPolicyArns[0]: "arn:aws:iam::123456789012:role/reader" is not the ARN of a policy: write it as IAM shows it, arn:aws:iam::…:policy/NAME',
    ],
    [
      "a policy of another account",
      planning({ applyPolicyArns: [POLICY, "arn:aws:iam::210987654321:policy/theirs"] }),
      'delivery.infrastructure.applyPolicyArns[1]: "arn:aws:iam::210987654321:policy/theirs" is in another account: a role takes policies of 123456789012 and AWS managed policies',
    ],
    [
      "two policies of one name",
      planning({ applyPolicyArns: [POLICY, "arn:aws:iam::123456789012:policy/ci/stacks"] }),
      'delivery.infrastructure.applyPolicyArns[1]: "arn:aws:iam::123456789012:policy/ci/stacks" is a second policy of that name in its account: attach one of them',
    ],
    [
      "eleven policies",
      planning({ applyPolicyArns: [...tenPolicies, POLICY] }),
      expect.stringMatching(
        /^delivery\.infrastructure\.applyPolicyArns: \[.*… is too long: a role allows 10 managed policies, so combine some$/,
      ) as unknown as string,
    ],
    [
      "another way to ask",
      planning({ asks: "never" }),
      'delivery.infrastructure.asks: "never" must be one of: always, when-needed',
    ],
    [
      "a source without files",
      planning({}, { source: { type: "ecr", repositoryName: "shop" } }),
      'delivery.source.type: "ecr" brings no files to plan: use codecommit, connection or s3, or leave infrastructure out',
    ],
    [
      "paths of a source that does not tell them",
      planning({ paths: ["config/**"] }),
      'delivery.infrastructure.paths: ["config/**"] is only for a source behind a connection: leave it out, and every push is planned',
    ],
    [
      "nine paths",
      planning({ paths: Array(9).fill("a") }, connection()),
      'delivery.infrastructure.paths: ["a","a","a","a","a","a","a","a","a"] is too long: a trigger allows 8 patterns',
    ],
    [
      "a path with a space",
      planning({ paths: ["a b"] }, connection()),
      'delivery.infrastructure.paths[0]: "a b" is not a pattern: use up to 255 characters without spaces, with *, ? and {a,b}',
    ],
    [
      "a huge machine",
      planning({ size: "huge" }),
      'delivery.infrastructure.size: "huge" must be one of: small, medium, large',
    ],
    [
      "a short build",
      planning({ timeoutMinutes: 4 }),
      "delivery.infrastructure.timeoutMinutes: 4 is out of range: use a whole number from 5 to 2160 minutes",
    ],
    [
      "plans for no time",
      planning({ artifactDays: 0 }),
      "delivery.infrastructure.artifactDays: 0 is out of range: use a whole number from 1 to 3650 days",
    ],
  ])("with %s is refused", (_, environment, message) => {
    expect(problems(environment)).toEqual([message]);
  });

  test("is refused where state is on one machine", () => {
    expect(problems({ ...planning(), state: { type: "local" } })).toEqual([
      'state.type: "local" is a local file, which delivery.infrastructure does not find: use s3, or leave that out',
    ]);
  });
});
