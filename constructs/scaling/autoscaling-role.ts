import { Construct } from "constructs";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import { ServiceRole } from "../iam/service-role.ts";

export interface AutoscalingRoleProps {
  readonly name: string;
  /** Clusters whose services may be scaled. */
  readonly clusterNames: readonly string[];
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
      statements: [
        {
          sid: "Services",
          actions: ["ecs:DescribeServices", "ecs:UpdateService"],
          resources: props.clusterNames.map((name) => arnOf(props.awsScope, "ecs", `service/${name}/*`)),
        },
        {
          sid: "Alarms",
          actions: ["cloudwatch:DescribeAlarms"],
          resources: [arnOf(props.awsScope, "cloudwatch", "alarm:*")],
        },
      ],
    });
    this.arn = role.arn;
  }
}
