import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StackResult } from "../../../tools/demo/summary.ts";
import { watchStacks } from "../../../tools/demo/watch.ts";
import { newFolder } from "../../support/folder.ts";

const state = (...names: string[]) =>
  JSON.stringify({
    resources: names.map((name) => ({ mode: "managed", type: "t", name, instances: [{ attributes: {} }] })),
  });

function setUp() {
  const folder = join(newFolder(), "state");
  mkdirSync(folder);
  const lock = (stack: string) => join(folder, `.${stack}.tfstate.lock.info`);
  return {
    folder,
    write: (stack: string, text: string) => writeFileSync(join(folder, `${stack}.tfstate`), text),
    lock: (stack: string, holder = "1") => writeFileSync(lock(stack), holder),
    unlock: (stack: string) => rmSync(lock(stack)),
  };
}

test("a stack is worked on while its state is locked, and done when the lock is gone", async () => {
  const { folder, write, lock, unlock } = setUp();
  write("network", state("old"));
  const done: StackResult[] = [];
  const watch = watchStacks(folder, (result) => result && done.push(result));
  lock("network");
  await sleep(120);
  expect(watch.working()).toEqual(["network"]);
  write("network", state("old", "new"));
  unlock("network");
  await sleep(120);
  expect(watch.working()).toEqual([]);
  expect(done).toMatchObject([{ name: "network", resources: 2, changes: { added: 1, changed: 0, destroyed: 0 } }]);
  expect(await watch.end(["network"])).toEqual(done);
});

test("a stack that was done between two looks is found at the end", async () => {
  const { folder, write } = setUp();
  const watch = watchStacks(folder, () => {});
  write("iam", state("a"));
  expect(await watch.end(["iam"])).toMatchObject([{ name: "iam", resources: 1, changes: { added: 1 } }]);
});

test("the state of a stack that was not deployed is not counted", async () => {
  const { folder, write } = setUp();
  write("cicd", state("old"));
  const watch = watchStacks(folder, () => {});
  write("iam", state("a"));
  expect((await watch.end(["iam"])).map(({ name }) => name)).toEqual(["iam"]);
});

test("after a failure a stack that was not started is not counted", async () => {
  const { folder, write } = setUp();
  const watch = watchStacks(folder, () => {});
  write("iam", state("a"));
  expect(await watch.end([])).toEqual([]);
});

test("the end waits for locks that are held, not for one that was left behind", async () => {
  const { folder, lock, unlock } = setUp();
  lock("stale");
  const watch = watchStacks(folder, () => {});
  lock("held");
  setTimeout(() => unlock("held"), 150);
  const since = performance.now();
  await watch.end([]);
  expect(performance.now() - since).toBeGreaterThan(100);
});

test("a lock that was left behind counts when another Terraform takes it", async () => {
  const { folder, lock, unlock } = setUp();
  lock("network", "old");
  const watch = watchStacks(folder, () => {});
  lock("network", "new");
  await sleep(120);
  expect(watch.working()).toEqual(["network"]);
  unlock("network");
  await watch.end([]);
});
