import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { InboundConfig } from "../../config/services/inbound.ts";
import { cidrArgument } from "./cidr-argument.ts";

/** One source that may connect to a range of ports. */
interface Opening {
  readonly source:
    | ReturnType<typeof cidrArgument>
    | { readonly referencedSecurityGroupId: string }
    | { readonly prefixListId: string };
  readonly from: string;
  readonly protocol: InboundConfig["protocol"];
  readonly ports: readonly [first: number, last: number];
}

/** Lets sources into a security group: a rule for each source and range of ports, once, as EC2 takes none twice. */
export function createInboundRules(
  scope: Construct,
  securityGroupId: string,
  inbound: readonly InboundConfig[],
): VpcSecurityGroupIngressRule[] {
  const openings = new Map(inbound.flatMap(openingsOf).map((opening) => [keyOf(opening), opening]));
  return [...openings].map(
    ([
      key,
      {
        source,
        from,
        protocol,
        ports: [fromPort, toPort],
      },
    ]) => {
      const range = fromPort === toPort ? `port ${fromPort}` : `ports ${fromPort} to ${toPort}`;
      return new VpcSecurityGroupIngressRule(new Construct(scope, `from-${key}`), "rule", {
        securityGroupId,
        description: `${protocol.toUpperCase()} ${range} from ${from}`,
        ipProtocol: protocol,
        fromPort,
        toPort,
        ...source,
        lifecycle: { createBeforeDestroy: true }, // a port is closed when the tasks that used it are gone
      });
    },
  );
}

function openingsOf({ port, toPort, protocol, cidrs, securityGroupIds, prefixListIds }: InboundConfig): Opening[] {
  const common = { protocol, ports: [port, toPort ?? port] } as const;
  return [
    ...cidrs.map((from) => ({ ...common, from, source: cidrArgument(from) })),
    ...securityGroupIds.map((from) => ({ ...common, from, source: { referencedSecurityGroupId: from } })),
    ...prefixListIds.map((from) => ({ ...common, from, source: { prefixListId: from } })),
  ];
}

const keyOf = ({ from, protocol, ports: [first, last] }: Opening): string =>
  `${from.replace("/", "-")}-at-${protocol}-${first === last ? first : `${first}-${last}`}`;
