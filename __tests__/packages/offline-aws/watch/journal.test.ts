import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  interruptionsOf,
  type JournalEntry,
  journalIn,
  outagesIn,
} from "../../../../packages/offline-aws/watch/journal.ts";
import { newFolder } from "../../../support/folder.ts";

const call = (number: number) => ({ number, operation: "DeleteRoute", resource: "aws_route.r-1" });
const began = (number: number, session = "1"): JournalEntry => ({
  event: "began",
  service: "web",
  call: call(number),
  reason: "no way out",
  session,
});
const ended = (number: number): JournalEntry => ({ event: "ended", service: "web", call: call(number), session: "1" });
const removed = (number: number, session = "1"): JournalEntry => ({
  event: "removed",
  service: "web",
  call: call(number),
  session,
});

const interruption = { service: "web", reason: "no way out" };

test.each<[string, JournalEntry[], object]>([
  ["nothing", [], { interruptions: [], removed: [] }],
  ["one that lasts", [began(1)], { interruptions: [{ ...interruption, began: call(1) }], removed: [] }],
  [
    "two that ended",
    [began(1), ended(3), began(5), ended(6)],
    {
      interruptions: [
        { ...interruption, began: call(1), ended: call(3) },
        { ...interruption, began: call(5), ended: call(6) },
      ],
      removed: [],
    },
  ],
  ["a removed service", [removed(4)], { interruptions: [], removed: [{ service: "web", call: call(4) }] }],
  [
    "one that broke while it was removed",
    [began(3), removed(4)],
    { interruptions: [], removed: [{ service: "web", call: call(4) }] },
  ],
  [
    "one that broke, and was removed another time",
    [began(3), removed(4, "2")],
    { interruptions: [{ ...interruption, began: call(3) }], removed: [{ service: "web", call: call(4) }] },
  ],
  [
    "one that was deleted and created again",
    [removed(4), began(4), ended(7)],
    { interruptions: [{ ...interruption, began: call(4), ended: call(7) }], removed: [] },
  ],
])("a journal tells of %s", (_what, entries, expected) => {
  expect(outagesIn(entries)).toEqual(expected);
});

test("a line that is still being written is not read", () => {
  const folder = newFolder();
  mkdirSync(dirname(journalIn(folder)), { recursive: true });
  appendFileSync(journalIn(folder), `${JSON.stringify(began(1))}\n{"event":"en`);
  expect(interruptionsOf(folder)).toHaveLength(1);
});

test("without a journal nothing was interrupted", () => {
  expect(interruptionsOf(join(newFolder(), "not-there"))).toEqual([]);
});
