import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./synthesis.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Answer {
  readonly id: number;
  readonly code?: number;
  readonly problem?: string;
}

const FOLDER = join(ROOT, "outputs");
const waiting = new Map<number, (answer: Answer) => void>();
let starter: ChildProcess | undefined;
let count = 0;

/**
 * Runs a program to its end. A process as large as the tests takes 10 to 25 ms of its only thread to start one: a small process
 * does it instead.
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ended> {
  starter ??= startStarter();
  const id = count++;
  const [out, err] = [join(FOLDER, `${id}.out`), join(FOLDER, `${id}.err`)];
  const answer = await new Promise<Answer>((resolve) => {
    waiting.set(id, resolve);
    starter?.send({ id, file, args, cwd, env, out, err });
  });
  waiting.delete(id);
  if (answer.problem !== undefined) throw new Error(answer.problem);
  const ended = { code: answer.code ?? 1, stdout: readFileSync(out, "utf8"), stderr: readFileSync(err, "utf8") };
  for (const each of [out, err]) rmSync(each);
  return ended;
}

function startStarter(): ChildProcess {
  mkdirSync(FOLDER, { recursive: true });
  const child = fork(join(__dirname, "starter.cjs"), { execArgv: [] });
  child.on("message", (answer: Answer) => waiting.get(answer.id)?.(answer));
  child.unref();
  child.channel?.unref();
  return child;
}
