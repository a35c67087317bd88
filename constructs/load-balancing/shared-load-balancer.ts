import type { Certificates } from "./certificates.ts";

/** A port of the load balancer. */
export interface Listener {
  readonly arn: string;
  /** Where users reach it. */
  readonly url: string;
}

/** A load balancer as its targets and metrics know it. */
export interface BalancerAccess {
  /** What targets let in. */
  readonly securityGroupId: string;
  /** Whether its security group is managed elsewhere, and its owner lets it out to the targets. */
  readonly isGiven: boolean;
  /** What metrics know it by. */
  readonly arnSuffix: string;
}

/** An Application Load Balancer that services share, created or existing. */
export interface SharedLoadBalancer extends BalancerAccess {
  /** The listener that services share. */
  readonly listener: Listener;
  /**
   * The listener at a port, or the one that services share, with the URL of a service whose route has these hosts.
   * Throws if no listener has the port.
   */
  listenerAt(port?: number, hosts?: readonly string[]): Listener;
}

/** A Network Load Balancer that services share, created or existing. Each service creates its own listeners on it. */
export interface SharedNetworkLoadBalancer extends BalancerAccess {
  readonly arn: string;
  /** Security policy of listeners of TLS. */
  readonly tlsPolicy: string;
  /** For listeners of TLS. @default no service asks for TLS */
  readonly certificates?: Certificates;
  /** Host name at which clients reach it. */
  readonly host: string;
  /** Addresses that stay. @default it has none that are created */
  readonly publicIps?: string[];
}
