import { type AwsRule, isMissing, knownText } from "../rule.ts";
import { isServicePrincipal } from "./trust.ts";

/** Services whose role has one name for all (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html). */
const WITHOUT_SUFFIX =
  /^(ecs|ecs\.application-autoscaling|elasticloadbalancing|rds|spot|spotfleet|ec2fleet|eks|elasticache|es|opensearchservice|organizations|guardduty|config|cloudtrail|support|trustedadvisor|batch|backup|servicediscovery|transitgateway|vpc-lattice|codestar-notifications|access-analyzer|macie|inspector2|securityhub|ssm|sso)\.amazonaws\.com$/;

export const SERVICE_LINKED_ROLE_RULES: readonly AwsRule[] = [
  {
    name: "service-linked-role",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html",
    types: ["aws_iam_service_linked_role"],
    apply({ planned, prior }) {
      const service = knownText(planned.aws_service_name);
      if (prior !== null || service === undefined) return undefined;
      if (!isServicePrincipal(service)) return `InvalidInput: Service role name ${service} is not valid.`;
      return !isMissing(planned.custom_suffix) && WITHOUT_SUFFIX.test(service)
        ? `InvalidInput: Custom suffix is not allowed for ${service}`
        : undefined;
    },
  },
];
