import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Client, credentials, makeClientConstructor, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { type AttachedProvider, serve } from "../../../packages/offline-aws/protocol/server.ts";
import { fromWire, hasUnknown, toWire, UNKNOWN, type Value } from "../../../packages/offline-aws/protocol/values.ts";

describe("values", () => {
  test.each<[Value, string]>([
    [null, "c0"],
    [true, "c3"],
    ["a", "a161"],
    [80, "50"],
    [0.1, "cb3fb999999999999a"],
    [UNKNOWN, "d40000"],
    [["a", UNKNOWN], "92a161d40000"],
    [{ b: null, a: 1 }, "82a16101a162c0"],
  ])("%j is %s on the wire", (value, hex) => {
    const { msgpack } = toWire(value);
    expect(Buffer.from(msgpack).toString("hex")).toBe(hex);
    expect(fromWire({ msgpack })).toEqual(value);
  });

  test("an unknown value that Terraform knows something of is unknown", () => {
    // Extension 12 with a map that says "not null".
    const refined = Buffer.from("c7030c8101c2", "hex");
    expect(fromWire({ msgpack: refined })).toBe(UNKNOWN);
  });

  test("what is absent is null", () => {
    expect(fromWire(undefined)).toBeNull();
    expect(fromWire({ msgpack: new Uint8Array() })).toBeNull();
  });

  test("Terraform may send JSON", () => {
    expect(fromWire({ msgpack: new Uint8Array(), json: Buffer.from('{"a":1}') })).toEqual({ a: 1 });
  });

  test.each<[Value, boolean]>([
    [{ a: [{ b: UNKNOWN }] }, true],
    [{ a: [{ b: 1 }] }, false],
  ])("%j has something unknown: %s", (value, expected) => {
    expect(hasUnknown(value)).toBe(expected);
  });
});

describe("server", () => {
  const loaded = loadSync(join(__dirname, "../../../packages/offline-aws/protocol/tfplugin6.proto"), {
    defaults: true,
  });
  const Provider = makeClientConstructor(loaded["tfplugin6.Provider"] as never, "Provider") as ServiceClientConstructor;
  const opened: { close(): void }[] = [];
  afterEach(() => {
    for (const each of opened.splice(0)) each.close();
  });

  async function start(connect: Parameters<typeof serve>[0]): Promise<AttachedProvider> {
    const provider = await serve(connect);
    opened.push(provider);
    return provider;
  }

  function dial(socket: string): (method: string, request: object) => Promise<Record<string, unknown>> {
    const client = new Provider(`unix:${socket}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    }) as Client &
      Record<
        string,
        (request: object, done: (problem: Error | null, response: Record<string, unknown>) => void) => void
      >;
    opened.push(client);
    return (method, request) =>
      new Promise((resolve, reject) =>
        client[method]?.(request, (problem, response) => (problem ? reject(problem) : resolve(response))),
      );
  }

  test("each connection is a separate provider", async () => {
    let connections = 0;
    const { socket } = await start(() => {
      const number = ++connections;
      return { StopProvider: () => ({ error: `provider ${number}` }) };
    });
    const [a, b] = [dial(socket), dial(socket)];
    expect(await a("StopProvider", {})).toEqual({ error: "provider 1" });
    expect(await b("StopProvider", {})).toEqual({ error: "provider 2" });
    expect(await a("StopProvider", {})).toEqual({ error: "provider 1" });
  });

  test("a failure inside reaches the user as a diagnostic", async () => {
    const { socket } = await start(() => ({
      ConfigureProvider: () => {
        throw new Error("out of luck");
      },
    }));
    const { diagnostics } = await dial(socket)("ConfigureProvider", {});
    expect(diagnostics).toMatchObject([
      { severity: 1, summary: "The offline AWS failed", detail: expect.stringContaining("out of luck") },
    ]);
  });

  test("it waits for those who are connected, up to a time", async () => {
    const provider = await start(() => ({ StopProvider: () => ({ error: "" }) }));
    await provider.idle(1000);
    await dial(provider.socket)("StopProvider", {});
    const since = performance.now();
    await provider.idle(50);
    expect(performance.now() - since).toBeGreaterThan(40);
  });

  test("the socket is gone when it is closed", async () => {
    const { socket, close } = await serve(() => ({}));
    expect(existsSync(socket)).toBe(true);
    close();
    expect(existsSync(socket)).toBe(false);
  });
});
