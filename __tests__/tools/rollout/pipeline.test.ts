import { drawPipeline } from "../../../tools/rollout/pipeline/draw.ts";
import type { Pipeline } from "../../../tools/rollout/pipeline/pipeline.ts";
import { readPipeline } from "../../../tools/rollout/pipeline/read.ts";
import type { SynthesizedStack } from "../../../tools/rollout/read.ts";

const source = {
  name: "Source",
  provider: "CodeCommit",
  configuration: { RepositoryName: "${aws_codecommit_repository.source.repository_name}", BranchName: "main" },
  output_artifacts: ["Files"],
};
const build = {
  name: "Build",
  provider: "CodeBuild",
  configuration: { ProjectName: "${aws_codebuild_project.build.name}" },
  input_artifacts: ["Files"],
};
const deploy = {
  name: "web",
  provider: "ECS",
  run_order: 2,
  role_arn: "arn:aws:iam::210987654321:role/other-deploy-role",
  configuration: { ClusterName: "shop", ServiceName: "web", FileName: "images.json" },
};
const approval = { name: "Approval", provider: "Manual", run_order: 1, configuration: { CustomData: "Now?" } };

const iam: SynthesizedStack = {
  "//": { metadata: { stackName: "iam" } },
  resource: { aws_iam_role: { pipeline: { name: "shop-pipeline-role" }, build: { name: "shop-build-role" } } },
  output: {
    pipelineRoleArn: { value: "${aws_iam_role.pipeline.arn}" },
    buildRoleArn: { value: "${aws_iam_role.build.arn}" },
  },
};

const roleOf = (output: string) => `\${data.terraform_remote_state.iam.outputs.${output}}`;

function stacks(pipeline: object = {}): SynthesizedStack[] {
  const json = {
    name: "shop",
    role_arn: roleOf("pipelineRoleArn"),
    execution_mode: "QUEUED",
    stage: [
      { name: "Source", action: [source] },
      { name: "Build", action: [build] },
      { name: "prod", action: [deploy, approval], on_failure: { result: "ROLLBACK" } },
    ],
    ...pipeline,
  };
  const resource = {
    aws_codepipeline: { pipeline: json, other: { name: "shop-infrastructure" } },
    aws_codecommit_repository: { source: { repository_name: "shop-source" } },
    aws_codebuild_project: { build: { name: "shop-build", service_role: roleOf("buildRoleArn") } },
    aws_cloudwatch_event_rule: { rule: { name: "shop-trigger", description: "A commit" } },
    aws_cloudwatch_event_target: {
      target: {
        rule: "${aws_cloudwatch_event_rule.rule.name}",
        arn: "${aws_codepipeline.pipeline.arn}",
        role_arn: roleOf("pipelineRoleArn"),
      },
    },
  };
  const output = { pipelineName: { value: "${aws_codepipeline.pipeline.name}" } };
  return [iam, { "//": { metadata: { stackName: "cicd" } }, resource, output }];
}

const of = (action: object) => stacks({ stage: [{ name: "one", action: [action] }] });
const actionsOf = ({ stages }: Pipeline) => stages.flatMap(({ actions }) => actions);

test("references are followed, into the stack of roles too", () => {
  const [first, second] = actionsOf(readPipeline(stacks()));
  expect(first).toMatchObject({ facts: ["branch main of shop-source"], roles: ["role shop-pipeline-role"] });
  expect(second?.roles).toEqual(["role shop-pipeline-role", "builds with shop-build-role"]);
});

test("an event that starts it is shown with its role", () => {
  expect(readPipeline(stacks()).starts).toEqual([
    { by: "EventBridge", facts: ["rule shop-trigger", "A commit"], role: "shop-pipeline-role" },
  ]);
});

test("triggers say which pushes start it", () => {
  const push = [
    { branches: { includes: ["main"] }, file_paths: { includes: ["app/**", "Dockerfile"] } },
    { tags: { includes: ["v*"] } },
  ];
  const { starts } = readPipeline(stacks({ trigger: [{ git_configuration: { push } }] }));
  expect(starts.at(-1)?.facts).toEqual(["a push to main that changes app/** or Dockerfile", "a push of the tag v*"]);
});

test("actions are in the order in which they run, and a role of another account is told apart", () => {
  const last = readPipeline(stacks()).stages.at(-1);
  expect(last?.rollsBack).toBe(true);
  expect(last?.actions.map(({ name, roles }) => [name, roles])).toEqual([
    ["Approval", []],
    ["web", ["role of the other environment other-deploy-role"]],
  ]);
});

test("a build that deploys says to which service", () => {
  const variables = [
    { name: "CLUSTER", value: "main", type: "PLAINTEXT" },
    { name: "SERVICE", value: "web", type: "PLAINTEXT" },
  ];
  const configuration = { ...build.configuration, EnvironmentVariables: JSON.stringify(variables) };
  expect(actionsOf(readPipeline(of({ ...build, name: "web", configuration })))[0]?.facts).toEqual([
    "project shop-build",
    "service web in main",
    "image into taskdef.json",
  ]);
});

test.each([
  [
    { provider: "CodeStarSourceConnection", configuration: { FullRepositoryId: "a/b", BranchName: "main" } },
    "connection",
  ],
  [{ provider: "ECR", configuration: { RepositoryName: "shop", ImageTag: "stable" } }, "ECR"],
  [{ provider: "S3", configuration: { S3Bucket: "releases", S3ObjectKey: "shop.zip" } }, "S3"],
])("a source of %j is shown as %s", (json, by) => {
  expect(actionsOf(readPipeline(of({ name: "Source", ...json })))[0]?.by).toBe(by);
});

test.each([
  ["an action that no picture shows", of({ name: "x", provider: "Lambda" }), /pipeline: stage\.0\.action\.0\.provider/],
  ["a reference to nothing", of({ ...build, configuration: { ProjectName: "${aws_x.y.name}" } }), /leads to no text/],
  ["an environment without a pipeline", [iam], "no stack cicd"],
])("%s is refused", (_, given, message) => {
  expect(() => readPipeline(given)).toThrow(message);
});

const svg = drawPipeline(readPipeline(stacks()));

test("a picture says what it is about, to those who don't see it too", () => {
  expect(svg).toContain('<title id="title">Pipeline shop</title>');
  expect(svg).toContain("1. Stage Source: Source, by CodeCommit: branch main of shop-source; writes Files; role");
});

test("an artifact has a point where it is written and an arrow where it is read", () => {
  expect(svg.match(/<circle class="end-0"/g)).toHaveLength(1);
  expect(svg.match(/<path class="end-0"/g)).toHaveLength(1);
});

test("a picture has both colour schemes, needs nothing from elsewhere, and runs nothing", () => {
  expect(svg).toContain("@media (prefers-color-scheme: dark)");
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/<script|https?:|@import|href|\son\w+=/);
});

test.each([
  ["more artifacts than there are colours", { ...source, output_artifacts: ["a", "b", "c", "d", "e"] }, /5 artifacts/],
  ["a line that is too long", { ...approval, configuration: { CustomData: "x".repeat(80) } }, /too long for a picture/],
])("%s is refused", (_, action, message) => {
  expect(() => drawPipeline(readPipeline(of(action)))).toThrow(message);
});
