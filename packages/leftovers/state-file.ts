/** The managed resources of a state: the attributes of each, as JSON, by its address. */
export type Resources = ReadonlyMap<string, string>;

/** What a state says. */
export interface State {
  readonly resources: Resources;
  /** Names of the states of other stacks that it was made with. */
  readonly reads: readonly string[];
  /** Sources of the providers of its resources: `registry.terraform.io/hashicorp/aws`. */
  readonly providers: readonly string[];
}

interface StateFile {
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly provider?: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly attributes?: unknown }[];
  }[];
}

/** Reads the text of a state file, format 4; an empty text is an empty state. Throws if it is not JSON. */
export function readStateFile(text: string): State {
  const resources = new Map<string, string>();
  const reads = new Set<string>();
  const providers = new Set<string>();
  const state = (text.trim() === "" ? {} : JSON.parse(text)) as StateFile;
  for (const { module, mode, type, name, provider = "", instances } of state.resources ?? []) {
    if (mode === "data" && type === "terraform_remote_state") reads.add(name);
    if (mode !== "managed") continue;
    const source = /\bprovider\["([^"]+)"\]/.exec(provider)?.[1];
    if (source !== undefined) providers.add(source);
    for (const { index_key, attributes } of instances) {
      const index = index_key === undefined ? "" : `[${JSON.stringify(index_key)}]`;
      const address = `${module === undefined ? "" : `${module}.`}${type}.${name}${index}`;
      resources.set(address, JSON.stringify(attributes));
    }
  }
  return { resources, reads: [...reads], providers: [...providers] };
}
