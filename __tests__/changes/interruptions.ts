import { type Interruption, journalIn, outagesIn, readJournal } from "../../packages/offline-aws/watch/journal.ts";

/** Number of entries in the journal of the offline AWS. */
export const notedIn = (cloud: string): number => readJournal(journalIn(cloud)).length;

/** Interruptions of services that began after so many entries of the journal. */
export const interruptionsAfter = (cloud: string, noted: number): Interruption[] =>
  outagesIn(readJournal(journalIn(cloud)).slice(noted)).interruptions;

/** An interruption in words. */
export function interruptionText({ service, reason, began }: Interruption): string {
  return `${service.slice(service.lastIndexOf("/") + 1)} from ${began.operation} of ${began.resource}: ${reason}`;
}
