import { Construct } from "constructs";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { artifactStatements, type BuildArtifacts } from "./artifact-statements.ts";
import { buildLogStatement } from "./build-logs.ts";
import { type DeployedService, revisionStatements } from "./deploy-statements.ts";
import { projectSource } from "./project-source.ts";

export interface DeployBuildRoleProps {
  readonly name: string;
  /** CodeBuild project that assumes it. */
  readonly projectName: string;
  readonly artifacts: BuildArtifacts;
  readonly services: readonly DeployedService[];
  /** ARNs of the roles that tasks of these services run with and are started with: the only ones that it may pass. */
  readonly taskRoleArns: readonly string[];
  readonly awsScope: AwsScope;
}

/**
 * Permissions to deploy a release by ECS: registering a revision, giving it to certain services, and watching these.
 */
export class DeployBuildRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeployBuildRoleProps) {
    super(scope, id);
    const { projectName, artifacts, services, taskRoleArns, awsScope } = props;
    const role = new ServiceRole(this, "deploy", {
      name: props.name,
      description: `CodeBuild project ${projectName}, which deploys releases by ECS`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: projectSource(awsScope, projectName),
      statements: [
        buildLogStatement(awsScope, projectName),
        ...artifactStatements(artifacts, awsScope),
        ...serviceStatements(services, awsScope),
        ...revisionStatements(services, taskRoleArns, awsScope),
      ],
    });
    this.arn = role.arn;
  }
}

/** Resource types as in the Service Authorization Reference, Amazon ECS. */
function serviceStatements(services: readonly DeployedService[], awsScope: AwsScope): Statement[] {
  const arns = (kind: string, rest = "") =>
    services.map(({ clusterName, serviceName }) =>
      arnOf(awsScope, "ecs", `${kind}/${clusterName}/${serviceName}${rest}`),
    );
  return [
    {
      sid: "Deploy",
      actions: ["ecs:DescribeServices", "ecs:ListServiceDeployments", "ecs:UpdateService"],
      resources: arns("service"),
    },
    { sid: "Watch", actions: ["ecs:DescribeServiceDeployments"], resources: arns("service-deployment", "/*") },
    { sid: "WhichRevision", actions: ["ecs:DescribeServiceRevisions"], resources: arns("service-revision", "/*") },
  ];
}
