import { matchesHost } from "../../packages/hosts/pattern.ts";

/** Where a load balancer is reached. */
export interface Address {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

/** A URL, without the port that the protocol has anyway. */
export function urlOf({ secure, host, port }: Address): string {
  const isUsual = port === (secure ? 443 : 80);
  return `${secure ? "https" : "http"}://${host}${isUsual ? "" : `:${port}`}`;
}

/**
 * The host name of a service's URL: of the names of a load balancer, in their order, the first one that the
 * hosts of its route let through. A host of the route that a wildcard among the names covers is one of them.
 *
 *   names                              hosts                 name
 *   shop.example.com                   none                  shop.example.com
 *   shop.example.com, *.example.org    a.example.org         a.example.org
 *   shop.example.com, b.example.com    b.*                   b.example.com
 *   shop.example.com                   other.example.com     shop.example.com: DNS of it is not known here
 *   *.example.org                      none                  undefined
 *   none                               *.b.io, a.b.io        a.b.io: plain HTTP takes any name that leads to it
 */
export function hostOf(names: readonly string[], hosts: readonly string[]): string | undefined {
  if (names.length === 0) return hosts.find((host) => !/[*?]/.test(host)) ?? hosts[0];
  const exact = names.filter((name) => !name.startsWith("*."));
  const covered = hosts.filter((host) => !/[*?]/.test(host) && names.some((name) => covers(name, host)));
  const routed = exact.filter((name) => hosts.some((host) => matchesHost(host, name)));
  return covered[0] ?? routed[0] ?? exact[0];
}

/** Whether a name is the host, or a wildcard for one more label (RFC 6125, 6.4.3). */
function covers(name: string, host: string): boolean {
  const lower = host.toLowerCase();
  return (
    name === lower ||
    (name.startsWith("*.") && lower.includes(".") && name.slice(1) === lower.slice(lower.indexOf(".")))
  );
}
