import { SsmActivation, type SsmActivationConfig } from "@cdktf/provider-aws/lib/ssm-activation";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { ExternalInstancesConfig } from "../../config/clusters/ec2-cluster.ts";
import { remember } from "../memory.ts";

export interface ExternalInstancesProps {
  readonly settings: ExternalInstancesConfig;
  readonly clusterName: string;
  readonly region: string;
  /** Role of the servers. */
  readonly roleName: string;
}

/** Registers external instances (ECS Anywhere), which run tasks of a cluster. */
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
      ...(settings.registrationDays && this.expiration(settings.registrationDays)),
    });
    this.registrationCommand = [
      'curl --proto "https" -o /tmp/ecs-anywhere-install.sh https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh',
      `bash /tmp/ecs-anywhere-install.sh --region ${region} --cluster ${clusterName} --activation-id ${activation.id} --activation-code ${activation.activationCode}`,
    ].join(" && ");
  }

  /** Counted from the apply that makes the activation, and left alone afterwards. AWS takes at most 30 days (CreateActivation). */
  private expiration(days: number): Pick<SsmActivationConfig, "expirationDate" | "lifecycle"> {
    return {
      expirationDate: Fn.timeadd(Fn.timestamp(), `${days * 24}h`),
      lifecycle: { ignoreChanges: ["expiration_date"], replaceTriggeredBy: [remember(this, "days", days)] },
    };
  }
}
