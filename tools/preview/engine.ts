import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { get, type RequestOptions } from "node:http";
import { homedir } from "node:os";
import { join } from "node:path";
import { PreviewError } from "./preview-error.ts";

/** Timeout of a request to an engine, in milliseconds. */
const ENGINE_TIMEOUT_MS = 3000;

/** Where an engine may be, and which setting names it. */
interface Place {
  /** In the form of `DOCKER_HOST`. */
  host: string;
  from: string;
}

/** Whether Terraform reaches a stand-in for the Docker provider, which needs no engine. */
export const hasStandIn = ({ TF_REATTACH_PROVIDERS: attached = "" }: NodeJS.ProcessEnv): boolean =>
  attached.includes("kreuzwerker/docker");

/**
 * The address of the Docker engine, found as the docker command finds it: `DOCKER_HOST`, else the context in use, else
 * the sockets of this machine. Throws `PreviewError` if none answers.
 */
export async function findEngine(
  environment: NodeJS.ProcessEnv,
  standard = "unix:///var/run/docker.sock",
): Promise<string> {
  const tried: string[] = [];
  for (const { host, from } of places(environment, standard)) {
    const problem = await ping(host, environment);
    if (problem === undefined) return host;
    tried.push(`  ${host} (${from}): ${problem}`);
  }
  throw new PreviewError(
    [
      "no Docker engine answers. Looked at:",
      ...tried,
      "Start Docker, or set DOCKER_HOST to the address of an engine. Without any, this shows what would happen:",
      "  npm run offline -- npm run preview",
    ].join("\n"),
  );
}

function places(environment: NodeJS.ProcessEnv, standard: string): Place[] {
  const { DOCKER_HOST, XDG_RUNTIME_DIR } = environment;
  if (DOCKER_HOST) return [{ host: DOCKER_HOST, from: "DOCKER_HOST" }];
  const ofContext = contextHost(environment);
  const sockets = [
    { host: standard, from: "the default" },
    ...(XDG_RUNTIME_DIR ? [{ host: `unix://${XDG_RUNTIME_DIR}/docker.sock`, from: "without root" }] : []),
  ];
  return [...(ofContext ? [ofContext] : []), ...sockets.filter(({ host }) => host !== ofContext?.host)];
}

/** The engine of the docker command's context, which Docker Desktop, Colima and others set. */
function contextHost({ DOCKER_CONTEXT, DOCKER_CONFIG, HOME }: NodeJS.ProcessEnv): Place | undefined {
  const folder = DOCKER_CONFIG || join(HOME || homedir(), ".docker");
  const { currentContext } = readJson(join(folder, "config.json")) as { currentContext?: string };
  const name = DOCKER_CONTEXT || currentContext;
  if (!name || name === "default") return undefined;
  const id = createHash("sha256").update(name).digest("hex");
  const meta = readJson(join(folder, "contexts", "meta", id, "meta.json")) as {
    Endpoints?: { docker?: { Host?: string } };
  };
  const host = meta.Endpoints?.docker?.Host;
  return host ? { host, from: `context ${name}` } : undefined;
}

function readJson(file: string): object {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as object;
  } catch {
    return {}; // no context is chosen
  }
}

/** Why an engine does not answer; undefined if it does, or can be asked only with keys: then Terraform will see. */
function ping(host: string, { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH }: NodeJS.ProcessEnv): Promise<string | undefined> {
  const [, protocol, address = ""] = /^(\w+):\/\/(.*)$/.exec(host) ?? [];
  if (protocol === "unix") return ask({ socketPath: address });
  if (protocol === "tcp" && !DOCKER_TLS_VERIFY && !DOCKER_CERT_PATH) {
    const { hostname, port } = new URL(`http://${address}`);
    return ask({ host: hostname, port: port || 2375 });
  }
  return Promise.resolve(
    protocol === undefined
      ? "must be an address: write it as unix:///var/run/docker.sock or tcp://HOST:PORT"
      : undefined,
  );
}

const REASONS: Readonly<Record<string, string | undefined>> = {
  ENOENT: "is not there",
  EACCES: "may not be opened by this user",
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "is not known",
};

function ask(where: RequestOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ ...where, path: "/_ping", timeout: ENGINE_TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `answers ${response.statusCode}, so it is not a Docker engine`);
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${ENGINE_TIMEOUT_MS / 1000} s`)));
    request.on("error", (problem: NodeJS.ErrnoException) => resolve(REASONS[problem.code ?? ""] ?? problem.message));
  });
}
