import { InputError } from "../input-error.ts";
import { type Fault, parseFault } from "./faults.ts";
import { PermissionRecord } from "./permission-record.ts";
import { type Policy, readPolicy } from "./policy.ts";

/** Controls of calls, as requested. */
export interface CallOptions {
  /** Errors that AWS answers with, such as `aws_ecs_service:create=ThrottlingException*2`. @default none */
  readonly fail?: readonly string[];
  /** How long each call takes, in milliseconds. @default 0 */
  readonly latencyMs?: number;
  /** The IAM policy of the user, as JSON; what it does not allow is refused. @default everything is allowed */
  readonly policy?: unknown;
  /** File that gets the IAM policy that the calls need, with what it has already. @default none */
  readonly recordPermissions?: string;
}

/** Controls of calls. */
export interface CallControls {
  readonly faults: readonly Fault[];
  readonly latencyMs: number;
  readonly policy?: Policy;
  readonly record?: PermissionRecord;
}

/** Parses the requested controls; undefined if there are none. Throws `InputError`. */
export function readControls({
  fail = [],
  latencyMs = 0,
  policy,
  recordPermissions,
}: CallOptions): CallControls | undefined {
  if (!Number.isInteger(latencyMs) || latencyMs < 0 || latencyMs > MAX_LATENCY_MS)
    throw new InputError(
      `a latency of ${latencyMs}: must be a whole number of milliseconds from 0 to ${MAX_LATENCY_MS}`,
    );
  if (fail.length === 0 && latencyMs === 0 && policy === undefined && recordPermissions === undefined) return undefined;
  return {
    faults: fail.map(parseFault),
    latencyMs,
    ...(policy !== undefined && { policy: readPolicy(policy) }),
    ...(recordPermissions !== undefined && { record: new PermissionRecord(recordPermissions) }),
  };
}

/** As long as a call may take at all. */
const MAX_LATENCY_MS = 60_000;
