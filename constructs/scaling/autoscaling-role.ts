import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import { ServiceRole } from "../iam/service-role.ts";

export interface AutoscalingRoleProps {
  readonly name: string;
  /** Services that may be scaled, each with its cluster. */
  readonly services: readonly Pick<ServiceConfig, "name" | "clusterName">[];
  readonly awsScope: AwsScope;
}

/**
 * What Application Auto Scaling may do. For ECS services it takes its own service-linked role and ignores any other, so
 * no scalable target names this one: it is there for who scales by hand or by other means.
 */
export class AutoscalingRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AutoscalingRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "autoscaling", {
      name: props.name,
      description: "Application Auto Scaling of ECS services",
      service: "application-autoscaling.amazonaws.com",
      statements: props.services.length > 0 ? scalingStatements(props) : [],
    });
    this.arn = role.arn;
  }
}

const scalingStatements = ({ services, awsScope }: AutoscalingRoleProps) => [
  {
    sid: "Services",
    actions: ["ecs:DescribeServices", "ecs:UpdateService"],
    resources: services.map(({ name, clusterName }) => arnOf(awsScope, "ecs", `service/${clusterName}/${name}`)),
  },
  {
    sid: "Alarms",
    actions: ["cloudwatch:DescribeAlarms"],
    resources: [arnOf(awsScope, "cloudwatch", "alarm:*")],
  },
];
