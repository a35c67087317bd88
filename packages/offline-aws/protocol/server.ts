import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { fileProblem } from "../../processes/problems.cjs";
import { error } from "./messages.ts";

/** Answers of one provider instance, by the protocol's method names; a promise where they take time. */
export type Methods = Record<string, (request: never) => object>;

/** A provider that Terraform can attach to. */
export interface AttachedProvider {
  /** Path of the Unix socket. */
  socket: string;
  /** Resolves when no client is connected, or after a time in milliseconds. */
  idle(most: number): Promise<void>;
  close(): void;
}

const loaded = loadSync(join(__dirname, "tfplugin6.proto"), { longs: Number, defaults: true, oneofs: false });
const service = serializedOnce(loaded["tfplugin6.Provider"] as unknown as ServiceDefinition, "GetProviderSchema");

/** A service that writes an answer of a method only once, as long as it is the same object: schemas are large. */
function serializedOnce(service: ServiceDefinition, method: string): ServiceDefinition {
  const definition = service[method] as ServiceDefinition[string];
  const known = new WeakMap<object, Buffer>();
  const responseSerialize = (answer: object): Buffer => {
    const bytes = known.get(answer) ?? definition.responseSerialize(answer);
    known.set(answer, bytes);
    return bytes;
  };
  return { ...service, [method]: { ...definition, responseSerialize } };
}

/**
 * Serves a provider on a new Unix socket. Each connection gets its own methods, because Terraform opens one for
 * each configured provider (also for each alias) and configures it there; several Terraform processes may be connected.
 */
export async function serve(connect: () => Methods): Promise<AttachedProvider> {
  const folder = mkdtempSync(join(tmpdir(), "offline-aws-"));
  const socket = join(folder, "s");
  const open = new Set<Socket>();
  const listener = createServer((connection) => {
    open.add(connection);
    connection.on("close", () => {
      open.delete(connection);
      if (open.size === 0) listener.emit("idle");
    });
    connection.on("error", () => connection.destroy());
    const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(service, implement(connect()));
    server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(connection);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(socket, resolve);
  });
  return {
    socket,
    async idle(most) {
      if (open.size > 0) await once(listener, "idle", { signal: AbortSignal.timeout(most) }).catch(() => undefined);
    },
    close() {
      listener.close();
      for (const connection of open) connection.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function implement(methods: Methods): UntypedServiceImplementation {
  const implementation: UntypedServiceImplementation = {};
  for (const [name, method] of Object.entries(methods)) {
    const handle: handleUnaryCall<unknown, object> = async (call, callback) =>
      callback(null, await answer(method, call.request));
    implementation[name] = handle;
  }
  return implementation;
}

async function answer(method: (request: never) => object, request: unknown): Promise<object> {
  try {
    return await method(request as never);
  } catch (problem) {
    const known = fileProblem(problem);
    if (known !== undefined) return { diagnostics: [error(`The offline AWS can't continue: ${known}`)] };
    const detail = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    return { diagnostics: [error("The offline AWS failed", detail)] };
  }
}
