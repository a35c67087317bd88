import * as v from "valibot";
import { list, prefixListId, securityGroupId } from "../fields.ts";

/** Who may connect to a load balancer. */
export const callers = {
  /**
   * Managed prefix lists that may connect to the listeners, but not to the port that only redirects to HTTPS, such as
   * CloudFront's. At each port a list counts as many rules of the security group, which takes 60 (`quotas`), as it has room
   * for: CloudFront's 55. @default none
   */
  allowedPrefixListIds: v.optional(list(prefixListId()), []),
  /** Existing security groups that the load balancer gets beside its own, which opens its ports. @default none */
  securityGroupIds: v.optional(list(securityGroupId()), []),
};
