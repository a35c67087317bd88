import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CodestarconnectionsConnection } from "@cdktf/provider-aws/lib/codestarconnections-connection";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import {
  type PipelineSource,
  pipelineTriggers,
  sourceAction,
  sourceEvent,
} from "../../../constructs/cicd/pipeline-source.ts";
import { SourceConnection, type SourceConnectionProps } from "../../../constructs/cicd/source-connection.ts";
import { SourceTrigger } from "../../../constructs/cicd/source-trigger.ts";
import { parse, statements, Template } from "../../support/template.ts";

const CODECOMMIT: PipelineSource = {
  type: "codecommit",
  repositoryName: "shop",
  repositoryArn: "arn:shop",
  branch: "main",
};
const CONNECTION: PipelineSource = {
  type: "connection",
  connectionArn: "arn:connection",
  provider: "github",
  repository: "acme/shop",
  branch: "main",
  paths: [],
  tags: [],
};
const ECR: PipelineSource = { type: "ecr", repositoryName: "shop", tag: "latest" };
const S3: PipelineSource = { type: "s3", bucket: "zips", key: "shop.zip" };

test.each<[PipelineSource, string, object]>([
  [CODECOMMIT, "CodeCommit", { RepositoryName: "shop", BranchName: "main", PollForSourceChanges: "false" }],
  [
    CONNECTION,
    "CodeStarSourceConnection",
    { ConnectionArn: "arn:connection", FullRepositoryId: "acme/shop", BranchName: "main", DetectChanges: "false" },
  ],
  [ECR, "ECR", { RepositoryName: "shop", ImageTag: "latest" }],
  [S3, "S3", { S3Bucket: "zips", S3ObjectKey: "shop.zip", PollForSourceChanges: "false" }],
])("the source action of %j is %s", (source, provider, configuration) => {
  expect(sourceAction(source)).toMatchObject({ provider, configuration });
});

describe("a trigger", () => {
  const pushes = (change: object) =>
    pipelineTriggers({ ...CONNECTION, ...change }).map(
      ({ gitConfiguration }) => (gitConfiguration as { push: object[] }).push,
    );

  test("is there for a connection only", () => {
    expect([CODECOMMIT, ECR, S3].flatMap(pipelineTriggers)).toEqual([]);
  });

  test.each([
    [{}, [{ branches: { includes: ["main"] } }]],
    [{ paths: ["app/**"] }, [{ branches: { includes: ["main"] }, filePaths: { includes: ["app/**"] } }]],
    [{ tags: ["v*"] }, [{ branches: { includes: ["main"] } }, { tags: { includes: ["v*"] } }]],
  ])("with %j starts on %j", (change, expected) => {
    expect(pushes(change)).toEqual([expected]);
  });
});

describe("an event", () => {
  test.each<[PipelineSource, object]>([
    [CODECOMMIT, { source: ["aws.codecommit"], resources: ["arn:shop"], detail: { referenceName: ["main"] } }],
    [
      ECR,
      {
        source: ["aws.ecr"],
        detail: { "action-type": ["PUSH"], result: ["SUCCESS"], "repository-name": ["shop"], "image-tag": ["latest"] },
      },
    ],
    [S3, { source: ["aws.s3"], detail: { bucket: { name: ["zips"] }, object: { key: ["shop.zip"] } } }],
  ])("starts a pipeline with source %j", (source, pattern) => {
    expect(sourceEvent(source)?.pattern).toMatchObject(pattern);
  });

  test("is not what a connection sends", () => {
    expect(sourceEvent(CONNECTION)).toBeUndefined();
  });

  test("is matched by a rule that may start the pipeline", () => {
    const template = Template.of(
      (scope) =>
        new SourceTrigger(scope, "trigger", {
          name: "t",
          event: { description: "d", pattern: { source: ["aws.s3"] } },
          targetArn: "arn:pipeline",
          roleArn: "arn:role",
        }),
    );
    expect(parse(template.one(CloudwatchEventRule).event_pattern)).toEqual({ source: ["aws.s3"] });
    expect(template.one(CloudwatchEventTarget)).toMatchObject({ arn: "arn:pipeline", role_arn: "arn:role" });
  });
});

test("a connection that no role uses yet is allowed to none", () => {
  const template = Template.of(
    (scope) => new SourceConnection(scope, "source", { name: "shop-source", source: { provider: "github" } }),
  );
  expect(template.all(IamRolePolicy)).toEqual([]);
});

describe("a connection", () => {
  const connection = (change: Partial<SourceConnectionProps["source"]> = {}) =>
    Template.of(
      (scope) =>
        new SourceConnection(scope, "source", {
          name: "shop",
          source: { provider: "gitlab", ...change },
          roleName: "pipeline",
        }),
    );

  test("is created for its provider, and the role may use it and no other", () => {
    expect(connection().one(CodestarconnectionsConnection)).toMatchObject({ name: "shop", provider_type: "GitLab" });
    const { role, policy } = connection().one(IamRolePolicy);
    expect(role).toBe("pipeline");
    expect(statements(policy).UseConnection).toMatchObject({
      Resource: expect.stringContaining("aws_codestarconnections_connection."),
    });
  });

  test("that exists is used as it is", () => {
    const existing = connection({ connectionArn: "arn:mine" });
    expect(existing.all(CodestarconnectionsConnection)).toEqual([]);
    expect(statements(existing.one(IamRolePolicy).policy).UseConnection).toMatchObject({ Resource: "arn:mine" });
  });
});
