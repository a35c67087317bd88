import { decode, Encoder, ExtensionCodec } from "@msgpack/msgpack";

/** A value that Terraform does not know yet, displayed as `(known after apply)`. */
export class Unknown {
  static readonly value = new Unknown();
  /** Keeps the compiler from taking every object for one of these. */
  protected readonly brand = "unknown";
}

/**
 * Any Terraform value: what MessagePack can say, plus `UNKNOWN`. Bytes occur only in a value of type dynamic, which is a
 * list of the JSON of its type, as bytes, and the value itself.
 */
export type Value = null | string | number | boolean | Unknown | Uint8Array | Value[] | { [member: string]: Value };
export type ObjectValue = { [member: string]: Value };

export const UNKNOWN = Unknown.value;

export const isUnknown = (value: Value | undefined): value is Unknown => value instanceof Unknown;

export const isObject = (value: Value | undefined): value is ObjectValue =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array) &&
  !isUnknown(value);

/** Whether a value or anything inside it is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

// Extension 0 is an unknown value; extension 12 is one with refinements (not null, prefix …), which only narrow it.
const codec = new ExtensionCodec();
const toUnknown = () => UNKNOWN;
codec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array(1) : null),
  decode: toUnknown,
});
codec.register({ type: 12, encode: () => null, decode: toUnknown });

/** A value on the wire. */
export interface DynamicValue {
  msgpack: Uint8Array;
  json?: Uint8Array;
}

/** Decodes a value; an absent one (as for a resource that does not exist) is `null`. */
export function fromWire(wire: DynamicValue | null | undefined): Value {
  if (!wire) return null;
  if (wire.msgpack.length > 0) return decode(wire.msgpack, { extensionCodec: codec }) as Value;
  return wire.json?.length ? (JSON.parse(Buffer.from(wire.json).toString("utf8")) as Value) : null;
}

/** Encodes a value. Members of objects are sorted, so equal values have equal bytes. */
export function toWire(value: Value): DynamicValue {
  return { msgpack: new Encoder({ extensionCodec: codec, sortKeys: true }).encode(value) };
}
