import type { ObjectValue } from "../protocol/values.ts";
import type { CloudCall } from "./journal.ts";
import { isHealthy, judgeTasks } from "./judge.ts";
import type { Door } from "./routes.ts";
import { followTraffic, startsTasks, type Tasks, tasksOf } from "./tasks.ts";
import { stringIn, type View } from "./view.ts";

/**
 * What is known of one service.
 *
 * Which of its tasks get the traffic: an update that changes them starts new ones beside the old. The old ones serve on
 * alone until the new ones are healthy and the deployment is steady. That is so when the call returns, where Terraform
 * waits for it (`wait_for_steady_state`), or as soon as what the new tasks lack is there; else at the next refresh of the
 * service, which is in another run of Terraform. A new service has no tasks until then.
 */
export interface Watched {
  account: string;
  region: string;
  /** Tasks that get the traffic. */
  serving?: Tasks;
  /** Tasks of the deployment that is going on. */
  starting?: Tasks;
  /** Terraform waits for that deployment. */
  waits: boolean;
  /** Doors at which it was reached when it last was. */
  doors: Door[];
  /** It was reached after the last call. */
  works: boolean;
  /** An interruption is going on. */
  interrupted: boolean;
  /** It was deleted, by a run of Terraform. */
  gone?: { call: CloudCall; run: string; worked: boolean };
}

export type Services = Record<string, Watched>;

/** What happened, without what is added to each line of the journal. */
export type Event = { service: string; call: CloudCall } & (
  | { event: "began"; reason: string }
  | { event: "ended" }
  | { event: "removed" }
);

/** A change of a service itself. `before` is null if it is new, `after` where it is deleted. */
export interface ServiceChange {
  account: string;
  region: string;
  before: ObjectValue | null;
  after: ObjectValue | null;
}

/** Takes note of a change of a service. Changes `services`. */
export function noteChange(
  services: Services,
  view: View,
  change: ServiceChange,
  call: CloudCall,
  run: string,
): Event[] {
  const { before, after } = change;
  const service = stringIn((after ?? before)?.id);
  const known = services[service];
  if (after === null) {
    const deletion = { call, run, worked: known?.works === true || known?.interrupted === true };
    services[service] = { ...unknown(change), doors: known?.doors ?? [], gone: deletion };
    return [{ event: "removed", service, call }];
  }
  if (known !== undefined && known.gone === undefined) {
    if (before === null || startsTasks(before, after))
      Object.assign(known, { starting: tasksOf(view, after), waits: after.wait_for_steady_state === true });
    return [];
  }
  const again = known?.gone?.run === run && known.gone.worked ? known.gone : undefined;
  services[service] = {
    ...unknown(change),
    starting: tasksOf(view, after),
    waits: after.wait_for_steady_state === true,
    doors: again === undefined ? [] : (known?.doors ?? []),
    interrupted: again !== undefined,
  };
  if (again === undefined) return [];
  return [{ event: "began", service, call: again.call, reason: "it was deleted, to be created again" }];
}

/**
 * Takes note of what happened behind Terraform's back, by what there was before a call: deployments of CodeDeploy or ECS have
 * moved traffic, and what was broken by hand is not broken by the call. Changes `services`.
 */
export function noteDrift(services: Services, viewOf: (service: Watched) => View): void {
  for (const watched of Object.values(services)) {
    const { serving, interrupted, works, doors } = watched;
    if (serving === undefined || interrupted) continue;
    const view = viewOf(watched);
    serving.registrations = serving.registrations.map((each) => followTraffic(view, each));
    if (works) watched.works = judgeTasks(view, serving, doors).problem === undefined;
  }
}

/**
 * Takes note of a refresh. A deployment that was going on is steady by now, if its tasks are healthy; an address that was
 * given up is forgotten. Changes `services`.
 */
export function noteRefresh(
  services: Services,
  view: View,
  service: string,
  seen: Omit<ServiceChange, "before">,
): void {
  if (seen.after === null) return;
  const current = tasksOf(view, seen.after);
  services[service] ??= { ...unknown(seen), serving: current };
  const known = services[service];
  // Which target groups CodeDeploy moves it between may be known only now.
  if (known.starting !== undefined)
    known.starting = { ...current, roles: known.starting.roles, waysOut: known.starting.waysOut };
  else if (!known.interrupted) known.serving = current;
  if (
    known.serving !== undefined &&
    judgeTasks(view, known.serving, known.doors).problem !== undefined &&
    judgeTasks(view, known.serving, []).problem === undefined
  )
    Object.assign(known, { doors: [], interrupted: false });
  if (known.starting !== undefined && isHealthy(view, known.starting)) known.waits = true;
}

const unknown = ({ account, region }: { account: string; region: string }): Watched => ({
  account,
  region,
  waits: false,
  doors: [],
  works: false,
  interrupted: false,
});

/** Looks at every service after a call. Changes `services`. */
export function look(services: Services, viewOf: (service: Watched) => View, call: CloudCall): Event[] {
  return Object.entries(services).flatMap(([service, watched]): Event[] => {
    const view = viewOf(watched);
    if (watched.starting !== undefined && watched.waits && isHealthy(view, watched.starting)) {
      watched.serving = watched.starting;
      delete watched.starting;
      watched.waits = false;
    }
    if (watched.serving === undefined) return [];
    const { doors, problem } = judgeTasks(view, watched.serving, watched.doors);
    if (problem === undefined) {
      const ended = watched.interrupted;
      Object.assign(watched, { doors, works: true, interrupted: false });
      return ended ? [{ event: "ended", service, call }] : [];
    }
    const began = watched.works;
    watched.works = false;
    if (!began) return [];
    watched.interrupted = true;
    return [{ event: "began", service, call, reason: problem }];
  });
}
