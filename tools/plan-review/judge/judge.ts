import { NO_ACCESS, planAccess } from "../access/plan-access.ts";
import { assess } from "../hazards/assess.ts";
import type { Landscape } from "../hazards/hazard.ts";
import { orderOf, shownHazard, shownPhase } from "../hazards/shown.ts";
import type { DriftRow, LeftoverRow, OverrideRow, Review, RuleRow, StackReview } from "../model/review.ts";
import { pluralize } from "../pluralize.ts";
import { planProtection } from "../protection/plan-protection.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { rolloutsOf } from "../rollout/rollouts.ts";
import { Redactor } from "../secrets/redactor.ts";
import { SecretValues } from "../secrets/secret-values.ts";
import { actionOf, countsOf, isChange, isNoOp } from "./action.ts";
import { changeView } from "./change-view.ts";
import { hazardReasons } from "./hazard-reasons.ts";
import { isNewStack } from "./new-stack.ts";
import { notJudged } from "./not-judged.ts";
import type { PlannedStack } from "./planned-stack.ts";
import { Possible } from "./possible.ts";
import { programRows } from "./programs.ts";
import { flowsBetween, valueRows } from "./reads.ts";
import { type Findings, reasonId, reasonsOf } from "./reasons.ts";
import { rowsOf } from "./rows.ts";
import type { Rule } from "./rule.ts";
import { verdictOf } from "./verdict.ts";
import { type Waivers, waived } from "./waivers.ts";
import { inOrder } from "./waves.ts";

export interface Judgement {
  readonly environment?: string;
  readonly commit?: string;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Names of the rules that must not be broken. */
  readonly required: readonly string[];
  readonly waivers: Waivers;
  /** @default none */
  readonly leftovers?: readonly LeftoverRow[];
  /** What the states of leftovers hold. @default nothing */
  readonly left?: Omit<Landscape, "stacks">;
  /** When schedules run next is counted from here, in milliseconds since 1970. @default the day of the waivers */
  readonly now?: number;
}

/** The review of all stacks together. The same plans give the same review, in whatever order they come. */
export function judge(planned: readonly PlannedStack[], judgement: Judgement): Review {
  const stacks = inOrder(planned);
  const redactor = new Redactor(new SecretValues(stacks.flatMap(({ plan }) => plan ?? [])));
  const findings = stacks.map((stack) => findingsOf(stack, judgement, redactor));
  const views = findings.map((each) => stackReview(each, redactor));
  const landscape = { leftovers: [], destroyCommand: (stack: string) => stack, ...judgement.left, stacks };
  const { hazards, phases } = assess(landscape);
  const shownHazards = hazards.map((hazard) => shownHazard(hazard, redactor));
  const reasons = reasonsOf(findings, judgement.waivers, hazardReasons(shownHazards));
  const leftovers = (judgement.leftovers ?? []).map((each) => shownLeftover(each, redactor));
  const rollouts = rolloutsOf(stacks, redactor);
  const order = orderOf(hazards, phases, redactor);
  const unknownTypes = typesNotJudged(stacks, redactor);
  const verdict = verdictOf(views, reasons, leftovers, rollouts, order, unknownTypes);
  const { environment, commit } = judgement;
  const rest = {
    values: valueRows(stacks, redactor),
    rollouts,
    overrides: stacks.flatMap((stack) => overrideRows(stack, redactor)),
    drift: stacks.flatMap((stack) => driftRows(stack, redactor)),
    checks: stacks.flatMap((stack) => checkRows(stack, redactor)),
    flows: flowsBetween(stacks, redactor),
  };
  return {
    version: 2,
    ...(environment !== undefined && { environment: redactor.text(environment) }),
    ...(commit !== undefined && { commit: redactor.text(commit) }),
    verdict,
    reasons,
    hazards: shownHazards,
    order,
    phases: phases.map((phase) => shownPhase(phase, redactor)),
    stacks: views,
    leftovers,
    access: findings.flatMap(({ access }) => access),
    openings: findings.flatMap(({ openings }) => openings),
    protections: findings.flatMap(({ protections }) => protections),
    programs: findings.flatMap(({ programs }) => programs),
    notJudged: unknownTypes,
    ...rest,
    rules: findings.flatMap(({ rules }) => rules),
    hidden: Object.fromEntries(redactor.hidden()),
  };
}

function findingsOf(given: PlannedStack, judgement: Judgement, redactor: Redactor): Findings {
  const { rules, required, waivers, now = Date.parse(waivers.today) } = judgement;
  const { plan } = given;
  const stack = cleaned(given, redactor);
  const resources = plan?.resourceChanges ?? [];
  const { access, openings, widens } = plan === undefined ? NO_ACCESS : planAccess(stack.name, plan, redactor);
  const protection = plan === undefined ? undefined : planProtection(stack.name, plan, redactor);
  const risky = new Set([...widens, ...(protection?.addresses ?? [])]);
  const possible = new Possible(plan, stack.waitsFor);
  const changes = resources
    .filter(isChange)
    .map((resource) => changeView(stack, resource, possible, risky, redactor, now))
    .sort(
      (one, other) => other.risk - one.risk || (one.address < other.address ? -1 : one.address > other.address ? 1 : 0),
    );
  const asked = [...rules].filter(([name, { onlyIfRequired }]) => !onlyIfRequired || required.includes(name));
  const broken = asked.flatMap(([rule, { check }]) =>
    check({ stack, access, openings }).map((text): RuleRow => {
      const message = redactor.text(text);
      const id = reasonId("rule", stack.name, [rule, message]);
      return waived({ id, rule, stack: stack.name, message, required: required.includes(rule) }, waivers);
    }),
  );
  return {
    stack,
    changes,
    access,
    openings,
    protections: protection?.rows ?? [],
    programs: plan === undefined ? [] : programRows(stack.name, plan, redactor),
    rules: broken,
  };
}

function typesNotJudged(stacks: readonly PlannedStack[], redactor: Redactor): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { plan } of stacks)
    for (const [type, count] of plan === undefined ? [] : notJudged(plan)) {
      const name = redactor.text(type);
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Its name and its problem as they may be shown. */
function cleaned(stack: PlannedStack, redactor: Redactor): PlannedStack {
  const { plan, problem } = stack;
  const partial = plan === undefined || plan.errored ? undefined : partialText(plan);
  const reason = problem ?? (plan?.errored ? "Terraform has stopped with an error: the plan is not complete" : partial);
  return {
    ...stack,
    name: redactor.text(stack.name),
    status: plan?.errored ? "failed" : stack.status,
    ...(reason !== undefined && { problem: redactor.text(redactor.clean(reason).replace(/\s+/g, " "), 2000) }),
  };
}

function partialText({ complete, resourceChanges }: PlanFile): string | undefined {
  const deferred = resourceChanges.filter((resource) => resource.deferred !== undefined).length;
  if (deferred > 0) return `Terraform has deferred ${pluralize(deferred, "change")} to a later plan`;
  return complete === false
    ? "the plan covers a part only: it was made with -target, or leaves changes for later"
    : undefined;
}

function stackReview({ stack, changes }: Findings, redactor: Redactor): StackReview {
  const { name, wave, status, waitsFor, problem, plan, digest } = stack;
  return {
    name,
    wave,
    status,
    isNew: isNewStack(plan),
    waitsFor: waitsFor.map((value) => redactor.text(value)),
    ...(problem !== undefined && { problem }),
    counts: countsOf(plan?.resourceChanges ?? []),
    outputs: [...(plan?.outputs.values() ?? [])].filter((change) => !isNoOp(change)).length,
    otherChanges: plan !== undefined && (plan.applyable === true || plan.actionInvocations > 0),
    changes,
    ...(digest !== undefined && { plan: digest }),
    ...(plan?.terraformVersion !== undefined && { terraform: redactor.text(plan.terraformVersion) }),
  };
}

function shownLeftover({ stack, resources, command, problem }: LeftoverRow, redactor: Redactor): LeftoverRow {
  return {
    stack: redactor.text(stack),
    ...(resources !== undefined && { resources }),
    ...(command !== undefined && { command: redactor.text(command) }),
    ...(problem !== undefined && { problem: redactor.text(problem) }),
  };
}

const overrideRows = ({ name, overrides = [] }: PlannedStack, redactor: Redactor): OverrideRow[] =>
  overrides.map(({ address, paths }) => ({
    stack: redactor.text(name),
    address: redactor.text(address),
    paths: paths.map((path) => redactor.text(path)),
  }));

function driftRows({ name, plan }: PlannedStack, redactor: Redactor): DriftRow[] {
  // What has only another address now is listed there as well.
  const drifted = (plan?.drift ?? []).filter(({ change }) => !isNoOp(change));
  return drifted.map((resource) => ({
    stack: redactor.text(name),
    address: redactor.text(resource.address),
    action: actionOf(resource),
    relevant: plan?.relevant.has(resource.address) === true,
    rows: rowsOf(resource.change, redactor).map(({ attribute: _, isUnknown: __, ...row }) => row),
  }));
}

function checkRows({ name, plan }: PlannedStack, redactor: Redactor): Review["checks"] {
  return (plan?.checks ?? [])
    .filter(({ status }) => status !== "pass")
    .map(({ of, status, messages }) => ({
      stack: redactor.text(name),
      of: redactor.text(of),
      status: redactor.text(status),
      messages: messages.map((message) => redactor.text(message)),
    }));
}
