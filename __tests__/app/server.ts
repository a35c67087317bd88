import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { buildSite, canBuild, command, ROOT, user } from "./image.ts";

// Debian keeps it where the PATH of ordinary users does not lead.
const BINARY = spawnSync("nginx", ["-v"]).status === 0 ? "nginx" : "/usr/sbin/nginx";
const isThere = BINARY === "nginx" || existsSync(BINARY);
if (!isThere) process.stderr.write("skipped: tests that run nginx, because it is not on the PATH\n");

export const canServe = isThere && canBuild;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Server {
  /** Such as `http://127.0.0.1:41234`. */
  origin: string;
  port: number;
  get(path: string, options?: Pick<RequestOptions, "method" | "headers">): Promise<Answer>;
  /** What it has written to standard output and standard error. */
  logs(): { out: string; error: string };
  /** Files that it has made. */
  written(): string[];
  /** Sends a signal, and waits for the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * nginx with the configuration, the files, the command and the user of the image. Other than in the image are the port,
 * and the folders of the site and of what nginx writes.
 */
export async function startServer(version: string): Promise<Server> {
  const { folder, status, error } = buildSite(version);
  if (status !== 0) throw new Error(error);
  const base = dirname(folder);
  const tmp = join(base, "tmp");
  const logs = { out: join(base, "out.log"), error: join(base, "error.log") };
  const port = await freePort();
  mkdirSync(tmp);
  for (const file of Object.values(logs)) writeFileSync(file, "");
  writeFileSync(join(base, "nginx.conf"), configuration(port, folder, tmp));
  const asUser = process.getuid?.() === 0 ? { uid: user, gid: user } : {};
  // /dev/stdout can't be opened if it is a socket, as Node.js would make it; in a container it is a pipe of the user's.
  for (const path of [tmp, ...Object.values(logs)]) if ("uid" in asUser) chownSync(path, user, user);
  chmodSync(tmp, 0o700);
  const [, ...words] = command;
  const child = spawn(BINARY, ["-c", join(base, "nginx.conf"), ...words], {
    ...asUser,
    stdio: ["ignore", openSync(logs.out, "a"), openSync(logs.error, "a")],
  });
  const server = { origin: `http://127.0.0.1:${port}`, port };
  const get: Server["get"] = (path, options) => ask({ port, path, ...options });
  await untilAnswers(() => get("/healthz"), child, logs.error);
  return {
    ...server,
    get,
    logs: () => ({ out: readFileSync(logs.out, "utf8"), error: readFileSync(logs.error, "utf8") }),
    written: () => readdirSync(tmp).sort(),
    end: (signal) => end(child, signal),
  };
}

function configuration(port: number, site: string, tmp: string): string {
  return readFileSync(join(ROOT, "app/nginx.conf"), "utf8")
    .replaceAll(" /tmp/", ` ${tmp}/`)
    .replace(/^(\s*listen )\d+;/m, `$1127.0.0.1:${port};`)
    .replace(/^(\s*root )\S+;/m, `$1${site};`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Unlike `fetch`, sends the path as it is. */
function ask(options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on("error", reject).end();
  });
}

async function untilAnswers(attempt: () => Promise<unknown>, child: ChildProcess, errors: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null) break;
    try {
      await attempt();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  child.kill("SIGKILL");
  throw new Error(`nginx does not start:\n${readFileSync(errors, "utf8")}`);
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.on("exit", resolve);
    child.kill(signal);
  });
}
