import { fieldOf, type Path } from "./written-values.ts";

/** What code does with a field: it asks for it by name, or only copies it with all others of its object, as a spread does. */
export type Use = "read" | "copied";

/**
 * The same value, which notes in `uses` how the leaves of each field are used, by the field's name such as
 * `services[].container.image`. A copy asks for the descriptor of a member just before it takes it; whatever else takes a
 * member reads it.
 */
export function watched<T>(value: T, uses: Map<string, Use>, path: Path = []): T {
  if (typeof value !== "object" || value === null) return value;
  let described: PropertyKey | undefined;
  const members = new Map<string, unknown>();
  return new Proxy(value, {
    getOwnPropertyDescriptor(target, name) {
      described = name;
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    get(target, name) {
      const isCopied = described === name;
      described = undefined;
      const member: unknown = Reflect.get(target, name);
      if (typeof name === "symbol" || !Object.hasOwn(target, name) || member === undefined) return member;
      const here = [...path, Array.isArray(target) ? Number(name) : name];
      if (typeof member !== "object" || member === null) {
        if (!isCopied || !uses.has(fieldOf(here))) uses.set(fieldOf(here), isCopied ? "copied" : "read");
        return member;
      }
      if (!members.has(name)) members.set(name, watched(member, uses, here));
      return members.get(name);
    },
  });
}
