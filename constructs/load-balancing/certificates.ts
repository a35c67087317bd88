import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { Construct } from "constructs";
import type { ResolvedDomain } from "../../config/clusters/domain.ts";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";
import { DnsAlias } from "./dns-alias.ts";
import { DomainCertificate } from "./domain-certificate.ts";

/** Certificates of an HTTPS listener. */
export interface Certificates {
  /** What callers get that ask for no name, or for one without a certificate. */
  readonly defaultArn: string;
  /** Further ones, which callers get by the name that they ask for (SNI), by an id of each. */
  readonly further: Readonly<Record<string, string>>;
}

/** What a load balancer has its names from. */
type Names = Pick<ClusterLoadBalancer, "domain" | "domains" | "certificateArns">;

/** Certificates of a load balancer: existing ones, then those that are created. Undefined if there are none. */
export function createCertificates(scope: Construct, names: Names): Certificates | undefined {
  const existing = names.certificateArns.map((arn): [string, string] => [arn.split("/").at(-1) as string, arn]);
  const validated = new Map<string, DomainCertificate>();
  const created = partsOf(scope, names).flatMap(({ part, each }): [string, string][] => {
    const { name, hostedZoneId, createsCertificate } = each;
    if (!createsCertificate || hostedZoneId === undefined) return [];
    // ACM asks for the same record for a name and for the wildcard below it (ACM user guide, DNS validation).
    const base = `${name.replace(/^\*\./, "")} ${hostedZoneId}`;
    const validatedBy = validated.get(base);
    const certificate = new DomainCertificate(part(), "certificate", { name, hostedZoneId, validatedBy });
    validated.set(base, validatedBy ?? certificate);
    return [[name, certificate.arn]];
  });
  const [first, ...further] = [...existing, ...created];
  return first && { defaultArn: first[1], further: Object.fromEntries(further) };
}

/** Gives a listener the certificates besides its default one. */
export function attachFurther(scope: Construct, listenerArn: string, { further }: Pick<Certificates, "further">): void {
  for (const [key, certificateArn] of Object.entries(further))
    new LbListenerCertificate(new Construct(scope, `certificate-${key}`), "certificate", {
      listenerArn,
      certificateArn,
      lifecycle: { createBeforeDestroy: true },
    });
}

/** Records that lead the names with a zone to the load balancer. */
export function createAliases(
  scope: Construct,
  names: Names,
  { dnsName, zoneId, ipv6 }: { readonly dnsName: string; readonly zoneId: string; readonly ipv6: boolean },
): void {
  for (const { part, each } of partsOf(scope, names)) {
    const { name, hostedZoneId } = each;
    if (hostedZoneId === undefined) continue;
    new DnsAlias(part(), "alias", { name, hostedZoneId, targetDnsName: dnsName, targetZoneId: zoneId, ipv6 });
  }
}

/** Names with what each is created in: the first in the load balancer itself, so that others come and go beside it. */
function partsOf(scope: Construct, { domain, domains }: Names): { part: () => Construct; each: ResolvedDomain }[] {
  const own = (name: string) => () => {
    const id = `domain-${name}`;
    return (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id);
  };
  return [
    ...(domain === undefined ? [] : [{ part: () => scope, each: domain }]),
    ...domains.map((each) => ({ part: own(each.name), each })),
  ];
}
