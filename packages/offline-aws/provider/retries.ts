import { setTimeout } from "node:timers/promises";
import type { ApplyRequest, Diagnostic } from "../protocol/messages.ts";
import type { Methods } from "../protocol/server.ts";
import { fromWire } from "../protocol/values.ts";

/**
 * Refusals of a creation after which the provider asks again for minutes: what is missing may be on its way, made beside it
 * (`retryServiceCreate` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go).
 */
const RETRIED: Readonly<Record<string, RegExp>> = {
  aws_ecs_service: /does not have an associated load balancer/,
  aws_ecs_task_set: /does not have an associated load balancer/,
  aws_cloudwatch_log_subscription_filter: /Could not execute the lambda function/,
  aws_eip: /Gateway\.NotAttached/,
  aws_eip_association: /Gateway\.NotAttached/,
  aws_iam_role: /Invalid principal in policy/,
  aws_kms_key: /invalid principals/,
  aws_lb: /has no internet gateway|Access Denied for bucket/,
  aws_lb_listener: /UnsupportedCertificate/,
  aws_nat_gateway: /Gateway\.NotAttached/,
  aws_s3_bucket_policy: /Invalid principal in policy/,
};

/**
 * Refusals of any change: a service that is destroyed beside them may still use what a cluster gives up
 * (`retryClusterCapacityProvidersPut` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/cluster_capacity_providers.go).
 */
const ALWAYS_RETRIED: Readonly<Record<string, RegExp>> = {
  aws_ecs_cluster_capacity_providers: /ResourceInUseException/,
};

/** How long nothing else may change until what is missing is given up, in milliseconds. */
const QUIET_MS = 3_000;
const PAUSE_MS = 50;

/** Methods of a provider that asks again for what AWS has refused for the moment. */
export function withRetries(methods: Methods, quietMs = QUIET_MS): Methods {
  const apply = methods.ApplyResourceChange as (request: ApplyRequest) => { diagnostics?: Diagnostic[] };
  let changed = 0;
  return {
    ...methods,
    async ApplyResourceChange(request: ApplyRequest) {
      const begun = Date.now();
      for (;;) {
        const response = apply(request);
        if (!isRetried(request, response.diagnostics ?? [])) {
          changed = Date.now();
          return response;
        }
        if (Date.now() > Math.max(begun, changed) + quietMs) return response;
        await setTimeout(PAUSE_MS);
      }
    },
  };
}

function isRetried({ typeName, priorState }: ApplyRequest, diagnostics: Diagnostic[]): boolean {
  const refusals = [ALWAYS_RETRIED[typeName], fromWire(priorState) === null ? RETRIED[typeName] : undefined];
  return diagnostics.some(({ summary }) => refusals.some((each) => each?.test(summary) === true));
}
