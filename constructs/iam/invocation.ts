import type { Statement } from "./policy.ts";

/** Lets a role call functions: exactly those, each once. */
export function invocationStatements(functionArns: readonly string[]): Statement[] {
  if (functionArns.length === 0) return [];
  return [{ sid: "Hooks", actions: ["lambda:InvokeFunction"], resources: [...new Set(functionArns)].sort() }];
}
