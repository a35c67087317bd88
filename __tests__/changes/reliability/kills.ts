import { COMMANDS, REPOSITORIES, Scene, sleep } from "./scene.ts";

const ADOPT_AND_APPLY = `${COMMANDS.adopt}; ${COMMANDS.terraform}`;

/** What is killed, with the command during which that happens, the process, and the command that goes on. */
export const KILLED = {
  Terraform: { command: COMMANDS.terraform, next: ADOPT_AND_APPLY, process: /^\S*terraform .*\bapply\b/ },
  "the provider": { command: COMMANDS.terraform, next: ADOPT_AND_APPLY, process: /offline-aws\/cli\.ts/ },
  "the CLI": { command: COMMANDS.deploy, next: COMMANDS.deploy, process: /^\S*node \S*cdktf\.mjs deploy/ },
  npm: { command: COMMANDS.npm, next: COMMANDS.terraform, process: /^npm run/ },
} as const;

export type Victim = keyof typeof KILLED;

/** How long each call takes, in milliseconds: long enough to tell moments apart. */
const LATENCY_MS = 40;

/** What is wrong after a kill and what follows it; undefined if nothing is. */
export async function problemAfterKill(victim: Victim, moment: number): Promise<string | undefined> {
  const scene = new Scene();
  const { command, next, process: pattern } = KILLED[victim];
  const job = scene.start(command, "--latency", String(LATENCY_MS));
  const killed = await kill(scene, pattern, moment, job.ended);
  await job.ended;
  await scene.quiet();
  if (!killed) return `nothing was killed: ${job.text.slice(-500)}`;
  const started = await problemOfDeploying(scene);
  if (started !== undefined) return started;
  return scene.problemAfter(next);
}

/** What is wrong if a deployment starts on a state that a killed Terraform was changing. */
async function problemOfDeploying(scene: Scene): Promise<string | undefined> {
  if (!scene.isUnsaved) return undefined;
  const { code, text } = await scene.run(COMMANDS.deploy);
  return code === 1 && text.includes("npm run adopt") ? undefined : `it was not refused: ${text.slice(-1500)}`;
}

/** Kills a process when so many repositories exist, and between two of them. Returns whether it did. */
async function kill(scene: Scene, pattern: RegExp, moment: number, ended: Promise<number>): Promise<boolean> {
  let over = false;
  void ended.then(() => (over = true));
  const count = moment % REPOSITORIES;
  while (scene.made < count && !over) await sleep(5);
  await sleep((moment * 7) % LATENCY_MS);
  while (!over) {
    const [pid] = [...scene.processes()].find(([, line]) => pattern.test(line)) ?? [];
    if (pid !== undefined) {
      process.kill(pid, "SIGKILL");
      return true;
    }
    await sleep(20);
  }
  return false;
}
