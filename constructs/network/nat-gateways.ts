import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface NatGatewaysProps {
  readonly name: string;
  /** Zones that get a gateway; none for no gateways. */
  readonly zones: readonly string[];
  /** A public subnet for each zone, in the order of the zones. */
  readonly publicSubnetIds: readonly string[];
  /** Their ids in the form of `replace_triggered_by`. */
  readonly publicSubnetIdReferences: readonly string[];
  /** What EC2 refuses addresses and gateways without: the VPC's way to the internet. */
  readonly dependsOn: ITerraformDependable[];
}

/** NAT gateways, each with its own Elastic IP. */
export class NatGateways extends Construct {
  readonly ids: string[] = [];
  readonly publicIps: string[] = [];

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const { name, zones, publicSubnetIds, publicSubnetIdReferences, dependsOn } = props;
    for (const [index, zone] of zones.entries()) {
      const owner = new Construct(this, zone);
      const tags = { Name: `${name}-${zone}` };
      const address = new Eip(owner, "address", {
        domain: "vpc",
        tags,
        dependsOn,
        // A gateway for another subnet is created before the old one goes, which holds its address until then: EC2 answers
        // Resource.AlreadyAssociated (EC2 API reference, error codes).
        lifecycle: {
          createBeforeDestroy: true,
          replaceTriggeredBy: [publicSubnetIdReferences[index] as string],
        },
      });
      const gateway = new NatGateway(owner, "gateway", {
        allocationId: address.id,
        subnetId: publicSubnetIds[index] as string,
        tags,
        dependsOn,
        lifecycle: { createBeforeDestroy: true }, // routes move to another before one goes
      });
      this.ids.push(gateway.id);
      this.publicIps.push(address.publicIp);
    }
  }
}
