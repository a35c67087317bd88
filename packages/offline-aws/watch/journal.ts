import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BrokenFile } from "../cloud/files.ts";

/** A call that changed the offline AWS. Time means nothing there, so calls are counted. */
export interface CloudCall {
  number: number;
  /** Operation of the API, such as `DeleteRoute`. */
  operation: string;
  /** What it was about, as `aws_route.r-1234`. */
  resource: string;
}

/** One line of the journal; `session` tells one run of the offline AWS from another. */
export type JournalEntry = { service: string; call: CloudCall; session: string } & (
  | { event: "began"; reason: string }
  | { event: "ended" }
  /** The service was deleted. */
  | { event: "removed" }
);

export interface Interruption {
  /** ARN of the ECS service. */
  service: string;
  /** What is broken, in words of AWS. */
  reason: string;
  began: CloudCall;
  /** Missing while it lasts. */
  ended?: CloudCall;
}

export interface Outages {
  interruptions: Interruption[];
  /** Services that were deleted for good. */
  removed: { service: string; call: CloudCall }[];
}

/** The journal in the folder of an offline AWS's cloud. */
export const journalIn = (cloud: string): string => join(cloud, "watch", "journal.jsonl");

/** The lines of a journal; none if there is no file. A last line without an end is still being written. */
export function readJournal(file: string): JournalEntry[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw problem;
  }
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => parse(line, file));
}

function parse(line: string, file: string): JournalEntry {
  try {
    return JSON.parse(line) as JournalEntry;
  } catch {
    throw new BrokenFile(file);
  }
}

/**
 * What a journal comes to. A service that is deleted and created again by the same run of Terraform began to be interrupted
 * with the call that deleted it. One that is deleted for good is removed; what broke on the way there, in the same session,
 * was not an interruption.
 */
export function outagesIn(entries: readonly JournalEntry[]): Outages {
  const begun = new Map<Interruption, string>();
  const removed = new Map<string, { service: string; call: CloudCall }>();
  for (const { service, call, session, ...entry } of entries) {
    const open = [...begun.keys()].findLast((each) => each.service === service && each.ended === undefined);
    if (entry.event === "began") {
      if (removed.get(service)?.call.number === call.number) removed.delete(service);
      begun.set({ service, reason: entry.reason, began: call }, session);
    } else if (entry.event === "removed") {
      removed.set(service, { service, call });
      if (open !== undefined && begun.get(open) === session) begun.delete(open);
    } else if (open !== undefined) open.ended = call;
  }
  return { interruptions: [...begun.keys()], removed: [...removed.values()] };
}

/** The interruptions in the folder of an offline AWS's cloud, in the order in which they began. */
export const interruptionsOf = (cloud: string): Interruption[] =>
  outagesIn(readJournal(journalIn(cloud))).interruptions;
