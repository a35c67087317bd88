import type { DynamicValue } from "./values.ts";

/** A diagnostic for the user. */
export interface Diagnostic {
  /** 1 error, 2 warning. */
  severity: 1 | 2;
  summary: string;
  detail: string;
  attribute?: AttributePath;
}

export interface AttributePath {
  steps: PathStep[];
}

export type PathStep = { attributeName: string } | { elementKeyString: string } | { elementKeyInt: number };

export interface ConfigureRequest {
  config: DynamicValue;
}

export interface ValidateRequest {
  typeName: string;
  config: DynamicValue;
}

export interface UpgradeRequest {
  typeName: string;
  rawState: { json: Uint8Array } | null;
}

export interface ReadRequest {
  typeName: string;
  currentState: DynamicValue;
  private: Uint8Array;
}

export interface PlanRequest {
  typeName: string;
  priorState: DynamicValue;
  proposedNewState: DynamicValue;
  config: DynamicValue;
  priorPrivate: Uint8Array;
}

export interface ApplyRequest {
  typeName: string;
  priorState: DynamicValue;
  plannedState: DynamicValue;
  config: DynamicValue;
  plannedPrivate: Uint8Array;
}

export interface ImportRequest {
  typeName: string;
  id: string;
}

export interface ReadDataRequest {
  typeName: string;
  config: DynamicValue;
}

/** What an ephemeral resource is opened with. */
export interface OpenRequest {
  typeName: string;
  config: DynamicValue;
}

export interface CallRequest {
  name: string;
  arguments: DynamicValue[];
}

/** An error for the user. */
export const error = (summary: string, detail = "", attribute?: AttributePath): Diagnostic => ({
  severity: 1,
  summary,
  detail,
  ...(attribute && { attribute }),
});
