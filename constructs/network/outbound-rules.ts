import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import type { OutboundConfig } from "../../config/services/service.ts";
import { cidrArgument } from "./cidr-argument.ts";
import { HttpsEgress } from "./https-egress.ts";

/** What members of a security group may connect to over HTTPS. */
export interface HttpsDestinations {
  /** IPv4 and IPv6 networks; `0.0.0.0/0` and `::/0` are anywhere. */
  readonly cidrs: readonly string[];
  /** Managed prefix lists, each once. @default none */
  readonly prefixListIds?: readonly string[];
  /** Prefix list of S3, which is not listed there. @default none */
  readonly storagePrefixListId?: string;
}

interface Destination {
  readonly port: number;
  readonly cidr: string;
}

const HTTPS = 443;
const keyOf = ({ port, cidr }: Destination) => `${cidr.replace("/", "-")}-at-${port}`;

/**
 * Lets members of a security group out: a rule for each destination, once, as EC2 takes none twice and services of an instance
 * may want the same. Prefix lists are left out where HTTPS goes anywhere by IPv4.
 */
export function createOutboundRules(
  scope: Construct,
  securityGroupId: string,
  { cidrs, prefixListIds = [], storagePrefixListId }: HttpsDestinations,
  outbound: readonly OutboundConfig[],
): void {
  const all = [{ port: HTTPS, cidrs }, ...outbound].flatMap(({ port, cidrs }) => cidrs.map((cidr) => ({ port, cidr })));
  const destinations = new Map(all.map((each) => [keyOf(each), each]));
  const anywhere = destinations.delete(keyOf({ port: HTTPS, cidr: "0.0.0.0/0" }));
  const ipv6 = destinations.delete(keyOf({ port: HTTPS, cidr: "::/0" }));
  const create = (key: string, port: number, name: string, destination: object) =>
    new VpcSecurityGroupEgressRule(new Construct(scope, `to-${key}`), "rule", {
      securityGroupId,
      description: `Port ${port} to ${name}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      ...destination,
    });
  const named = [...destinations].map(([key, { port, cidr }]) => create(key, port, cidr, cidrArgument(cidr)));
  if (anywhere) {
    new HttpsEgress(scope, "web-access", { securityGroupId, ipv6 });
    return;
  }
  const lists = prefixListIds.map((prefixListId) =>
    create(`${prefixListId}-at-${HTTPS}`, HTTPS, prefixListId, { prefixListId }),
  );
  const ipv4 = storagePrefixListId === undefined ? "none" : { prefixListId: storagePrefixListId };
  new HttpsEgress(scope, "web-access", { securityGroupId, ipv4, ipv6, dependsOn: [...named, ...lists] });
}
