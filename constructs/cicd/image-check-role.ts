import { Construct } from "constructs";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { buildLogStatement } from "./build-logs.ts";
import { taskStatements } from "./deploy-statements.ts";
import { projectSource } from "./project-source.ts";

export interface ImageCheckRoleProps {
  readonly name: string;
  /** CodeBuild project that assumes it. */
  readonly projectName: string;
  /** Pipeline that deploys the services. */
  readonly pipelineName: string;
  /** Clusters of the services. */
  readonly clusterNames: readonly string[];
  readonly awsScope: AwsScope;
}

/** Permissions to compare running images with released ones: looking at tasks, and at what the pipeline has done. */
export class ImageCheckRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ImageCheckRoleProps) {
    super(scope, id);
    const { projectName, pipelineName, clusterNames, awsScope } = props;
    const role = new ServiceRole(this, "image-check", {
      name: props.name,
      description: `CodeBuild project ${projectName}, which compares images of running tasks with those that were deployed`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: projectSource(awsScope, projectName),
      statements: [
        buildLogStatement(awsScope, projectName),
        ...taskStatements(clusterNames, awsScope),
        {
          sid: "WhatWasDeployed",
          actions: ["codepipeline:ListActionExecutions"],
          resources: [arnOf(awsScope, "codepipeline", pipelineName)],
        },
      ],
    });
    this.arn = role.arn;
  }
}
