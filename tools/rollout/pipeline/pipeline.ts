/** A pipeline as a picture shows it. */
export interface Pipeline {
  readonly name: string;
  readonly mode: "SUPERSEDED" | "QUEUED";
  /** Settings of a run, with their defaults. */
  readonly variables: readonly { readonly name: string; readonly defaultValue: string }[];
  /** What starts it by itself. */
  readonly starts: readonly Start[];
  readonly stages: readonly Stage[];
}

export interface Start {
  readonly by: string;
  readonly facts: readonly string[];
  /** Role that it does so with. @default none */
  readonly role?: string;
}

export interface Stage {
  readonly name: string;
  /** Whether it goes back to its last successful release when it fails. */
  readonly rollsBack: boolean;
  readonly actions: readonly PipelineAction[];
}

export interface PipelineAction {
  readonly name: string;
  /** Service that does it, or a person. */
  readonly by: string;
  readonly facts: readonly string[];
  /** ECS service of the same account that it deploys. @default it deploys none */
  readonly service?: string;
  /** Roles that it is done with: first the pipeline's part, then the service's own. */
  readonly roles: readonly string[];
  /** Names of artifacts. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}
