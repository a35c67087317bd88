import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { DefinitionFiles, type DefinitionFilesProps } from "../../../constructs/cicd/definition-files.ts";
import { Template } from "../../support/template.ts";

const files = (props: Partial<DefinitionFilesProps> = {}) =>
  Template.of(
    (scope) =>
      new DefinitionFiles(scope, "definitions", {
        bucketName: "artifacts",
        serviceName: "web",
        taskDefinition: '{"family":"web"}',
        ...props,
      }),
  )
    .all(S3Object)
    .map(({ bucket, key, content, content_type }) => ({ bucket, key, content, content_type }));

const TASK_DEFINITION = {
  bucket: "artifacts",
  key: "definitions/web/taskdef.json",
  content: '{"family":"web"}',
  content_type: "application/json",
};

test("a service that ECS deploys has a task definition", () => {
  expect(files()).toEqual([TASK_DEFINITION]);
});

test("one that CodeDeploy deploys has an AppSpec, too", () => {
  expect(files({ appSpec: '{"version":"0.0"}' })).toEqual([
    { ...TASK_DEFINITION, key: "definitions/web/appspec.yaml", content: '{"version":"0.0"}' },
    TASK_DEFINITION,
  ]);
});
