import { InputError } from "../input-error.ts";
import { OPERATIONS, type Operation, type ProviderCall } from "./call.ts";
import { fitsWildcards } from "./wildcards.ts";

/** AWS answers calls with an error: which calls, with what, and how often. */
export interface Fault {
  /** Resource type with wildcards; of data sources with `data.` before it. */
  type: string;
  operation: Operation | "*";
  code: string;
  /** How many calls are left that it answers; infinite where no count was given. */
  left: number;
}

const FORM = /^([a-z0-9_.*?]+):([a-z*]+)=([A-Za-z][A-Za-z0-9.]*)(?:\*(\d+))?$/;

/** Reads `TYPE:OPERATION=CODE` or `TYPE:OPERATION=CODE*COUNT`. Throws `InputError`. */
export function parseFault(text: string): Fault {
  const [, type, operation, code, count] = FORM.exec(text) ?? [];
  if (type === undefined || operation === undefined || code === undefined)
    throw new InputError(
      `--fail ${text}: must be TYPE:OPERATION=CODE or TYPE:OPERATION=CODE*COUNT, such as 'aws_ecs_service:create=ThrottlingException*2'`,
    );
  if (operation !== "*" && !(OPERATIONS as readonly string[]).includes(operation))
    throw new InputError(`--fail ${text}: unknown operation ${operation}: must be one of ${OPERATIONS.join(", ")}, *`);
  if (count !== undefined && Number(count) === 0) throw new InputError(`--fail ${text}: the count must be 1 or more`);
  return { type, operation: operation as Operation | "*", code, left: count === undefined ? Infinity : Number(count) };
}

/** The fault that answers a call, with one call less left of it. */
export function takeFault(faults: readonly Fault[], { type, operation }: ProviderCall): Fault | undefined {
  const found = faults.find(
    (fault) =>
      fault.left > 0 && fitsWildcards(fault.type, type) && (fault.operation === "*" || fault.operation === operation),
  );
  if (found !== undefined) found.left--;
  return found;
}

/**
 * Codes that the SDK tries again, with what AWS says (`DefaultRetryableErrorCodes`, `DefaultThrottleErrorCodes` in
 * https://github.com/aws/aws-sdk-go-v2/blob/main/aws/retry/standard.go).
 */
const RETRIED: Readonly<Record<string, string>> = {
  RequestTimeout: "The request timed out",
  RequestTimeoutException: "The request timed out",
  Throttling: "Rate exceeded",
  ThrottlingException: "Rate exceeded",
  ThrottledException: "Rate exceeded",
  RequestThrottledException: "Rate exceeded",
  RequestThrottled: "Rate exceeded",
  TooManyRequestsException: "Too Many Requests",
  ProvisionedThroughputExceededException: "The level of configured provisioned throughput was exceeded",
  TransactionInProgressException: "A transaction is in progress",
  RequestLimitExceeded: "Request limit exceeded.",
  BandwidthLimitExceeded: "Bandwidth limit exceeded",
  LimitExceededException: "Limit exceeded",
  SlowDown: "Please reduce your request rate.",
  PriorRequestNotComplete: "The request was rejected because a prior request is not complete",
  EC2ThrottledException: "Rate exceeded",
};

/** Codes of answers with the status 500 or 503, which the SDK tries again too (`DefaultRetryableHTTPStatusCodes`). */
const OF_SERVER: Readonly<Record<string, readonly [status: number, message: string]>> = {
  InternalError: [500, "An internal error has occurred"],
  InternalFailure: [500, "An internal error has occurred"],
  InternalServerError: [500, "An internal error has occurred"],
  InternalServerException: [500, "An internal error has occurred"],
  ServerException: [500, "Service Unavailable. Please try again later."],
  ServiceUnavailable: [503, "Service Unavailable. Please try again later."],
  ServiceUnavailableException: [503, "Service Unavailable. Please try again later."],
  Unavailable: [503, "The server is overloaded and can't handle the request."],
};

/** Other errors that AWS gives in any state of what exists. */
const OTHERS: Readonly<Record<string, string>> = {
  AddressLimitExceeded: "The maximum number of addresses has been reached.",
  InsufficientInstanceCapacity: "We currently do not have sufficient capacity in the Availability Zone you requested.",
  NatGatewayLimitExceeded: "The maximum number of NAT gateways has been reached.",
  ServiceQuotaExceededException: "The request exceeds a service quota.",
  VpcLimitExceeded: "The maximum number of VPCs has been reached.",
};

/** Whether the SDK asks again after an error. */
export const isRetried = (code: string): boolean => code in RETRIED || code in OF_SERVER;

/** The HTTP status of an error, and what AWS says. */
export function answerFor(code: string): { status: number; message: string } {
  const [status, message] = OF_SERVER[code] ?? [400, RETRIED[code] ?? OTHERS[code] ?? "This call fails on request."];
  return { status, message: `${code}: ${message}` };
}
