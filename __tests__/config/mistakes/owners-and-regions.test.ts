import { accepts, refuses } from "../../support/mistakes.ts";

const SOURCE = "delivery.source";
const APPROVERS = `${SOURCE}.approvals.approvers`;
const approvals = (count: number, ...approvers: string[]) => ({
  [SOURCE]: { type: "codecommit", approvals: { count, approvers } },
});
const connected = (fields: object) => ({ [SOURCE]: { type: "connection", repository: "acme/shop", ...fields } });
const connection = (place: string) => connected({ connectionArn: `arn:aws:${place}:connection/1-2` });
const FROM = "delivery.deployedFrom";
const deployedFrom = (fields: object) => ({
  delivery: {
    deployedFrom: {
      pipelineRoleArn: "arn:aws:iam::210987654321:role/x",
      artifactBucketName: "artifacts",
      artifactKeyArn: "arn:aws:kms:us-east-1:210987654321:key/11111111-2222-3333-4444-555555555555",
      services: ["web"],
      ...fields,
    },
  },
});
const PROMOTION = "delivery.promotions[0]";
const promoted = (account: string, clusterName: string) => ({
  "delivery.promotions": [
    { name: "prod", roleArn: `arn:aws:iam::${account}:role/deploy`, clusterName, services: ["web"] },
  ],
});
const STATEMENT = "services[0].taskRole.statements[0]";
const allowing = (actions: string[], ...resources: string[]) => ({
  "services[0].taskRole": { statements: [{ actions, resources }] },
});
const POLICY = "services[0].taskRole.managedPolicyArns";
const attached = (name: string) => ({ [POLICY]: [`arn:aws:iam::aws:policy/${name}`] });
const emails = (...list: string[]) => ({ "delivery.notifications": { emails: list } });
const inBucket = (bucket: string) => ({ [SOURCE]: { type: "s3", bucket, key: "shop.zip" } });

refuses([
  [
    "a secret without its type, with a wildcard",
    allowing(["secretsmanager:GetSecretValue"], "arn:aws:secretsmanager:us-east-1:123456789012:db-??????"),
    [`${STATEMENT}.resources[0]`, "names nothing of secretsmanager"],
  ],
  [
    "approvers of another account",
    approvals(1, "CodeCommitApprovers:210987654321:*"),
    [`${APPROVERS}[0]`, "is in another account"],
  ],
  [
    "a role of another account",
    approvals(1, "arn:aws:sts::210987654321:assumed-role/x/*"),
    [`${APPROVERS}[0]`, "is in another account"],
  ],
  [
    "one name for three approvals",
    approvals(3, "CodeCommitApprovers:123456789012:alice"),
    [APPROVERS, "fewer users than the 3"],
  ],
  [
    "a shared connection of the old kind",
    connection("codestar-connections:us-east-1:210987654321"),
    [`${SOURCE}.connectionArn`, "is in another account"],
  ],
  [
    "a region of a connection",
    connection("codeconnections:us-esat-1:123456789012"),
    [`${SOURCE}.connectionArn`, 'did you mean "us-east-1"'],
  ],
  ["a path that begins with !", connected({ paths: ["!docs/**"] }), [`${SOURCE}.paths[0]`, "excludes nothing"]],
  [
    "a tag that begins with !",
    connected({ tags: ["!v0*"], tagsProtected: true }),
    [`${SOURCE}.tags[0]`, "excludes nothing"],
  ],
  [
    "a region of a key",
    deployedFrom({ artifactKeyArn: "arn:aws:kms:us-esat-1:210987654321:key/11111111-2222-3333-4444-555555555555" }),
    [`${FROM}.artifactKeyArn`, "is not a region of AWS"],
  ],
  [
    "a region of a repository",
    deployedFrom({ imageRepositoryArn: "arn:aws:ecr:us-esat-1:210987654321:repository/web" }),
    [`${FROM}.imageRepositoryArn`, "is not a region of AWS"],
  ],
  [
    "a promotion to this environment",
    promoted("123456789012", "shop-fargate"),
    [`${PROMOTION}.clusterName`, "is a cluster of this environment"],
  ],
  [
    "a region of a resource",
    allowing(["sqs:SendMessage"], "arn:aws:sqs:us-esat-1:123456789012:x"),
    [`${STATEMENT}.resources[0]`, "is not a region of AWS"],
  ],
  [
    "a bucket's action on objects",
    allowing(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::b/*"),
    [`${STATEMENT}.actions[1]`, "add arn:aws:s3:::BUCKET"],
  ],
  [
    "an object's action on a bucket",
    allowing(["s3:PutObject"], "arn:aws:s3:::b"),
    [`${STATEMENT}.actions[0]`, "add arn:aws:s3:::BUCKET/*"],
  ],
  ["a policy without its last word", attached("AmazonS3ReadOnly"), [`${POLICY}[0]`, "policy/AmazonS3ReadOnlyAccess?"]],
  [
    "a link instead of an address",
    emails("mailto:ops@example.com"),
    ["delivery.notifications.emails[0]", "is not an e-mail address"],
  ],
  ["a bucket with two dots", inBucket("shop..example"), [`${SOURCE}.bucket`, "is not a bucket name"]],
  ["a bucket like an address", inBucket("10.0.0.1"), [`${SOURCE}.bucket`, "has the form of an IP address"]],
]);

accepts([
  ["a type cut short", allowing(["dynamodb:GetItem"], "arn:aws:dynamodb:us-east-1:123456789012:tab*")],
  ["any type", allowing(["kms:Decrypt"], "arn:aws:kms:us-east-1:123456789012:*")],
  ["a branch with signs", connected({ branch: "renovate/npm-@types+node#1=2" })],
  [
    "a session for two approvals",
    approvals(2, "arn:aws:iam::123456789012:user/a", "arn:aws:sts::123456789012:assumed-role/r/b"),
  ],
  ["sessions of a role", approvals(5, "arn:aws:sts::123456789012:assumed-role/reviewers")],
  ["a shared connection", connection("codeconnections:us-east-1:210987654321")],
  ["a path with brackets", connected({ paths: ["[!a]*/**"] })],
  ["a region that is new", { ...connection("codeconnections:us-east-9:123456789012"), allowUnknownRegion: true }],
  ["a cluster of that name in another account", promoted("210987654321", "shop-fargate")],
  ["another cluster of the account", promoted("123456789012", "prod-fargate")],
  ["objects and their bucket", allowing(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::b", "arn:aws:s3:::b/*")],
  ["objects and buckets by a wildcard", allowing(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::b*")],
  ["an object of a user", allowing(["s3:GetObject"], "arn:aws:s3:::${aws:PrincipalTag/bucket}")],
  ["an access point", allowing(["s3:ListBucket"], "arn:aws:s3:us-east-1:123456789012:accesspoint/x")],
  ["every action of S3", allowing(["s3:*"], "arn:aws:s3:::b/*")],
  ["a policy that is new", attached("AmazonNewThing")],
  ["addresses with signs", emails("ops+shop@example.co.uk", "o'brien@example.com", "jörg@example.com")],
  ["a bucket with dots", inBucket("shop.example.com")],
  [
    "names with spaces",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 4,
        steps: { out: { cpuPercent: 70, policyName: "CPU > 70 %" }, in: { cpuPercent: 20 } },
        schedules: [{ name: "every morning", when: "cron(0 8 ? * * *)", minTasks: 2, maxTasks: 4 }],
      },
    },
  ],
]);
