import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { PlanPrompt } from "../../../tools/cdktf/cli/plan-prompt.cjs";

/**
 * Asks as cdktf does, and returns the choices that it takes: its list begins at the first, and "j" is the next. At each
 * question a line is typed; there is no terminal where none is given.
 */
async function asked(typed: string[] | undefined, questions = 1): Promise<{ taken: number[]; shown: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  let shown = "";
  const approval = new PlanPrompt(
    input as never,
    (text) => {
      shown += text;
      if (/^Apply/.test(text)) setImmediate(() => input.write(typed?.shift()));
    },
    () => "network",
  );
  const taken: number[] = [];
  let choice = 0;
  await new Promise<void>((resolve) => {
    approval.on("data", (key: string) => {
      if (key === "j") choice = (choice + 1) % 3;
      else taken.push(choice);
      if (taken.length < questions) return;
      approval.setRawMode(false);
      resolve();
    });
    approval.setRawMode(true);
  });
  return { taken, shown };
}

afterEach(() => {
  process.exitCode = undefined;
});

test.each([
  ["yes\n", 0],
  ["no\n", 1],
  [" Y \n", 0],
])("%j takes choice %d", async (typed, choice) => {
  expect(await asked([typed])).toEqual({
    taken: [choice],
    shown: "Apply the plan of network? (yes, or no for it and those that depend on it) ",
  });
});

test("the question is asked again until it is answered", async () => {
  const { taken, shown } = await asked(["what?\n", "yes\n"]);
  expect([taken, shown.match(/Apply the plan/g)?.length]).toEqual([[0], 2]);
});

test("the next stack has its own answer, though the list stays where it was", async () => {
  expect((await asked(["no\n", "yes\n", "no\n"], 3)).taken).toEqual([1, 0, 1]);
});

test("what is typed before its question answers nothing", async () => {
  expect((await asked(["no\nyes\n", "no\n"], 2)).taken).toEqual([1, 1]);
});

test("a list that is closed and opened again asks once", async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const shown: string[] = [];
  const approval = new PlanPrompt(
    input as never,
    (text) => shown.push(text),
    () => "iam",
  );
  let keys = "";
  approval.on("data", (key: string) => {
    keys += key;
  });
  approval.setRawMode(true);
  await sleep(100);
  approval.setRawMode(false).setRawMode(true);
  await sleep(100);
  input.write("yes\n");
  await sleep(100);
  approval.setRawMode(false);
  expect([keys, shown.length]).toEqual(["\r", 2]);
});

test("without a terminal nothing is applied, and the exit code tells", async () => {
  const { taken, shown } = await asked(undefined, 3);
  expect(taken).toEqual([1, 1, 1]);
  expect(shown.match(/pass --auto-approve/g)?.length).toBe(1);
  expect(process.exitCode).toBe(1);
});
