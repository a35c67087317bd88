import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { arn, bucketArn, type Place } from "./arn.ts";
import { policyDocument, type Statement } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";

export interface BuildRoleProps {
  readonly name: string;
  /** Name of the policy that says what the role may do. */
  readonly policyName: string;
  readonly projectName: string;
  readonly sourceRepositoryName: string;
  readonly artifactBucketName: string;
  /** ARN of the repository that images are pushed to. */
  readonly imageRepositoryArn: string;
  readonly place: Place;
}

/** What CodeBuild may do: read the source, push an image, write logs and artifacts. */
export class BuildRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BuildRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "build", {
      name: props.name,
      description: `CodeBuild project ${props.projectName}`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: props.place.account,
    });
    const policy = new IamPolicy(this, "policy", {
      name: props.policyName,
      description: `What the CodeBuild project ${props.projectName} may do`,
      policy: policyDocument(buildStatements(props)),
    });
    new IamRolePolicyAttachment(this, "attachment", { role: role.name, policyArn: policy.arn });
    this.arn = role.arn;
  }
}

function buildStatements(props: BuildRoleProps): Statement[] {
  const { place } = props;
  const bucket = bucketArn(place, props.artifactBucketName);
  return [
    {
      sid: "Logs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arn(place, "logs", `log-group:/aws/codebuild/${props.projectName}:*`)],
    },
    {
      sid: "Source",
      actions: ["codecommit:GitPull"],
      resources: [arn(place, "codecommit", props.sourceRepositoryName)],
    },
    { sid: "Artifacts", actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], resources: [`${bucket}/*`] },
    { sid: "ArtifactBucket", actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"], resources: [bucket] },
    { sid: "EcrLogin", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "EcrPush",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      resources: [props.imageRepositoryArn],
    },
  ];
}
