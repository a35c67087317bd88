import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { ArtifactStore } from "../../../constructs/cicd/artifact-store.ts";
import { CommitTrigger } from "../../../constructs/cicd/commit-trigger.ts";
import { ImageBuild, type ImageBuildProps } from "../../../constructs/cicd/image-build.ts";
import { ReleasePipeline, type ReleasePipelineProps } from "../../../constructs/cicd/release-pipeline.ts";
import { place } from "../../support/place.ts";
import { parse, statements, Template } from "../../support/template.ts";

describe("artifacts", () => {
  const template = Template.of(
    (scope) =>
      new ArtifactStore(scope, "artifacts", {
        bucketName: "artifacts",
        keyAlias: "shop-artifacts",
        expireDays: 90,
        userRoleArns: ["arn:aws:iam::111122223333:role/build", "arn:aws:iam::111122223333:role/pipeline"],
        place,
      }),
  );

  test("the key rotates, and has a name", () => {
    expect(template.one(KmsKey).enable_key_rotation).toBe(true);
    expect(template.one(KmsAlias).name).toBe("alias/shop-artifacts");
  });

  test("the account administers the key, the roles only use it", () => {
    const { Administration, Use } = statements(template.one(KmsKey).policy);
    expect(Administration).toMatchObject({ Principal: { AWS: "arn:aws:iam::111122223333:root" } });
    expect(Use).toMatchObject({
      Principal: { AWS: ["arn:aws:iam::111122223333:role/build", "arn:aws:iam::111122223333:role/pipeline"] },
    });
    expect(Use?.Action).not.toContain("kms:*");
  });
});

describe("build", () => {
  const build = (props: Partial<ImageBuildProps> = {}) =>
    Template.of(
      (scope) =>
        new ImageBuild(scope, "build", {
          name: "build",
          roleArn: "arn:role",
          keyArn: "arn:key",
          size: "small",
          architecture: "x86_64",
          timeoutMinutes: 30,
          variables: { REPOSITORY_URI: "repo" },
          logRetentionDays: 30,
          ...props,
        }),
    ).one(CodebuildProject);

  test("the pipeline gives it the source and takes the result", () => {
    expect(build()).toMatchObject({
      source: { type: "CODEPIPELINE", buildspec: "buildspec.yml" },
      artifacts: { type: "CODEPIPELINE" },
      encryption_key: "arn:key",
      build_timeout: 30,
    });
  });

  test("it may run Docker, and knows the repository", () => {
    expect(build().environment).toMatchObject({
      privileged_mode: true,
      compute_type: "BUILD_GENERAL1_SMALL",
      environment_variable: [{ name: "REPOSITORY_URI", value: "repo", type: "PLAINTEXT" }],
    });
  });

  test.each([
    ["x86_64", "LINUX_CONTAINER", "aws/codebuild/amazonlinux-x86_64-standard:5.0"],
    ["arm64", "ARM_CONTAINER", "aws/codebuild/amazonlinux-aarch64-standard:3.0"],
  ] as const)("for %s it is a %s with %s", (architecture, type, image) => {
    expect(build({ architecture }).environment).toMatchObject({ type, image });
  });
});

describe("pipeline", () => {
  const pipeline = (props: Partial<ReleasePipelineProps> = {}) =>
    Template.of(
      (scope) =>
        new ReleasePipeline(scope, "pipeline", {
          name: "release",
          roleArn: "arn:role",
          artifactBucketName: "artifacts",
          artifactKeyArn: "arn:key",
          repositoryName: "source",
          branch: "main",
          projectName: "build",
          services: [
            { clusterName: "c", serviceName: "one" },
            { clusterName: "c", serviceName: "two" },
          ],
          ...props,
        }),
    ).one(Codepipeline);
  const stages = pipeline().stage as { name: string; action: Record<string, unknown>[] }[];

  test("source, build and deployment follow each other", () => {
    expect(stages.map(({ name }) => name)).toEqual(["Source", "Build", "Deploy"]);
  });

  test("a commit is not polled for", () => {
    expect(stages[0]?.action[0]?.configuration).toMatchObject({
      RepositoryName: "source",
      BranchName: "main",
      PollForSourceChanges: "false",
    });
  });

  test("what one stage makes the next one takes", () => {
    expect(stages[1]?.action[0]?.input_artifacts).toEqual(stages[0]?.action[0]?.output_artifacts);
    expect(stages[2]?.action[0]?.input_artifacts).toEqual(stages[1]?.action[0]?.output_artifacts);
  });

  test("services are deployed one after the other", () => {
    expect(stages[2]?.action.map(({ run_order, configuration }) => [run_order, configuration])).toEqual([
      [1, { ClusterName: "c", ServiceName: "one", FileName: "imagedefinitions.json" }],
      [2, { ClusterName: "c", ServiceName: "two", FileName: "imagedefinitions.json" }],
    ]);
  });

  test("artifacts are encrypted with the store's key", () => {
    expect(pipeline().artifact_store).toEqual([
      { type: "S3", location: "artifacts", encryption_key: { id: "arn:key", type: "KMS" } },
    ]);
  });

  test("without services it ends with the build", () => {
    expect(pipeline({ services: [] }).stage).toHaveLength(2);
  });
});

test("a commit on the branch starts the pipeline", () => {
  const template = Template.of(
    (scope) =>
      new CommitTrigger(scope, "trigger", {
        name: "t",
        repositoryArn: "arn:repository",
        branch: "main",
        pipelineArn: "arn:pipeline",
        roleArn: "arn:role",
      }),
  );
  expect(parse(template.one(CloudwatchEventRule).event_pattern)).toMatchObject({
    source: ["aws.codecommit"],
    resources: ["arn:repository"],
    detail: { referenceType: ["branch"], referenceName: ["main"] },
  });
  expect(template.one(CloudwatchEventTarget)).toMatchObject({ arn: "arn:pipeline", role_arn: "arn:role" });
});
