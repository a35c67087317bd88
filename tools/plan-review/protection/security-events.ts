import { type Json, textAt } from "../read/json.ts";

/** Services that find threats and broken rules, and calls of AWS's API that CloudTrail passes on. */
const SOURCES =
  /"aws\.(guardduty|securityhub|inspector2?|macie2?|access-analyzer|config|health|signin|iam|sts|kms|cloudtrail|trustedadvisor)"|via CloudTrail"/;

/** Whether a rule of EventBridge waits for events of security. */
export const isOfSecurity = (rule: Json): boolean => SOURCES.test(textAt(rule, "event_pattern") ?? "");
