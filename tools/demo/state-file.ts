/** What a state file holds: the attributes of each managed resource, as JSON, by its address. */
export type Resources = ReadonlyMap<string, string>;

/** How one state differs from another. */
export interface Changes {
  added: number;
  changed: number;
  destroyed: number;
}

interface StateFile {
  resources?: {
    module?: string;
    mode: "managed" | "data";
    type: string;
    name: string;
    instances: { index_key?: string | number; attributes?: unknown }[];
  }[];
}

/** Reads the text of a state file, format 4; an empty text is an empty state. */
export function readResources(text: string): Resources {
  const found = new Map<string, string>();
  const state = (text === "" ? {} : JSON.parse(text)) as StateFile;
  for (const { module, mode, type, name, instances } of state.resources ?? [])
    for (const { index_key, attributes } of mode === "managed" ? instances : []) {
      const index = index_key === undefined ? "" : `[${JSON.stringify(index_key)}]`;
      found.set(`${module === undefined ? "" : `${module}.`}${type}.${name}${index}`, JSON.stringify(attributes));
    }
  return found;
}

/** Counts what has been added, changed and destroyed between two states. */
export function compareResources(before: Resources, after: Resources): Changes {
  const shared = [...after.keys()].filter((address) => before.has(address));
  return {
    added: after.size - shared.length,
    changed: shared.filter((address) => before.get(address) !== after.get(address)).length,
    destroyed: before.size - shared.length,
  };
}
