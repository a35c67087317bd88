import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { BuildConfig } from "../../config/delivery/delivery.ts";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import { policyDocument, type Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { LOOK_UP, PUSH } from "../registry/repository-actions.ts";
import { artifactStatements, type BuildArtifacts } from "./artifact-statements.ts";
import { buildLogStatement } from "./build-logs.ts";
import { projectSource } from "./project-source.ts";

export interface BuildRoleProps extends Pick<BuildConfig, "reports"> {
  readonly name: string;
  /** Name of the policy that says what the role may do. */
  readonly policyName: string;
  readonly projectName: string;
  /** Repository that it may clone. @default none: the pipeline passes the source */
  readonly sourceRepositoryName?: string;
  readonly artifacts: BuildArtifacts;
  /** ARN of the repository that images are pushed to, or come from. */
  readonly imageRepositoryArn: string;
  /** Whether it builds and pushes; otherwise it only looks at images that others push. */
  readonly pushes: boolean;
  /** Whether it runs in subnets of the VPC. */
  readonly inVpc: boolean;
  readonly awsScope: AwsScope;
}

/**
 * Permissions of CodeBuild: read the source, push an image, write logs and the artifact that names the image. It runs
 * what a commit brings along, so it must not reach anything that decides how the image is run.
 */
export class BuildRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BuildRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "build", {
      name: props.name,
      description: `CodeBuild project ${props.projectName}`,
      service: "codebuild.amazonaws.com",
      onBehalfOf: projectSource(props.awsScope, props.projectName),
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
  const { awsScope, projectName, sourceRepositoryName } = props;
  return [
    buildLogStatement(awsScope, projectName),
    ...(sourceRepositoryName === undefined
      ? []
      : [
          {
            sid: "Source",
            actions: ["codecommit:GitPull"],
            resources: [arnOf(awsScope, "codecommit", sourceRepositoryName)],
          },
        ]),
    ...artifactStatements(props.artifacts, awsScope),
    { sid: "EcrLogin", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "EcrImages",
      actions: LOOK_UP,
      resources: [props.imageRepositoryArn],
    },
    ...(props.pushes ? [{ sid: "EcrPush", actions: PUSH, resources: [props.imageRepositoryArn] }] : []),
    ...(props.inVpc ? networkStatements(awsScope) : []),
    ...(props.reports ? reportStatements(props) : []),
  ];
}

/** A build in a VPC makes a network interface for itself (CodeBuild user guide, use CodeBuild with Amazon VPC). */
function networkStatements(awsScope: AwsScope): Statement[] {
  return [
    {
      sid: "LookAtNetwork", // these calls have no resource that they could be limited to
      actions: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resources: ["*"],
    },
    {
      sid: "NetworkInterface",
      actions: ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
      resources: ["network-interface", "security-group", "subnet"].map((kind) => arnOf(awsScope, "ec2", `${kind}/*`)),
    },
    {
      sid: "NetworkInterfaceOfBuild",
      actions: ["ec2:CreateNetworkInterfacePermission"],
      resources: [arnOf(awsScope, "ec2", "network-interface/*")],
      conditions: { StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" } },
    },
  ];
}

function reportStatements({ awsScope, projectName }: BuildRoleProps): Statement[] {
  return [
    {
      sid: "Reports",
      actions: [
        "codebuild:BatchPutTestCases",
        "codebuild:CreateReport",
        "codebuild:CreateReportGroup",
        "codebuild:UpdateReport",
      ],
      resources: [arnOf(awsScope, "codebuild", `report-group/${projectName}-*`)],
    },
  ];
}
