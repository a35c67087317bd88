/**
 * What a review says, for everything that shows it. Every text in it may be shown as it is: secrets are hidden, and
 * nothing in it is invisible. This is also the shape of review.json; a change that breaks its readers raises `version`.
 */
export interface Review {
  readonly version: 2;
  /** The environment that was planned; absent if plan files were given. */
  readonly environment?: string;
  readonly commit?: string;
  readonly verdict: Verdict;
  /** Why approval is needed or why it can't go on, most severe first. */
  readonly reasons: readonly Reason[];
  /** What the plans alone don't get right in a running environment, most severe first. */
  readonly hazards: readonly HazardRow[];
  /** In which order the stacks are deployed; empty if it is the ordinary one. */
  readonly order: readonly string[];
  /** The same for --apply, without the ordinary deployment that follows. */
  readonly phases: readonly PhaseRow[];
  /** In the order in which they are deployed. */
  readonly stacks: readonly StackReview[];
  /** Stacks that the environment no longer has, in the order in which they are to be destroyed. */
  readonly leftovers: readonly LeftoverRow[];
  readonly access: readonly AccessRow[];
  readonly openings: readonly OpeningRow[];
  /** What protected something and no longer does, or may not. */
  readonly protections: readonly ProtectionRow[];
  /** Code that runs on the machine that plans or applies. */
  readonly programs: readonly ProgramRow[];
  /** Types that change and that no table of the review knows, with the number of their changes. */
  readonly notJudged: Readonly<Record<string, number>>;
  readonly values: readonly ValueRow[];
  readonly rollouts: readonly RolloutView[];
  /** Arguments that the environment overrides, whether or not they change. None is known of plans made elsewhere. */
  readonly overrides: readonly OverrideRow[];
  readonly drift: readonly DriftRow[];
  readonly checks: readonly CheckRow[];
  readonly rules: readonly RuleRow[];
  /** Arrows of the picture: what flows between stacks. */
  readonly flows: readonly Flow[];
  /** Number of hidden values, by reason. */
  readonly hidden: Readonly<Record<string, number>>;
  /** Digest of the record that the plans are bound to; absent if there is nothing to apply. */
  readonly record?: string;
}

export interface Verdict {
  readonly kind: "nothing" | "leftovers" | "changes" | "approval" | "refused" | "error";
  /** 0 nothing changes, 2 changes or leftovers, 3 approval is needed or the change is refused, 1 error. */
  readonly exitCode: 0 | 1 | 2 | 3;
  /** One line. */
  readonly headline: string;
}

export interface Reason {
  /** By which it can be waived; another one as soon as what it is about changes. */
  readonly id: string;
  readonly kind: "error" | "rule" | "refused" | "interruption" | "loss" | "access" | "protection" | "program";
  readonly stack: string;
  readonly title: string;
  /** What it is about, most severe first. */
  readonly details: readonly string[];
  readonly waived?: { readonly reason: string; readonly until: string };
}

/** Something that the plans alone don't get right: done in phases, to be approved, or refused. */
export interface HazardRow {
  readonly rule: string;
  readonly kind: "phases" | "interruption" | "refused";
  readonly stack: string;
  readonly address: string;
  readonly summary: string;
  readonly details: readonly string[];
  /** What AWS or Terraform does. */
  readonly because: string;
  /** Of an interruption: what does not answer, and how long at least. */
  readonly impact?: string;
  /** The way round, in order. */
  readonly steps: readonly string[];
}

/** A piece of a deployment: all of a stack is destroyed, all but its deletions is applied, or all of it. */
export interface PhaseRow {
  readonly kind: "destroy" | "withhold" | "apply";
  readonly stack: string;
  /** Addresses of resources that are replaced along. */
  readonly replace?: readonly string[];
}

/**
 * How a plan came to be. firm: may be applied. provisional: values of other stacks were not known, never to be applied.
 * deferred: can't be planned before they are. blocked: a stack that it reads has failed. failed: Terraform refuses it.
 */
export type Status = "firm" | "provisional" | "deferred" | "blocked" | "failed";

/** Numbers as in Terraform's own line: a replacement is an addition and a destruction. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly replace: number;
  readonly import: number;
  readonly move: number;
  readonly forget: number;
}

export interface StackReview {
  readonly name: string;
  /** From 1. */
  readonly wave: number;
  readonly status: Status;
  /** Nothing of it is there yet, so that all it allows and opens is new. */
  readonly isNew: boolean;
  /** Values that it waits for: `network.vpcId`. */
  readonly waitsFor: readonly string[];
  /** Why it is deferred, blocked or failed, or what its plan leaves out. */
  readonly problem?: string;
  readonly counts: Counts;
  /** Outputs that change. */
  readonly outputs: number;
  /** Something that Terraform would do besides changes of resources and outputs, such as invoking an action. */
  readonly otherChanges: boolean;
  /** What changes, most severe first. */
  readonly changes: readonly ChangeView[];
  /** Digest of the plan that may be applied. */
  readonly plan?: string;
  readonly terraform?: string;
}

/** A stack that the environment no longer has. No plan is about it, and applying the review leaves it as it is. */
export interface LeftoverRow {
  readonly stack: string;
  /** How many resources of it are there; absent if its state can't be read. */
  readonly resources?: number;
  /** The command that destroys it; absent if it is not known whether anything is there. */
  readonly command?: string;
  /** Why its state can't be read. */
  readonly problem?: string;
}

export type Action = "create" | "update" | "replace" | "delete" | "forget" | "read" | "import" | "move" | "other";

export interface ChangeView {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Terraform's own words for the action. */
  readonly actions: string;
  readonly notes: readonly string[];
  /** What is lost with it. */
  readonly loss?: string;
  /** Values of other stacks that may turn out equal, so that nothing is replaced. */
  readonly possiblyBecause: readonly string[];
  /** Nothing differs that a person could see. */
  readonly invisible: boolean;
  readonly rows: readonly AttributeRow[];
  /** Attributes that are known after apply, besides those in rows. */
  readonly unknown: readonly string[];
  /** From 0, where nothing can go wrong. */
  readonly risk: number;
}

export interface AttributeRow extends Compared {
  readonly path: string;
  readonly forcesReplacement: boolean;
}

/** What a value was and becomes: both sides as a whole or, for texts too long to be read at a glance, what differs. */
export interface Compared {
  /** Absent if there is nothing, and with `diff`. */
  readonly before?: ShownValue;
  readonly after?: ShownValue;
  /** Every line that changes, with its surroundings. A text that comes or goes is there as a whole. */
  readonly diff?: readonly DiffLine[];
}

/** A line of a diff, or the number of unchanged lines that are left out in its place. */
export type DiffLine =
  | { readonly folded: number }
  | {
      readonly sign: "-" | "+" | " ";
      /** From 1, before the change for lines that go, after it for all others. */
      readonly line: number;
      readonly parts: readonly DiffPart[];
    };

/** A piece of a line: a text, what changes of a line of which only a part does, or the number of unchanged characters left out. */
export type DiffPart = string | { readonly changed: string } | { readonly folded: number };

/** A value, or why there is none to show. */
export interface ShownValue {
  /** rewritten: a document that says the same in other characters, such as other blanks or another order of its keys. */
  readonly kind: "value" | "hidden" | "unknown" | "rewritten";
  readonly text: string;
}

export interface AccessRow {
  readonly stack: string;
  readonly address: string;
  readonly sign: "+" | "-" | "?";
  readonly effect: string;
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly string[];
  readonly widens: boolean;
  /** What about it is wide: it names everything. */
  readonly broad: boolean;
}

export interface OpeningRow {
  readonly stack: string;
  readonly group: string;
  /** `~` where only the port is another one. */
  readonly sign: "+" | "-" | "?" | "~";
  readonly direction: string;
  readonly ports: string;
  readonly peer: string;
  readonly widens: boolean;
  readonly broad: boolean;
}

export interface ProtectionRow {
  readonly stack: string;
  readonly address: string;
  /** `?` where only an apply will tell. */
  readonly sign: "-" | "?";
  /** Name of the rule, as its documentation lists it. */
  readonly rule: string;
  /** `metadata_options.http_tokens`; the type of the resource where all of it goes. */
  readonly setting: string;
  readonly before: string;
  readonly after: string;
  /** What is so then: `the container may run as root`. */
  readonly lost: string;
  /** Page of AWS with the reason. */
  readonly source: string;
}

export interface ProgramRow {
  readonly stack: string;
  readonly address: string;
  /** `local-exec`, `remote-exec` …, or `external` for a data source. */
  readonly kind: string;
  /** What runs, as far as the configuration says it. */
  readonly command: string;
  /** When it runs. */
  readonly when: string;
}

export interface ValueRow extends Compared {
  readonly output: string;
  /** `fargate-cluster: 4 attributes` */
  readonly readers: readonly string[];
}

export interface RolloutView {
  readonly stack: string;
  readonly service: string;
  /** What starts it. */
  readonly because: string;
  /** What happens, in order. */
  readonly steps: readonly string[];
  /** What brings the change to the tasks that run; absent if applying the plan does, or nothing. */
  readonly arrives?: "with the next release" | "by a command";
}

export interface OverrideRow {
  readonly stack: string;
  readonly address: string;
  /** Arguments, as `overrides` in the environment names them. */
  readonly paths: readonly string[];
}

export interface DriftRow {
  readonly stack: string;
  readonly address: string;
  readonly action: string;
  /** The plan depends on it. */
  readonly relevant: boolean;
  readonly rows: readonly AttributeRow[];
}

export interface CheckRow {
  readonly stack: string;
  readonly of: string;
  readonly status: string;
  readonly messages: readonly string[];
}

export interface RuleRow {
  readonly id: string;
  readonly rule: string;
  readonly stack: string;
  readonly message: string;
  readonly required: boolean;
  readonly waived?: { readonly reason: string; readonly until: string };
}

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly outputs: readonly string[];
  /** Those that change. */
  readonly changing: readonly string[];
}
