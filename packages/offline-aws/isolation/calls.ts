import { mkdtempSync, readdirSync, readFileSync, rmSync, watch } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How `bin/terraform` was called. */
export interface Call {
  /** Name that it was called by. */
  readonly name: string;
  /** Working folder, without symbolic links. */
  readonly cwd: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** Answers to calls of `bin/terraform`. */
export interface CallServer {
  /** Variables by which `bin/terraform` finds it. */
  readonly environment: Record<string, string>;
  close(): void;
}

/** How often the folder is looked at where the file system reports no changes, in milliseconds. */
const LOOK_INTERVAL_MS = 100;

/**
 * Answers each call of `bin/terraform` with a shell script. A call is a file of texts that end with NUL: the
 * environment, an empty text, name, working folder and arguments. It is complete when the pipe for the answer exists.
 */
export function serveCalls(answer: (call: Call) => string): CallServer {
  const folder = mkdtempSync(join(tmpdir(), "offline-aws-calls-"));
  const look = () => {
    for (const file of readdirSync(folder)) {
      if (!file.endsWith(".answer")) continue;
      const name = file.slice(0, -".answer".length);
      const call = join(folder, `${name}.call`);
      let text: string;
      try {
        text = readFileSync(call, "utf8");
        rmSync(call);
      } catch {
        continue; // answered, and the pipe is about to go
      }
      const pipe = join(folder, file);
      send(answer(parse(text)), pipe).catch(() => rmSync(pipe, { force: true }));
    }
  };
  const watcher = watch(folder, look);
  const timer = setInterval(look, LOOK_INTERVAL_MS);
  return {
    environment: {
      OFFLINE_AWS_CALLS: folder,
      OFFLINE_AWS_PID: String(process.pid),
      OFFLINE_AWS_NODE: process.execPath,
    },
    close() {
      watcher.close();
      clearInterval(timer);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Writes a script into a pipe. The pipe's name is gone before the reader has the whole script, because what the script
 * becomes may ask again at once, under the same number of the process.
 */
async function send(script: string, pipe: string): Promise<void> {
  const file = await open(pipe, "w");
  try {
    rmSync(pipe, { force: true });
    await file.writeFile(script);
  } finally {
    await file.close();
  }
}

function parse(text: string): Call {
  const parts = text.split("\0").slice(0, -1);
  const end = parts.indexOf("");
  const environment = parts.slice(0, end).map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at), part.slice(at + 1)];
  });
  const [name = "", cwd = "", ...args] = parts.slice(end + 1);
  return { name, cwd, args, environment: Object.fromEntries(environment) as NodeJS.ProcessEnv };
}
