/*
 * cdktf notes where each value is created, with a stack trace of any length that Jest then maps to sources: more than half
 * of the time of a synthesis. `config/fast-start.ts` spares the product the same. Traces of limited length, those of errors,
 * stay as they are.
 */
const { captureStackTrace } = Error;
Error.captureStackTrace = (target, below) => {
  // https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/tokens/private/stack-trace.ts
  if (Error.stackTraceLimit !== Number.MAX_SAFE_INTEGER) captureStackTrace(target, below);
};

export {};
