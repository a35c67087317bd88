import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Construct } from "constructs";
import type { Ec2ClusterConfig } from "../../config/clusters/ec2-cluster.ts";
import { type AwsScope, arnOf, managedPolicyArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { imagePullStatements, type PulledRepositories } from "./image-pull.ts";

export interface InstanceRoleProps {
  readonly name: string;
  readonly profileName: string;
  readonly clusterName: string;
  /** What tasks on the instances are pulled from. */
  readonly pulled: PulledRepositories;
  /** First part of the names of the log groups that containers write to. */
  readonly logGroupPrefix: string;
  /** What Systems Manager may do on them. */
  readonly systemsManager: Ec2ClusterConfig["systemsManager"];
  /** Whether services on the instances call each other by name. */
  readonly serviceConnect: boolean;
  readonly awsScope: AwsScope;
}

/** Permissions of an EC2 instance of an ECS cluster: what the ECS agent and Systems Manager need. */
export class InstanceRole extends Construct {
  readonly roleArn: string;
  readonly profileName: string;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "instance", {
      name: props.name,
      description: `EC2 instances of the ECS cluster ${props.clusterName}`,
      service: "ec2.amazonaws.com",
      statements: [...agentStatements(props), ...(props.systemsManager === "sessions" ? SESSIONS : [])],
      managedPolicyArns:
        props.systemsManager === "all" ? [managedPolicyArn(props.awsScope, "AmazonSSMManagedInstanceCore")] : [],
      isInProfile: true,
    });
    const profile = new IamInstanceProfile(this, "profile", { name: props.profileName, role: role.name });
    this.roleArn = role.arn;
    this.profileName = profile.name;
  }
}

/**
 * What Session Manager needs; none of it can be limited to an instance
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html).
 */
const SESSIONS: readonly Statement[] = [
  {
    sid: "Sessions",
    actions: [
      "ssm:UpdateInstanceInformation",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    resources: ["*"],
  },
];

/** What the agent calls, limited to its cluster where the call can be (Service Authorization Reference, ECS). */
function agentStatements({
  clusterName,
  pulled,
  logGroupPrefix,
  serviceConnect,
  awsScope,
}: InstanceRoleProps): Statement[] {
  const cluster = arnOf(awsScope, "ecs", `cluster/${clusterName}`);
  const ofCluster = { ArnEquals: { "ecs:cluster": cluster } };
  return [
    { sid: "Discover", actions: ["ecs:DiscoverPollEndpoint"], resources: ["*"] },
    {
      sid: "Register",
      actions: [
        "ecs:DeregisterContainerInstance",
        "ecs:RegisterContainerInstance",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
      ],
      resources: [cluster],
    },
    {
      sid: "Work",
      actions: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
      resources: [arnOf(awsScope, "ecs", `container-instance/${clusterName}/*`)],
      conditions: ofCluster,
    },
    // The agent of Service Connect asks for its task set, without a cluster in the request (aws/aws-cdk#28594).
    ...(serviceConnect
      ? [{ sid: "Connect", actions: ["ecs:Poll"], resources: [arnOf(awsScope, "ecs", `task-set/${clusterName}/*`)] }]
      : []),
    // The agent reads the tags that it propagates, and does not start where it can't.
    { sid: "InstanceTags", actions: ["ec2:DescribeTags"], resources: ["*"] },
    {
      sid: "TagAtRegistration",
      actions: ["ecs:TagResource"],
      resources: [arnOf(awsScope, "ecs", `container-instance/${clusterName}/*`)],
      conditions: { StringEquals: { "ecs:CreateAction": "RegisterContainerInstance" } },
    },
    {
      sid: "Logs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arnOf(awsScope, "logs", `log-group:${logGroupPrefix}*`)],
    },
    ...imagePullStatements(pulled),
  ];
}
