import type { Cloud } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import type { CloudCall, JournalEntry } from "./journal.ts";
import { type Event, look, noteChange, noteDrift, noteRefresh, type Services, type Watched } from "./services.ts";
import { Snapshots } from "./snapshot.ts";
import { Store } from "./store.ts";
import { WATCHED } from "./types.ts";
import { stringIn, viewBefore } from "./view.ts";
import { eventLine } from "./words.ts";

/** A call that has changed one resource. `before` is null if it created it, `after` where it deleted it. */
export interface CloudChange {
  type: string;
  /** Operation of the API. */
  operation: string;
  before: ObjectValue | null;
  after: ObjectValue | null;
  account: string;
  region: string;
}

/** Watches whether services stay reachable while calls change the cloud, and says and records what happens. */
export class Watch {
  private readonly store: Store;
  private readonly snapshots: Snapshots;
  private readonly session = `${process.pid}.${Date.now()}`;
  private runs = 0;
  /** Services that a plan deletes: what breaks on the way there is not reported until they turn out to stay. */
  private readonly leaving = new Set<string>();
  private readonly heldBack = new Map<string, JournalEntry>();
  /** Interruptions that were reported. */
  private readonly said = new Map<string, CloudCall>();

  constructor(
    cloud: Cloud,
    private readonly say: (line: string) => void = () => undefined,
  ) {
    this.store = new Store(cloud.folder);
    this.snapshots = new Snapshots(cloud);
  }

  /** Names one run of Terraform. */
  newRun(): string {
    return `${this.session}.${this.runs++}`;
  }

  /** A plan deletes a resource. */
  planDeletes(type: string, prior: ObjectValue): void {
    if (type === "aws_ecs_service") this.leaving.add(stringIn(prior.id));
  }

  /** A call has changed the cloud. */
  changed(change: CloudChange, run: string): void {
    const { type, operation, before, after } = change;
    const number = this.store.count();
    const isService = type === "aws_ecs_service";
    if (!WATCHED.has(type) || (!isService && isAtRest(this.store.services()))) return;
    const call = { number, operation, resource: `${type}.${stringIn((after ?? before)?.id)}` };
    this.update((services) => {
      const viewOf = this.snapshots.take();
      noteDrift(services, (place) => (isIn(place, change) ? viewBefore(viewOf(place), change) : viewOf(place)));
      const noted = isService ? noteChange(services, viewOf(change), change, call, run) : [];
      return [...noted, ...look(services, viewOf, call)];
    });
  }

  /** Terraform has read a service. */
  refreshed({ account, region, after }: Omit<CloudChange, "type" | "operation" | "before">): void {
    if (after === null) return;
    const id = stringIn(after.id);
    const call = { number: this.store.counted(), operation: "DescribeServices", resource: `aws_ecs_service.${id}` };
    this.update((services) => {
      const viewOf = this.snapshots.take();
      noteDrift(services, viewOf);
      noteRefresh(services, viewOf({ account, region }), id, { account, region, after });
      return look(services, viewOf, call);
    });
  }

  /** Reports what was held back. */
  close(): void {
    for (const entry of this.heldBack.values()) this.tell(entry);
    this.heldBack.clear();
  }

  private update(work: (services: Services) => Event[]): void {
    const entries = this.store.change((services) =>
      work(services).map((event): JournalEntry => ({ ...event, session: this.session })),
    );
    for (const entry of entries) {
      const held = this.heldBack.get(entry.service);
      this.heldBack.delete(entry.service);
      if (entry.event === "began" && this.leaving.has(entry.service)) this.heldBack.set(entry.service, entry);
      else if (held === undefined) this.tell(entry);
      else if (entry.event === "ended") for (const each of [held, entry]) this.tell(each);
    }
  }

  private tell(entry: JournalEntry): void {
    const line = eventLine(entry, this.said.get(entry.service));
    if (entry.event === "began") this.said.set(entry.service, entry.call);
    else this.said.delete(entry.service);
    if (line !== undefined) this.say(line);
  }
}

/** Whether a service sees a change. */
const isIn = (service: Watched, { account, region }: CloudChange): boolean =>
  service.account === account && (region === service.region || region === "global");

/** Whether no service has tasks that a change could reach: so it is until the first ones are steady. */
const isAtRest = (services: Services): boolean =>
  Object.values(services).every(
    ({ serving, starting, waits }) => serving === undefined && !(waits && starting !== undefined),
  );
