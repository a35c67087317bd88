import type { Pipeline } from "../pipeline/pipeline.ts";

/** An environment as a picture shows it: where requests and releases go. */
export interface System {
  /** The first part of every name. */
  readonly name: string;
  readonly network: SystemNetwork;
  readonly clusters: readonly SystemCluster[];
  readonly pipeline: Pipeline;
  /** Where the pipeline's images are. */
  readonly imageRepository: string;
}

export interface SystemNetwork {
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly natGateways: number;
}

export interface SystemCluster {
  readonly name: string;
  /** What its tasks run on: `Fargate`. */
  readonly capacity: string;
  readonly balancer: { readonly name: string; readonly isInternal: boolean };
  /** Those that get requests come first, in the order in which the pipeline deploys them. */
  readonly services: readonly SystemService[];
}

export interface SystemService {
  readonly name: string;
  readonly facts: readonly string[];
  readonly listeners: readonly SystemListener[];
}

export interface SystemListener {
  /** `HTTP :80` */
  readonly label: string;
  /** Only new tasks of a deployment answer here. */
  readonly isTest: boolean;
}
