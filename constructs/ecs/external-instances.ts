import { SsmActivation } from "@cdktf/provider-aws/lib/ssm-activation";
import { Construct } from "constructs";
import type { ExternalInstancesConfig } from "../../config/clusters/ec2-cluster.ts";

export interface ExternalInstancesProps {
  readonly settings: ExternalInstancesConfig;
  readonly clusterName: string;
  readonly region: string;
  /** Role of the servers. */
  readonly roleName: string;
}

/** Servers of one's own that run tasks of a cluster (ECS Anywhere): what registers them. */
export class ExternalInstances extends Construct {
  /** What to run on each server, as root. Whoever has it can register a server. */
  readonly registrationCommand: string;

  constructor(scope: Construct, id: string, props: ExternalInstancesProps) {
    super(scope, id);
    const { settings, clusterName, region } = props;
    const activation = new SsmActivation(this, "activation", {
      name: `${clusterName}-external`,
      description: `Servers of the ECS cluster ${clusterName}`,
      iamRole: props.roleName,
      registrationLimit: settings.registrationLimit,
      expirationDate: settings.expires,
    });
    this.registrationCommand = [
      'curl --proto "https" -o /tmp/ecs-anywhere-install.sh https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh',
      `bash /tmp/ecs-anywhere-install.sh --region ${region} --cluster ${clusterName} --activation-id ${activation.id} --activation-code ${activation.activationCode}`,
    ].join(" && ");
  }
}
