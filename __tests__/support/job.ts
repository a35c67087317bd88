import { type ChildProcess, spawn } from "node:child_process";

/** What is used of the cdktf CLI's terminal module. */
interface Terminal {
  readonly pid: number;
  onData(listener: (text: string) => void): void;
  onExit(listener: (end: { exitCode: number; signal?: number }) => void): void;
  write(text: string): void;
}

type Spawn = (file: string, args: string[], options: { cwd: string; env: Record<string, string> }) => Terminal;

function terminals(): Spawn | undefined {
  try {
    return (require("@cdktf/node-pty-prebuilt-multiarch") as { spawn: Spawn }).spawn;
  } catch {
    process.stderr.write("skipped: tests in a terminal, because node-pty has no native parts for this platform\n");
    return undefined;
  }
}

const inTerminal = terminals();

/** With and without a terminal, as far as there are terminals. */
export const TERMINALS = inTerminal === undefined ? [false] : [false, true];

export const testInTerminal = inTerminal === undefined ? test.skip : test;

interface JobOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Otherwise standard input is empty. */
  terminal?: boolean;
}

/** A program and what it starts, in their own process group, as a shell or a CI system starts them. */
export class Job {
  /** What was written so far. */
  text = "";
  /** The exit code, or minus the number of the signal that has ended the program. */
  readonly ended: Promise<number>;
  readonly pid: number;
  readonly #terminal: Terminal | undefined;

  constructor(command: string, args: string[], { cwd, env, terminal = false }: JobOptions) {
    if (terminal && inTerminal !== undefined) {
      const pty = inTerminal(command, args, { cwd, env: env as Record<string, string> });
      pty.onData((data) => (this.text += data));
      this.#terminal = pty;
      this.pid = pty.pid;
      this.ended = new Promise((resolve) => pty.onExit(({ exitCode, signal }) => resolve(signal ? -signal : exitCode)));
      return;
    }
    const child: ChildProcess = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (this.text += String(data)));
    this.pid = child.pid ?? 0;
    this.ended = new Promise((resolve) => child.on("exit", (code) => resolve(code ?? -1)));
  }

  /** Types at the terminal. */
  type(text: string): void {
    this.#terminal?.write(text);
  }

  signal(signal: NodeJS.Signals, to: "group" | "process"): void {
    process.kill(to === "group" ? -this.pid : this.pid, signal);
  }
}

/** Waits until something is so. Throws after a time in milliseconds: long, because the machine may be busy with other tests. */
export async function until(what: () => boolean, timeoutMs = 120_000): Promise<void> {
  for (const start = performance.now(); !what(); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (performance.now() - start > timeoutMs) throw new Error(`not so after ${timeoutMs} ms: ${what}`);
}
