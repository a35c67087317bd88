import { setTimeout } from "node:timers/promises";
import type {
  ApplyRequest,
  ConfigureRequest,
  Diagnostic,
  OpenRequest,
  ReadDataRequest,
  ReadRequest,
} from "../protocol/messages.ts";
import type { Methods } from "../protocol/server.ts";
import { type DynamicValue, fromWire, isObject, type ObjectValue } from "../protocol/values.ts";
import { factsOf } from "../provider/facts.ts";
import { AwsError, type Failure, nameForMessages, toDiagnostic } from "../provider/failure.ts";
import { readProviderConfig } from "../provider/provider-config.ts";
import { type ProviderCall, typeIn } from "./call.ts";
import type { CallControls } from "./controls.ts";
import { answerFor, isRetried, takeFault } from "./faults.ts";
import { actionsOf } from "./permissions.ts";
import { accessDenied, refusalOf } from "./policy.ts";
import { arnFor } from "./resources.ts";

/**
 * Maximum number of attempts of a call (`max_retries` in
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#max_retries-1).
 */
const MAX_ATTEMPTS = 25;

/** The SDK waits longer each time; here that would not help. */
const PAUSE_MS = 20;

const VERBS = { create: "creating", read: "reading", update: "updating", delete: "deleting" } as const;

/** The part of the answer to an apply that is used here. */
interface ApplyResponse {
  newState: DynamicValue;
}

/** Methods of the AWS provider whose calls take time, fail, and are allowed and recorded as asked for. */
export function withControls(methods: Methods, controls: CallControls, environment: NodeJS.ProcessEnv): Methods {
  let config = readProviderConfig(null, environment);

  /** The error that AWS answers instead of doing it. */
  async function refusal(call: ProviderCall): Promise<Diagnostic | undefined> {
    for (let attempt = 1; ; attempt++) {
      if (controls.latencyMs > 0) await setTimeout(controls.latencyMs);
      const fault = takeFault(controls.faults, call);
      if (fault === undefined) return refusalOfAccess(call);
      const retried = isRetried(fault.code);
      if (!retried || attempt === MAX_ATTEMPTS) {
        const { status, message } = answerFor(fault.code);
        const [action = ""] = actionsOf(call) ?? [];
        const operation = call.operation === "read" ? operationIn(action) : undefined;
        return explain(call, message, { operation, status, ...(retried && { attempts: attempt }) });
      }
      await setTimeout(PAUSE_MS);
    }
  }

  function refusalOfAccess(call: ProviderCall): Diagnostic | undefined {
    const { policy } = controls;
    if (policy === undefined) return undefined;
    const user = `arn:${config.partition}:iam::${config.account}:user/offline`;
    for (const action of actionsOf(call) ?? []) {
      const arn = arnFor(action, call);
      const reason = refusalOf(policy, action, arn);
      if (reason !== undefined)
        return explain(call, accessDenied(action, user, arn, reason), { operation: operationIn(action), status: 403 });
    }
    return undefined;
  }

  const record = (call: ProviderCall) => controls.record?.addCall(call, config);

  return {
    ...methods,
    ConfigureProvider(request: ConfigureRequest) {
      config = readProviderConfig(fromWire(request.config), environment);
      return (methods.ConfigureProvider as (request: ConfigureRequest) => object)(request);
    },
    async ReadResource(request: ReadRequest) {
      const { typeName: type, currentState, private: bytes } = request;
      const call: ProviderCall = { type, operation: "read", before: objectIn(currentState) };
      record(call);
      const refused = await refusal(call);
      if (refused !== undefined) return { newState: currentState, private: bytes, diagnostics: [refused] };
      return (methods.ReadResource as (request: ReadRequest) => object)(request);
    },
    async ApplyResourceChange(request: ApplyRequest) {
      const { typeName: type, priorState, plannedState, plannedPrivate } = request;
      const [before, after] = [objectIn(priorState), objectIn(plannedState)];
      const operation = before === undefined ? "create" : after === undefined ? "delete" : "update";
      const call: ProviderCall = { type, operation, before, after };
      const refused = await refusal(call);
      if (refused !== undefined) {
        record(call);
        return { newState: priorState, private: plannedPrivate, legacyTypeSystem: true, diagnostics: [refused] };
      }
      const answer = await (methods.ApplyResourceChange as (request: ApplyRequest) => Promise<ApplyResponse>)(request);
      // Once a resource exists its ARN is known.
      record({ ...call, after: after && (objectIn(answer.newState) ?? after) });
      return answer;
    },
    async ReadDataSource(request: ReadDataRequest) {
      const call: ProviderCall = { type: `data.${request.typeName}`, operation: "read" };
      record(call);
      const refused = await refusal(call);
      if (refused !== undefined) return { diagnostics: [refused] };
      return (methods.ReadDataSource as (request: ReadDataRequest) => object)(request);
    },
    async OpenEphemeralResource(request: OpenRequest) {
      const call: ProviderCall = { type: `ephemeral.${request.typeName}`, operation: "read" };
      record(call);
      const refused = await refusal(call);
      if (refused !== undefined) return { diagnostics: [refused] };
      return (methods.OpenEphemeralResource as (request: OpenRequest) => object)(request);
    },
  };
}

function explain({ type, operation, before, after }: ProviderCall, message: string, failure: Failure): Diagnostic {
  const name = nameForMessages(after ?? before ?? {});
  const resource = typeIn(type);
  return toDiagnostic(new AwsError(message), VERBS[operation], resource, name, factsOf(resource), failure);
}

const operationIn = (action: string) => action.slice(action.indexOf(":") + 1);

function objectIn(wire: DynamicValue): ObjectValue | undefined {
  const value = fromWire(wire);
  return isObject(value) ? value : undefined;
}
