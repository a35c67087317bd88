import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { PipelineRole, type PipelineRoleProps } from "../../../constructs/cicd/pipeline-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

describe("pipeline", () => {
  const PROPS: PipelineRoleProps = {
    name: "r",
    pipelineName: "release",
    source: { type: "codecommit", repositoryName: "source", branch: "main" },
    projectNames: ["build"],
    artifactBucketName: "artifacts",
    services: [{ clusterName: "c", serviceName: "web", taskFamily: "web-task-def", privileged: false }],
    taskRoleArns: ["arn:aws:iam::111122223333:role/task"],
    deployRoleArns: [],
    awsScope,
  };
  const policy = (props: Partial<PipelineRoleProps> = {}) =>
    statements(Template.of((scope) => new PipelineRole(scope, "x", { ...PROPS, ...props })).one(IamRolePolicy).policy);

  test("it passes the tasks' roles to ECS tasks, and no other role to any other service", () => {
    expect(policy().PassTaskRoles).toMatchObject({
      Action: "iam:PassRole",
      Resource: "arn:aws:iam::111122223333:role/task",
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
  });

  test("it updates its services only", () => {
    expect(policy().Deploy).toMatchObject({ Resource: "arn:aws:ecs:eu-west-1:111122223333:service/c/web" });
  });

  test("without services it deploys nothing", () => {
    expect(Object.keys(policy({ services: [] }))).toEqual(["Artifacts", "ArtifactBucket", "Source", "Build"]);
  });
});
