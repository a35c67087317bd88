import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { BuildRole } from "../../../constructs/cicd/build-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

const repositoryArn = "arn:aws:ecr:eu-west-1:111122223333:repository/shop";

test("a build pushes to one repository and reads one source", () => {
  const template = Template.of(
    (scope) =>
      new BuildRole(scope, "x", {
        name: "r",
        policyName: "p",
        projectName: "build",
        sourceRepositoryName: "source",
        artifacts: {
          bucketName: "artifacts",
          keyPrefix: "release/",
          reads: "SourceArtifact",
          writes: ["BuildArtifact"],
        },
        imageRepositoryArn: repositoryArn,
        pushes: true,
        inVpc: false,
        reports: false,
        awsScope,
      }),
  );
  const policy = statements(template.one(IamPolicy, { name: "p" }).policy);
  expect(policy.EcrPush).toMatchObject({ Resource: repositoryArn });
  expect(policy.Source).toMatchObject({
    Action: "codecommit:GitPull",
    Resource: "arn:aws:codecommit:eu-west-1:111122223333:source",
  });
  expect(policy.Artifacts).toMatchObject({ Resource: "arn:aws:s3:::artifacts/release/SourceArti*" });
  expect(policy.Results).toMatchObject({ Resource: "arn:aws:s3:::artifacts/release/BuildArtif*" });
  expect(policy.Logs).toMatchObject({
    Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/codebuild/build:*",
  });
});
