import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import { findEngine, hasStandIn } from "../../../tools/preview/engine.ts";
import { newFolder } from "../../support/folder.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** Something that listens on a socket; a Docker engine, unless it answers otherwise. */
async function listen(answer: RequestListener = (request, response) => reply(request.url, response)): Promise<string> {
  const socket = join(newFolder(), "docker.sock");
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return `unix://${socket}`;
}

const reply: (url: string | undefined, response: Parameters<RequestListener>[1]) => void = (url, response) => {
  response.statusCode = url === "/_ping" ? 200 : 404;
  response.end("OK");
};

/** A home with a context of the docker command. */
function home(context: string, host: string): NodeJS.ProcessEnv {
  const HOME = newFolder();
  const meta = join(HOME, ".docker/contexts/meta", createHash("sha256").update(context).digest("hex"));
  mkdirSync(meta, { recursive: true });
  writeFileSync(join(meta, "meta.json"), JSON.stringify({ Endpoints: { docker: { Host: host } } }));
  writeFileSync(join(HOME, ".docker/config.json"), JSON.stringify({ currentContext: context }));
  return { HOME };
}

/** Instead of the machine's own engine, which may be there or not. */
const NONE = "unix:///gone/docker.sock";

describe("the engine is", () => {
  test("the standard one, by default", async () => {
    const host = await listen();
    expect(await findEngine({ HOME: newFolder() }, host)).toBe(host);
  });

  test("where DOCKER_HOST says", async () => {
    const host = await listen();
    expect(await findEngine({ ...home("desktop", "unix:///other.sock"), DOCKER_HOST: host })).toBe(host);
  });

  test("that of the docker command's context", async () => {
    const host = await listen();
    expect(await findEngine(home("desktop", host))).toBe(host);
  });

  test("that of DOCKER_CONTEXT rather", async () => {
    const host = await listen();
    expect(await findEngine({ ...home("colima", host), DOCKER_CONTEXT: "colima" })).toBe(host);
  });

  test("one that runs without root, where there is no other", async () => {
    const host = await listen();
    const XDG_RUNTIME_DIR = host.slice("unix://".length, -"/docker.sock".length);
    expect(await findEngine({ ...home("gone", "unix:///gone.sock"), XDG_RUNTIME_DIR }, NONE)).toBe(host);
  });

  test.each([
    ["over SSH", { DOCKER_HOST: "ssh://me@build" }],
    ["with keys", { DOCKER_HOST: "tcp://build:2376", DOCKER_TLS_VERIFY: "1" }],
  ])("taken as it is %s, which only Terraform can ask", async (_, environment) => {
    expect(await findEngine(environment)).toBe(environment.DOCKER_HOST);
  });
});

/** What is wrong with the only place that is looked at. */
async function refusal(DOCKER_HOST: string): Promise<string> {
  const message = await findEngine({ DOCKER_HOST }).catch((problem: Error) => problem.message);
  return message.split("\n")[1]?.trim() ?? "";
}

describe("no engine", () => {
  test("is one message: where it was looked for, and what to do", async () => {
    const environment = { ...home("desktop", "unix:///gone/desktop.sock"), XDG_RUNTIME_DIR: "/gone/user" };
    await expect(findEngine(environment, NONE)).rejects.toThrow(
      [
        "no Docker engine answers. Looked at:",
        "  unix:///gone/desktop.sock (context desktop): is not there",
        "  unix:///gone/docker.sock (the default): is not there",
        "  unix:///gone/user/docker.sock (without root): is not there",
        "Start Docker, or set DOCKER_HOST to the address of an engine. Without any, this shows what would happen:",
        "  npm run offline -- npm run preview",
      ].join("\n"),
    );
  });

  test("where nothing listens", async () => {
    expect(await refusal("tcp://127.0.0.1:1")).toBe("tcp://127.0.0.1:1 (DOCKER_HOST): connection refused");
  });

  test("where something else answers", async () => {
    const host = await listen((_, response) => response.writeHead(404).end());
    expect(await refusal(host)).toBe(`${host} (DOCKER_HOST): answers 404, so it is not a Docker engine`);
  });

  test("at what is not an address", async () => {
    expect(await refusal("/var/run/docker.sock")).toBe(
      "/var/run/docker.sock (DOCKER_HOST): must be an address: write it as unix:///var/run/docker.sock or tcp://HOST:PORT",
    );
  });
});

test("a stand-in for the provider needs no engine", () => {
  expect(hasStandIn({ TF_REATTACH_PROVIDERS: '{"registry.terraform.io/kreuzwerker/docker":{}}' })).toBe(true);
  expect(hasStandIn({ TF_REATTACH_PROVIDERS: '{"registry.terraform.io/hashicorp/aws":{}}' })).toBe(false);
  expect(hasStandIn({})).toBe(false);
});
