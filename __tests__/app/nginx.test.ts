import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildSite, canBuild, last, SITE } from "./image.ts";
import { canServe, type Server, startServer } from "./server.ts";

// On a machine that is busy with other tests nginx needs some seconds to start.
jest.setTimeout(30_000);

const VERSION = "2026-01-31.12.30.59.0a1b2c3d";
const IMMUTABLE = "public, max-age=31536000, immutable";
const STYLES = hashedName("styles.css");

function hashedName(file: string): string {
  const hash = createHash("sha256").update(readFileSync(join(SITE, file)));
  return file.replace(".", `.${hash.digest("hex").slice(0, 8)}.`);
}

(canBuild ? describe : describe.skip)("the image's files", () => {
  test("hold the version instead of its placeholder", () => {
    const { folder } = buildSite(VERSION);
    const pages = readdirSync(folder).filter((file) => file.endsWith(".html"));
    const contents = pages.map((page) => readFileSync(join(folder, page), "utf8"));
    expect(contents.filter((content) => content.includes("{{"))).toEqual([]);
    expect(contents.filter((content) => content.includes(`<dd id="version">${VERSION}</dd>`))).toHaveLength(2);
  });

  test.each(["", "1.0/2", "1.0&2", "<b>", "a b", "$(id)"])("are not built of the version %j", (version) => {
    const { status, error } = buildSite(version);
    expect(status).toBe(1);
    expect(error).toBe(`VERSION ${version} is not an image tag: use letters, digits, . _ and -\n`);
  });
});

(canServe ? describe : describe.skip)("nginx", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(VERSION);
  });
  afterAll(() => server?.end("SIGTERM"));

  const text = async (path: string) => String((await server.get(path)).body);
  const header = async (name: string, path: string, options?: Parameters<Server["get"]>[1]) =>
    (await server.get(path, options)).headers[name];

  /** The entry of a request, which is written after its answer. */
  async function logged(uri: string): Promise<unknown> {
    const entries = () =>
      server
        .logs()
        .out.trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    for (let tries = 0; tries < 100; tries++) {
      const entry = entries().find((each) => each.uri === uri);
      if (entry !== undefined) return entry;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${uri} is not in the log`);
  }

  test.each(["/", "/index.html", "/contact.html"])("shows the version on %s", async (path) => {
    expect(await server.get(path)).toMatchObject({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
    expect(await text(path)).toContain(VERSION);
  });

  test("tells the load balancer that it is healthy, and does not log that", async () => {
    const { status, headers, body } = await server.get("/healthz");
    expect([status, headers["content-type"], String(body)]).toEqual([200, "text/plain; charset=utf-8", "ok\n"]);
    await server.get("/?after");
    await logged("/?after");
    expect(server.logs().out).not.toContain("/healthz");
  });

  test.each(["/nowhere", "/nowhere.css", "/healthz/", "/404.html", `/nowhere.${"0".repeat(8)}.css`])(
    "answers %s with the page for what is not there",
    async (path) => {
      const { status, headers } = await server.get(path);
      expect([status, headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
      expect(await text(path)).toContain("<h1>There is no such page</h1>");
    },
  );

  test.each([
    "/../nginx.conf",
    "/%2e%2e/nginx.conf",
    "/..%2fnginx.conf",
    "/./../../../../etc/passwd",
    "//../nginx.conf",
  ])("gives nothing outside the site: %s", async (path) => {
    const { status, body } = await server.get(path);
    expect([400, 404]).toContain(status);
    expect(String(body)).not.toMatch(/worker_connections|root:/);
  });

  test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("refuses %s, and says what it takes", async (method) => {
    for (const path of ["/", "/healthz", `/${STYLES}`])
      expect(await server.get(path, { method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  test("does not say to clients what it is", async () => {
    expect(await header("allow", "/")).toBeUndefined();
  });

  test("answers HEAD as GET, without the body", async () => {
    const { status, headers, body } = await server.get("/", { method: "HEAD" });
    expect([status, body.length]).toEqual([200, 0]);
    expect(Number(headers["content-length"])).toBe((await server.get("/")).body.length);
  });

  describe("security headers", () => {
    const wanted = {
      "content-security-policy":
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    };

    test.each([
      ["a page", 200, "/", {}],
      ["a stylesheet", 200, `/${STYLES}`, {}],
      ["the health check", 200, "/healthz", {}],
      ["what is not there", 404, "/nowhere", {}],
      ["a wrong method", 405, "/", { method: "POST" }],
      ["a bad address", 400, "/%00", {}],
      ["a header that is too long", 400, "/", { headers: { "x-long": "x".repeat(15_000) } }],
    ])("come with %s: %i", async (_, status, path, options) => {
      expect(await server.get(path, options)).toMatchObject({ status, headers: wanted });
    });

    test("come with an answer to what is not HTTP", async () => {
      const answer = await raw(server.port, "no HTTP\r\n\r\n");
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      for (const [name, value] of Object.entries(wanted))
        expect(answer.toLowerCase()).toContain(`${name}: ${value.toLowerCase()}\r\n`);
    });

    test("ask for HTTPS next time, if the load balancer was asked with HTTPS", async () => {
      const over = (protocol: string) => ({ headers: { "x-forwarded-proto": protocol } });
      expect(await header("strict-transport-security", "/", over("https"))).toBe("max-age=31536000");
      expect(await header("strict-transport-security", "/", over("http"))).toBeUndefined();
    });

    test.each(["/", "/nowhere", "/%00"])("name no version of nginx: %s", async (path) => {
      const { headers, body } = await server.get(path);
      expect(headers.server).toBe("nginx");
      expect(String(body)).not.toMatch(/nginx\/\d/);
    });
  });

  describe("caches", () => {
    test.each([
      ["/", "no-cache"],
      ["/contact.html", "no-cache"],
      ["/nowhere", "no-cache"],
      ["/healthz", "no-cache"],
      ["/icon.svg", "no-cache"],
      ["/styles.css", "no-cache"],
      [`/${STYLES}`, IMMUTABLE],
      [`/nowhere.${"0".repeat(8)}.css`, "no-cache"],
    ])("get for %s: %s", async (path, expected) => {
      expect(await header("cache-control", path)).toBe(expected);
    });

    test("get the pages' stylesheet by the name of its content", async () => {
      for (const page of ["/", "/contact.html", "/nowhere"])
        expect(await text(page)).toContain(`<link rel="stylesheet" href="/${STYLES}" />`);
    });

    test("keep no stylesheet of this release under the name of another's", async () => {
      const other = await server.get(`/styles.${"0".repeat(8)}.css`);
      expect([other.status, other.headers["cache-control"]]).toEqual([200, "no-cache"]);
      expect(String(other.body)).toBe(await text("/styles.css"));
    });

    test("need not fetch again what has not changed", async () => {
      const etag = String(await header("etag", "/"));
      expect(await server.get("/", { headers: { "if-none-match": etag } })).toMatchObject({
        status: 304,
        body: Buffer.alloc(0),
      });
    });
  });

  test.each(["/", "/contact.html", "/styles.css", `/${STYLES}`, "/icon.svg", "/nowhere"])(
    "compresses %s",
    async (path) => {
      const plain = await server.get(path);
      // As through CloudFront.
      const { headers, body } = await server.get(path, {
        headers: { "accept-encoding": "gzip", via: "1.1 cloudfront" },
      });
      expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
      expect(gunzipSync(body)).toEqual(plain.body);
      expect(plain.headers["content-encoding"]).toBeUndefined();
    },
  );

  test("logs a request as JSON that says who asked for what", async () => {
    await server.get("/contact.html?q=%22", {
      headers: { "user-agent": 'a "b"', "x-forwarded-for": "203.0.113.7", "x-amzn-trace-id": "Root=1-2-3" },
    });
    expect(await logged("/contact.html?q=%22")).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      client: "203.0.113.7",
      peer: "127.0.0.1",
      method: "GET",
      uri: "/contact.html?q=%22",
      status: 200,
      bytes: expect.any(Number),
      seconds: expect.any(Number),
      agent: 'a "b"',
      trace: "Root=1-2-3",
    });
  });

  test("has nothing to complain of", () => {
    expect(server.logs().error).not.toMatch(/\[(?:warn|alert|emerg|crit)\]/);
  });

  test("writes below /tmp only", () => {
    expect(server.written()).toEqual(["client_body", "fastcgi", "nginx.pid", "proxy", "scgi", "uwsgi"]);
  });

  test("ends by itself when the container is stopped", async () => {
    const other = await startServer(VERSION);
    expect(await other.end(last("STOPSIGNAL").argument as NodeJS.Signals)).toBe(0);
  });
});

/** Sends bytes, and gives what comes back. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket.on("data", (chunk) => (text += String(chunk)));
    socket.on("error", reject).on("close", () => resolve(text));
  });
}
