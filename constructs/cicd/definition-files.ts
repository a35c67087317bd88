import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import { FILES } from "./deploy-stage.ts";

/** Folder of the files in the bucket. */
export const DEFINITIONS_FOLDER = "definitions";

export interface DefinitionFilesProps {
  readonly bucketName: string;
  readonly serviceName: string;
  /** Task definition as JSON, with the placeholder of the image. */
  readonly taskDefinition: string;
  /** AppSpec as JSON, which is YAML too. @default CodeDeploy does not deploy the service */
  readonly appSpec?: string;
}

/** What a release of a service is made of besides its image, to be added to the image: as Terraform has defined it. */
export class DefinitionFiles extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { bucketName, serviceName, taskDefinition, appSpec }: DefinitionFilesProps,
  ) {
    super(scope, id);
    const folder = `${DEFINITIONS_FOLDER}/${serviceName}`;
    const contentType = "application/json";
    new S3Object(this, "task-definition", {
      bucket: bucketName,
      key: `${folder}/${FILES.taskDefinition}`,
      content: taskDefinition,
      contentType,
    });
    if (appSpec !== undefined)
      new S3Object(this, "app-spec", {
        bucket: bucketName,
        key: `${folder}/${FILES.appSpec}`,
        content: appSpec,
        contentType,
      });
  }
}
