import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import type { DeployStageProps } from "../../../constructs/cicd/deploy-stage.ts";
import { ReleasePipeline, type ReleasePipelineProps } from "../../../constructs/cicd/release-pipeline.ts";
import { Template } from "../../support/template.ts";

const deployment = (name: string, change: Partial<DeployStageProps> = {}): DeployStageProps => ({
  name: `Deploy-${name}`,
  services: [{ clusterName: "c", serviceName: name }],
  rollback: true,
  ...change,
});

const pipeline = (props: Partial<ReleasePipelineProps> = {}) =>
  Template.of(
    (scope) =>
      new ReleasePipeline(scope, "pipeline", {
        name: "release",
        roleArn: "arn:role",
        artifactBucketName: "artifacts",
        artifactKeyArn: "arn:key",
        source: { type: "codecommit", repositoryName: "source", repositoryArn: "arn:source", branch: "main" },
        projects: { buildProjectName: "build", releaseProjectName: "release-build" },
        executionMode: "superseded",
        deployments: [deployment("one"), deployment("two")],
        ...props,
      }),
  ).one(Codepipeline);

type Stage = { name: string; action: Record<string, unknown>[]; on_failure?: object };
const stagesOf = (props: Partial<ReleasePipelineProps> = {}) => pipeline(props).stage as Stage[];
const stages = stagesOf();

test("source, build and deployments follow each other", () => {
  expect(stages.map(({ name }) => name)).toEqual(["Source", "Build", "Deploy-one", "Deploy-two"]);
});

test("between build and deployments a person may be asked", () => {
  const [, , approval] = stagesOf({ approval: { message: "Sure?" } });
  expect(approval).toMatchObject({
    name: "Approval",
    action: [{ provider: "Manual", configuration: { CustomData: "Sure?" } }],
  });
});

test("a release is of a new image, unless the variable names an earlier one", () => {
  expect(pipeline().variable).toEqual([expect.objectContaining({ name: "IMAGE_TAG", default_value: "new" })]);
  const { configuration } = stages[1]?.action[0] ?? {};
  expect(JSON.parse((configuration as { EnvironmentVariables: string }).EnvironmentVariables)).toEqual([
    { name: "IMAGE_TAG", value: "#{variables.IMAGE_TAG}", type: "PLAINTEXT" },
  ]);
});

test.each([
  ["superseded", "SUPERSEDED"],
  ["queued", "QUEUED"],
] as const)("releases that meet are %s", (executionMode, expected) => {
  expect(pipeline({ executionMode })).toMatchObject({ pipeline_type: "V2", execution_mode: expected });
});

test("what one stage makes the next ones take", () => {
  expect(stages[1]?.action[0]?.input_artifacts).toEqual(stages[0]?.action[0]?.output_artifacts);
  expect(stages[1]?.action[0]?.output_artifacts).toEqual(["BuildArtifact"]);
});

test("after the build comes an action of another project, which makes what the deployments take", () => {
  expect(stages[1]?.action[1]).toEqual({
    name: "Release",
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    run_order: 2,
    input_artifacts: ["BuildArtifact"],
    output_artifacts: ["ImageArtifact", "DefinitionArtifact"],
    configuration: { ProjectName: "release-build" },
  });
});

test("artifacts are encrypted with the store's key", () => {
  expect(pipeline().artifact_store).toEqual([
    { type: "S3", location: "artifacts", encryption_key: { id: "arn:key", type: "KMS" } },
  ]);
});

describe("a deployment", () => {
  test("by ECS is a build that knows the service, and takes the definition of the release", () => {
    const deployBuild = { projectName: "deploy-build", waitMinutes: 75 };
    const services = [{ clusterName: "c", serviceName: "one", deployBuild }];
    expect(stagesOf({ deployments: [deployment("one", { services })] })[2]?.action).toEqual([
      {
        name: "one",
        category: "Build",
        owner: "AWS",
        provider: "CodeBuild",
        version: "1",
        run_order: 1,
        input_artifacts: ["DefinitionArtifact"],
        configuration: {
          ProjectName: "deploy-build",
          EnvironmentVariables: JSON.stringify([
            { name: "CLUSTER", value: "c", type: "PLAINTEXT" },
            { name: "SERVICE", value: "one", type: "PLAINTEXT" },
            { name: "WAIT_MINUTES", value: "75", type: "PLAINTEXT" },
          ]),
        },
      },
    ]);
  });

  test("elsewhere is CodePipeline's own action for ECS, which puts the image into what the service runs", () => {
    expect(stages[2]?.action).toEqual([
      {
        name: "one",
        category: "Deploy",
        owner: "AWS",
        provider: "ECS",
        version: "1",
        run_order: 1,
        input_artifacts: ["ImageArtifact"],
        configuration: { ClusterName: "c", ServiceName: "one", FileName: "imagedefinitions.json" },
      },
    ]);
  });

  test("by CodeDeploy takes task definition and AppSpec of the release, and puts the image in", () => {
    const codeDeploy = { applicationName: "app", groupName: "one" };
    const services = [{ clusterName: "c", serviceName: "one", codeDeploy }];
    expect(stagesOf({ deployments: [deployment("one", { services })] })[2]?.action[0]).toMatchObject({
      provider: "CodeDeployToECS",
      input_artifacts: ["DefinitionArtifact", "ImageArtifact"],
      configuration: {
        ApplicationName: "app",
        DeploymentGroupName: "one",
        TaskDefinitionTemplateArtifact: "DefinitionArtifact",
        TaskDefinitionTemplatePath: "one/taskdef.json",
        AppSpecTemplateArtifact: "DefinitionArtifact",
        AppSpecTemplatePath: "one/appspec.yaml",
        Image1ArtifactName: "ImageArtifact",
        Image1ContainerName: "IMAGE1_NAME",
      },
    });
  });

  test.each([
    [true, { result: "ROLLBACK" }],
    [false, undefined],
  ])("that fails goes back: %s", (rollback, expected) => {
    expect(stagesOf({ deployments: [deployment("one", { rollback })] })[2]?.on_failure).toEqual(expected);
  });

  test("elsewhere asks in a separate stage, has a role of that account, and takes services one after the other", () => {
    const services = ["a", "b"].map((serviceName) => ({ serviceName, clusterName: "there" }));
    const elsewhere = deployment("prod", { services, roleArn: "arn:there", approval: "Deploy to prod?" });
    const [approve, deploy] = stagesOf({ deployments: [elsewhere] }).slice(2);
    expect(approve).toMatchObject({ name: "Approve-Deploy-prod", action: [{ provider: "Manual" }] });
    expect(approve).not.toHaveProperty("on_failure");
    expect(deploy?.action.map(({ name, run_order, role_arn }) => [name, run_order, role_arn])).toEqual([
      ["a", 1, "arn:there"],
      ["b", 2, "arn:there"],
    ]);
  });
});

test("without services it ends with the build", () => {
  expect(stagesOf({ deployments: [] })).toHaveLength(2);
});
