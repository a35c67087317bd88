import { Construct } from "constructs";
import { arn, bucketArn, type Place } from "./arn.ts";
import type { Statement } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";

/** A service that the pipeline deploys. */
export interface DeployedService {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly taskFamily: string;
}

export interface PipelineRoleProps {
  readonly name: string;
  readonly pipelineName: string;
  readonly sourceRepositoryName: string;
  readonly projectName: string;
  readonly artifactBucketName: string;
  readonly services: readonly DeployedService[];
  /** ARNs of the roles that tasks run with and are started with: the only ones that it may hand on. */
  readonly taskRoleArns: readonly string[];
  readonly place: Place;
}

/** What CodePipeline may do: fetch the source, start the build, update the services. */
export class PipelineRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "pipeline", {
      name: props.name,
      description: `CodePipeline ${props.pipelineName}`,
      service: "codepipeline.amazonaws.com",
      onBehalfOf: props.place.account,
      statements: [...sourceStatements(props), ...deployStatements(props)],
    });
    this.arn = role.arn;
  }
}

function sourceStatements(props: PipelineRoleProps): Statement[] {
  const { place } = props;
  const bucket = bucketArn(place, props.artifactBucketName);
  return [
    { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], resources: [`${bucket}/*`] },
    { sid: "ArtifactBucket", actions: ["s3:GetBucketLocation", "s3:GetBucketVersioning"], resources: [bucket] },
    {
      sid: "Source",
      actions: [
        "codecommit:CancelUploadArchive",
        "codecommit:GetBranch",
        "codecommit:GetCommit",
        "codecommit:GetUploadArchiveStatus",
        "codecommit:UploadArchive",
      ],
      resources: [arn(place, "codecommit", props.sourceRepositoryName)],
    },
    {
      sid: "Build",
      actions: ["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
      resources: [arn(place, "codebuild", `project/${props.projectName}`)],
    },
  ];
}

function deployStatements({ services, taskRoleArns, place }: PipelineRoleProps): Statement[] {
  if (services.length === 0) return [];
  const families = services.map(({ taskFamily }) => arn(place, "ecs", `task-definition/${taskFamily}:*`));
  const clusters = [...new Set(services.map(({ clusterName }) => clusterName))];
  return [
    {
      sid: "Deploy",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: services.map(({ clusterName, serviceName }) =>
        arn(place, "ecs", `service/${clusterName}/${serviceName}`),
      ),
    },
    {
      sid: "WatchTasks",
      actions: ["ecs:DescribeTasks"],
      resources: clusters.map((name) => arn(place, "ecs", `task/${name}/*`)),
    },
    {
      sid: "ListTasks",
      actions: ["ecs:ListTasks"],
      resources: ["*"],
      conditions: { ArnEquals: { "ecs:cluster": clusters.map((name) => arn(place, "ecs", `cluster/${name}`)) } },
    },
    // Neither call has a resource that it could be limited to.
    { sid: "Revisions", actions: ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"], resources: ["*"] },
    {
      sid: "TagRevision",
      actions: ["ecs:TagResource"],
      resources: families,
      conditions: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
    },
    {
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: taskRoleArns,
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}
