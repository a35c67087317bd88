import type { Config } from "../../config/config.ts";
import { connectionArn, may, type Role, rolesOf } from "../support/iam.ts";
import type { Asked } from "../support/iam-policy.ts";
import { demo, showcase } from "../support/outputs.ts";

/*
 * What each role of the pipeline for stacks is for, in the words of the API, and what it must not do. Sources: CodeBuild
 * user guide, service role; Terraform's documentation of the backend s3, permissions; CodePipeline user guide, add
 * permissions to the service role.
 */
interface Permissions {
  readonly allowed: readonly Asked[];
  readonly denied: readonly Asked[];
  /** Policies that the configuration names, which are not evaluated. */
  readonly given: readonly string[];
}

const roles = rolesOf(showcase);
const of = (name: string) => roles.get(name) as Role;

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const BUCKET = "arn:aws:s3:::show-infrastructure-123456789012-eu-central-1";
const RELEASES = "arn:aws:s3:::show-artifacts-123456789012-eu-central-1";
const STATE = "arn:aws:s3:::show-terraform-state-123456789012";
const NETWORK = `${STATE}/ecs-pipeline/showcase/network.tfstate`;
const PROD = `${STATE}/ecs-pipeline/prod/network.tfstate`;
const STATE_KEY = arn("kms", "key/11111111-2222-3333-4444-666666666666");
const OTHER_KEY = arn("kms", "key/99999999-2222-3333-4444-666666666666");
/** The header by which S3 replaces no object. */
const IF_NEW = { "s3:if-none-match": "*" };
const logs = (name: string) => arn("logs", `log-group:/aws/codebuild/${name}:log-stream:1`);

const ROLES: Record<string, Permissions> = {
  "show-plan-role": {
    given: ["ReadOnlyAccess"],
    allowed: [
      ["logs:CreateLogStream", logs("show-plan")],
      ["logs:PutLogEvents", logs("show-plan")],
      // source in, review and plans out
      ["s3:GetObject", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
      ["s3:GetObjectVersion", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
      ["s3:PutObject", `${BUCKET}/show-infrastructure/ReviewArti/abcdefg`],
      ["s3:PutObject", `${BUCKET}/reviews/0123/review.html`, IF_NEW],
      // state
      ["s3:ListBucket", STATE],
      ["s3:GetObject", NETWORK],
      ["kms:Decrypt", STATE_KEY],
    ],
    denied: [
      // what the apply runs, and the report that a person is reading
      ["s3:PutObject", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
      ["s3:PutObject", `${BUCKET}/show-infrastructure/SourceArti/ReviewArti`, IF_NEW],
      ["s3:PutObject", `${BUCKET}/other/show-infrastructure/ReviewArti/abcdefg`],
      ["s3:PutObject", `${BUCKET}/buildspec.plan.yml`],
      ["s3:PutObject", `${BUCKET}/reviews/0123/review.html`],
      ["s3:DeleteObjectVersion", `${BUCKET}/reviews/0123/review.html`],
      ["codebuild:UpdateProject", arn("codebuild", "project/show-apply")],
      ["codepipeline:UpdatePipeline", arn("codepipeline", "show-infrastructure")],
      // state
      ["s3:PutObject", NETWORK],
      ["s3:PutObject", `${NETWORK}.tflock`],
      ["s3:DeleteObject", NETWORK],
      ["s3:GetObject", PROD],
      ["kms:GenerateDataKey", STATE_KEY],
      ["kms:Decrypt", OTHER_KEY],
      ["s3:DeleteObject", `${BUCKET}/reviews/0123/review.html`],
      ["s3:PutBucketPolicy", BUCKET],
      ["s3:PutObject", `${RELEASES}/definitions/web/taskdef.json`],
      ["logs:PutLogEvents", logs("show-apply")],
      ["codepipeline:PutApprovalResult", arn("codepipeline", "show-infrastructure/Approve/Approve")],
      ["codebuild:StartBuild", arn("codebuild", "project/show-apply")],
      ["iam:PassRole", role("show-apply-role")],
      ["sts:AssumeRole", role("show-apply-role")],
      ["ecs:UpdateService", arn("ecs", "service/show-fargate/web")],
    ],
  },
  "show-apply-role": {
    given: ["IAMFullAccess", "PowerUserAccess"],
    allowed: [
      ["logs:CreateLogStream", logs("show-apply")],
      ["logs:PutLogEvents", logs("show-apply")],
      ["s3:GetObject", `${BUCKET}/show-infrastructure/ReviewArti/abcdefg`],
      ["s3:GetObjectVersion", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
      // state, and its lock
      ["s3:ListBucket", STATE],
      ["s3:GetObject", NETWORK],
      ["s3:PutObject", NETWORK],
      ["s3:PutObject", `${NETWORK}.tflock`],
      ["s3:DeleteObject", `${NETWORK}.tflock`],
      ["kms:Decrypt", STATE_KEY],
      ["kms:GenerateDataKey", STATE_KEY],
    ],
    // by policies of ours: those that the configuration names allow what stacks are made of
    denied: [
      ["s3:DeleteObject", NETWORK],
      ["s3:PutObject", PROD],
      ["s3:GetObject", PROD],
      ["s3:DeleteBucket", STATE],
      ["kms:GenerateDataKey", OTHER_KEY],
      ["kms:ScheduleKeyDeletion", STATE_KEY],
      ["s3:PutObject", `${BUCKET}/show-infrastructure/ReviewArti/abcdefg`],
      ["s3:PutObject", `${BUCKET}/reviews/0123/review.html`],
      ["codepipeline:PutApprovalResult", arn("codepipeline", "show-infrastructure/Approve/Approve")],
      ["iam:CreateRole", role("new")],
      ["ecs:UpdateService", arn("ecs", "service/show-fargate/web")],
    ],
  },
  "show-infrastructure-pipeline-role": {
    given: [],
    allowed: [
      ["codeconnections:UseConnection", connectionArn(showcase, "show-source")],
      ["s3:PutObject", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
      ["s3:GetObject", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
      ["codebuild:StartBuild", arn("codebuild", "project/show-plan")],
      ["codebuild:StartBuild", arn("codebuild", "project/show-apply")],
      ["codebuild:BatchGetBuilds", arn("codebuild", "project/show-plan")],
    ],
    denied: [
      ["codebuild:StartBuild", arn("codebuild", "project/show-codebuild")],
      ["codebuild:UpdateProject", arn("codebuild", "project/show-apply")],
      ["s3:GetObject", `${RELEASES}/show-pipeline/ImageArtif/abcdefg`],
      ["s3:GetObject", NETWORK],
      ["ecs:UpdateService", arn("ecs", "service/show-fargate/cart")],
      ["iam:PassRole", role("show-cart-task-role"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }],
      ["sts:AssumeRole", "arn:aws:iam::210987654321:role/other-deploy-role"],
    ],
  },
};

const titled = (asked: readonly Asked[]) => asked.map((each) => [JSON.stringify(each), each] as const);

describe.each(Object.entries(ROLES))("%s", (name, { allowed, denied, given }) => {
  test.each(titled(allowed))("may %s", (_, asked) => {
    expect(may(of(name), asked)).toBe(true);
  });

  test.each(titled(denied))("may not %s by a policy of ours", (_, asked) => {
    expect(may(of(name), asked)).toBe(false);
  });

  test("has besides only the policies that the configuration names", () => {
    expect(of(name).awsPolicies).toEqual(given);
  });
});

describe("whatever the policies say that the configuration names, the role that plans", () => {
  const everything = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
  const administrator = { ...of("show-plan-role"), policies: [...of("show-plan-role").policies, everything] };

  test.each<[action: string, resource: string, context?: Record<string, string>]>([
    ["s3:PutObject", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
    ["s3:PutObject", `${BUCKET}/reviews/0123/review.html`],
    ["s3:DeleteObject", `${BUCKET}/reviews/0123/review.html`],
    ["s3:DeleteObjectVersion", `${BUCKET}/show-infrastructure/SourceArti/abcdefg`],
    ["s3:PutBucketPolicy", BUCKET],
    ["s3:PutBucketVersioning", BUCKET],
    ["s3:PutLifecycleConfiguration", BUCKET],
    ["s3:PutObject", NETWORK],
  ])("may not %s %s", (...asked) => {
    expect(may(administrator, asked)).toBe(false);
  });

  test.each<[action: string, resource: string, context?: Record<string, string>]>([
    ["s3:PutObject", `${BUCKET}/show-infrastructure/ReviewArti/abcdefg`],
    ["s3:PutObject", `${BUCKET}/reviews/0123/review.html`, IF_NEW],
    ["s3:GetBucketPolicy", BUCKET],
  ])("may %s %s", (...asked) => {
    expect(may(administrator, asked)).toBe(true);
  });
});

describe("roles of releases have nothing to do with plans, which hold secrets:", () => {
  test.each(["show-codebuild-role", "show-pipeline-role", "show-deploy-role"])("%s", (name) => {
    expect(may(of(name), ["s3:GetObject", `${BUCKET}/show-infrastructure/ReviewArti/abcdefg`])).toBe(false);
    expect(may(of(name), ["s3:PutObject", `${BUCKET}/show-infrastructure/ReviewArti/abcdefg`])).toBe(false);
    expect(may(of(name), ["codebuild:StartBuild", arn("codebuild", "project/show-apply")])).toBe(false);
  });
});

test("where the configuration names no policy to plan with, it is AWS's ReadOnlyAccess, and nothing else", () => {
  const infrastructure = { ...showcase.delivery.infrastructure, planPolicyArns: undefined };
  const config = { ...showcase, delivery: { ...showcase.delivery, infrastructure } } as Config;
  expect(rolesOf(config).get("show-plan-role")?.awsPolicies).toEqual(["ReadOnlyAccess"]);
});

test("stacks are planned with the policies that the configuration names, and with no other", () => {
  const planPolicyArns = ["arn:aws:iam::123456789012:policy/read-stacks", "arn:aws:iam::aws:policy/ViewOnlyAccess"];
  const infrastructure = { ...showcase.delivery.infrastructure, planPolicyArns };
  const config = { ...showcase, delivery: { ...showcase.delivery, infrastructure } } as Config;
  expect([...(rolesOf(config).get("show-plan-role") as Role).awsPolicies].sort()).toEqual([
    "ViewOnlyAccess",
    "read-stacks",
  ]);
});

test("a commit to CodeCommit may start both pipelines of an environment, and only where there are two", () => {
  const { infrastructure } = showcase.delivery;
  const started = (config: Config) =>
    ["ecs-demo-cicd-CodePipeline", "ecs-demo-infrastructure"].map((name) =>
      may(rolesOf(config).get("ecs-demo-pipeline-event-role") as Role, [
        "codepipeline:StartPipelineExecution",
        `arn:aws:codepipeline:us-east-1:123456789012:${name}`,
      ]),
    );
  expect(started(demo)).toEqual([true, false]);
  expect(started({ ...demo, delivery: { ...demo.delivery, infrastructure } })).toEqual([true, true]);
});

test("in a trial, which keeps state in files, no role is about state", () => {
  const config: Config = { ...showcase, state: { type: "local", folder: ".trial" } };
  for (const name of ["show-plan-role", "show-apply-role"])
    expect(may(rolesOf(config).get(name) as Role, ["s3:GetObject", NETWORK])).toBe(false);
});
