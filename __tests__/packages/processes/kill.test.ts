import { spawn } from "node:child_process";
import { once } from "node:events";
import { kill, runs } from "../../../packages/processes/kill.cjs";

/** A process in its own group, and a child of it that ends after the shell has gone, so that it is never asked for. */
async function withUnreapedChild(): Promise<{ parent: number; child: number }> {
  const { pid = 0, stdout } = spawn("sh", ["-c", "sleep 1 & echo $!; exec sleep 20"], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(stdout, "data")) as [Buffer];
  return { parent: pid, child: Number(line) };
}

const testOnLinux = process.platform === "linux" ? test : test.skip;

testOnLinux("a process that has ended does not run, though its parent has not asked for it", async () => {
  const { parent, child } = await withUnreapedChild();
  while (runs(child)) await new Promise((resolve) => setTimeout(resolve, 10));
  expect([kill(child, 0), runs(child)]).toEqual([true, false]);
  expect([runs(parent), runs(-parent)]).toEqual([true, true]);
  kill(-parent, "SIGKILL");
});

test("what is not there does not run", () => {
  expect([runs(2 ** 22 - 1), runs(-(2 ** 22 - 1))]).toEqual([false, false]);
});
