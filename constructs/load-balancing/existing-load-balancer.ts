import type { ResolvedExistingLoadBalancer } from "../../config/clusters/existing-load-balancer.ts";
import { urlOf } from "./host-name.ts";
import type { Listener, SharedLoadBalancer } from "./shared-load-balancer.ts";

/** An Application Load Balancer that exists. Services get rules on its listeners, and nothing of it is created. */
export class ExistingLoadBalancer implements SharedLoadBalancer {
  readonly isGiven = true;
  readonly securityGroupId: string;
  readonly arnSuffix: string;

  constructor(private readonly existing: ResolvedExistingLoadBalancer) {
    this.securityGroupId = existing.securityGroupId;
    this.arnSuffix = existing.arnSuffix;
  }

  get listener(): Listener {
    return this.listenerAt();
  }

  listenerAt(port?: number): Listener {
    const { listenerArn, furtherListenerArns, dnsName: host, protocol, port: shared } = this.existing;
    const arn = port === undefined ? listenerArn : furtherListenerArns[port];
    if (arn === undefined) throw new Error(`no listener of the existing load balancer has port ${port}`);
    return { arn, url: urlOf({ secure: protocol === "HTTPS", host, port: port ?? shared }) };
  }
}
