import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { decode } from "@msgpack/msgpack";

/** The backend that a plan was made for. */
export interface PlannedBackend {
  type: string;
  /** Its settings, such as `path`. */
  config: Record<string, unknown>;
}

/** Number of the field `backend` of a plan, and of its fields: planproto/planfile.proto of Terraform and OpenTofu. */
const BACKEND = 13;
const [TYPE, CONFIG] = [1, 2];
/** Field `msgpack` of a dynamic value. */
const MSGPACK = 1;

/**
 * The backend that Terraform would use when it applies a plan: that of the plan, not that of the configuration.
 * Undefined if the file is not a plan; throws if it is one that can't be read.
 */
export function backendOfPlan(file: string): PlannedBackend | undefined {
  const plan = zipEntry(readFileSync(file), "tfplan");
  if (plan === undefined) return undefined;
  const backend = field(plan, BACKEND);
  const config = backend === undefined ? undefined : field(field(backend, CONFIG) ?? Buffer.alloc(0), MSGPACK);
  if (backend === undefined || config === undefined) throw new Error("it has no backend");
  return {
    type: field(backend, TYPE)?.toString("utf8") ?? "",
    config: (decode(config) ?? {}) as Record<string, unknown>,
  };
}

/** A file in a ZIP archive. */
function zipEntry(archive: Buffer, name: string): Buffer | undefined {
  const end = archive.lastIndexOf("PK\x05\x06");
  if (!archive.subarray(0, 2).equals(Buffer.from("PK")) || end < 0) return undefined;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (archive.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      const header = archive.readUInt32LE(at + 42);
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      const data = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      return archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    }
    at += 46 + nameLength + extra + comment;
  }
  return undefined;
}

/** The last field of this number in a protobuf message, of those that have a length. */
function field(message: Buffer, number: number): Buffer | undefined {
  let found: Buffer | undefined;
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new Error("it is truncated");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const wire = key % 8;
    if (wire === 2) {
      const length = varint();
      if (Math.floor(key / 8) === number) found = message.subarray(at, at + length);
      at += length;
    } else if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else throw new Error("its format is unknown");
  }
  return found;
}
