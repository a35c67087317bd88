import * as v from "valibot";
import { list, prefixListId, securityGroupId } from "../fields.ts";

/** Who may connect to a load balancer. */
export const callers = {
  /**
   * Managed prefix lists that may connect to the listeners, but not to the port that only redirects to HTTPS, such as
   * CloudFront's. At each port a list counts as its maximum number of entries towards the 60 rules of the security
   * group (`quotas`): 55 for CloudFront's. @default none
   */
  allowedPrefixListIds: v.optional(list(prefixListId()), []),
  /** Additional, existing security groups of the load balancer; its own one opens its ports. @default none */
  securityGroupIds: v.optional(list(securityGroupId()), []),
};
