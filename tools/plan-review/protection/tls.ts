import type { Json } from "../read/json.ts";
import { rankedBy } from "./mechanism.ts";

/** Policies of load balancers that take TLS 1.0 though their names don't say so. */
const DATED = /^ELBSecurityPolicy-(20\d\d-\d\d|FS-2018-06)$/;

/** Ciphers that a policy adds or leaves out, by the part of its name: the weakest first. */
const CIPHERS = ["Ext2", "Ext1", "", "Res"] as const;

/**
 * How much a policy for TLS asks of clients, from its name: first the minimum version, then what it states of its ciphers.
 * Undefined for a name that has no version in it
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html,
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html).
 */
export function tlsRank(policy: Json): number | undefined {
  if (typeof policy !== "string") return undefined;
  const version = minorVersion(policy);
  if (version === undefined) return undefined;
  const suffix = /-(Ext2|Ext1|Ext|Res)(-|$)/.exec(policy)?.[1] ?? "";
  const ciphers = CIPHERS.indexOf((suffix === "Ext" ? "Ext1" : suffix) as (typeof CIPHERS)[number]);
  // Those of CloudFront leave out more with each year; the date of another one says nothing of its ciphers.
  const year = /^TLSv1(?:\.\d)?_(\d{4})$/.exec(policy)?.[1] ?? "2000";
  return version * 1000 + ciphers * 100 + (Number(year) - 2000);
}

/** The digit after `1.` of the least version; -1 for SSL. */
function minorVersion(policy: string): number | undefined {
  if (/SSLv?[23]/i.test(policy)) return -1;
  if (DATED.test(policy)) return 0;
  // `TLS13-1-2` is TLS 1.3 with 1.2 as the least.
  const found = /TLS13[-_]1[-_](\d)/.exec(policy) ?? /(?:TLS|FS)[-_ ]?v?1[-_.](\d)(?!\d)/i.exec(policy);
  if (found?.[1] !== undefined) return Number(found[1]);
  return /TLSv?1(_2016)?$/i.test(policy) ? 0 : undefined;
}

export const NO_OLDER_TLS = rankedBy("asks for no older version or weaker cipher of TLS", tlsRank);
