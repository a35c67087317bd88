import { States } from "../../../packages/leftovers/states.ts";
import { adopt } from "../../../tools/adopt/adopt.ts";
import type { Inventory } from "../../../tools/adopt/existing.ts";
import { newFolder } from "../../support/folder.ts";
import { writeStacks } from "../../support/stack-files.ts";

const NOTHING: Inventory = { list: async () => [], mayHideOthers: () => false } as unknown as Inventory;

/** What adopting says of a stack whose Terraform fails. */
async function said(stderr: string): Promise<string[]> {
  const outdir = newFolder();
  writeStacks(outdir, { network: {} });
  const terraform = async () => ({ code: 1, stdout: "", stderr });
  const lines: string[] = [];
  const code = await adopt({
    states: new States(outdir, terraform),
    terraform,
    inventory: NOTHING,
    invocation: { offline: false },
    confirm: async () => true,
    say: (line) => lines.push(line),
  });
  return [...lines, `exit code ${code}`];
}

test.each([
  [
    "Error: Error acquiring the state lock\n\nError message: PreconditionFailed",
    "Wait for the run that holds the lock, or release it if that run is dead, see docs/state.md; then run this again.",
  ],
  ["Error: No value for required variable", "After npm run deploy, run this again."],
])("a stack that can't be planned because of %j is named, with what comes first", async (stderr, next) => {
  expect((await said(stderr)).slice(1)).toEqual([
    `Unknown: whether there is anything to adopt in network. ${next}`,
    "exit code 1",
  ]);
});
