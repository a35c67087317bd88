import { Cloud } from "../../packages/offline-aws/cloud/cloud.ts";
import type { Diagnostic } from "../../packages/offline-aws/protocol/messages.ts";
import { fromWire, type ObjectValue, toWire, UNKNOWN, type Value } from "../../packages/offline-aws/protocol/values.ts";
import { connectProvider } from "../../packages/offline-aws/provider/provider.ts";
import { Catalog } from "../../packages/offline-aws/schema/catalog.ts";
import type { Block } from "../../packages/offline-aws/schema/types.ts";
import { Watch } from "../../packages/offline-aws/watch/watch.ts";

const CATALOGS = { aws: Catalog.of("aws"), docker: Catalog.of("docker") };

interface Response {
  diagnostics?: Diagnostic[];
  [field: string]: unknown;
}

/** What a change came to. */
interface Applied {
  state: ObjectValue;
  errors: string[];
}

/** Speaks to the provider as Terraform does, a message at a time, without Terraform. */
export class ProviderClient {
  /** What was said of interruptions. */
  readonly said: string[] = [];
  readonly watch: Watch;
  private readonly methods: Record<string, (request: never) => object>;

  constructor(
    readonly cloud: Cloud,
    config: ObjectValue = {},
    provider: keyof typeof CATALOGS = "aws",
  ) {
    this.watch = new Watch(cloud, (line) => this.said.push(line));
    this.methods = connectProvider({
      catalog: CATALOGS[provider],
      cloud,
      watch: this.watch,
      schemas: () => ({}),
      environment: {},
      placeExisting: () => undefined,
    });
    this.call("ConfigureProvider", { config: toWire(config) });
  }

  static in(folder: string, config: ObjectValue = {}): ProviderClient {
    return new ProviderClient(new Cloud(folder), config);
  }

  call(method: string, request: object): Response {
    return (this.methods[method] as (request: object) => Response)(request);
  }

  /** What is wrong with a configuration, before anything is planned. */
  validate(type: string, config: ObjectValue): string[] {
    const response = this.call("ValidateResourceConfig", {
      typeName: type,
      config: toWire(propose(type, config, null)),
    });
    return (response.diagnostics ?? []).map(({ summary, detail }) => detail || summary);
  }

  /** The first stage that refuses a configuration, and what it says; undefined if it is applied. */
  refusal(
    type: string,
    config: ObjectValue,
    prior: ObjectValue | null = null,
  ): { stage: "validate" | "plan" | "apply"; said: string } | undefined {
    const [invalid] = this.validate(type, config);
    if (invalid !== undefined) return { stage: "validate", said: invalid };
    const [unplanned] = this.plan(type, config, prior).errors;
    if (unplanned !== undefined) return { stage: "plan", said: unplanned };
    const [refused] = this.apply(type, config, prior).errors;
    return refused === undefined ? undefined : { stage: "apply", said: refused };
  }

  plan(
    type: string,
    config: ObjectValue,
    prior: ObjectValue | null = null,
  ): { planned: ObjectValue; replace: unknown; errors: string[] } {
    const response = this.call("PlanResourceChange", {
      typeName: type,
      priorState: toWire(prior),
      proposedNewState: toWire(propose(type, config, prior)),
      config: toWire(propose(type, config, null)),
      priorPrivate: new Uint8Array(),
    });
    const errors = (response.diagnostics ?? []).map(({ summary }) => summary);
    return {
      planned: fromWire(response.plannedState as never) as ObjectValue,
      replace: response.requiresReplace,
      errors,
    };
  }

  apply(type: string, config: ObjectValue | null, prior: ObjectValue | null = null): Applied {
    const planned = config === null ? null : this.plan(type, config, prior).planned;
    const response = this.call("ApplyResourceChange", {
      typeName: type,
      priorState: toWire(prior),
      plannedState: toWire(planned),
      config: toWire(config === null ? null : propose(type, config, null)),
      plannedPrivate: new Uint8Array(),
    });
    const errors = (response.diagnostics ?? []).map(({ summary }) => summary);
    return { state: fromWire(response.newState as never) as ObjectValue, errors };
  }

  /** Creates a resource, and fails the test where the provider refuses. */
  create(type: string, config: ObjectValue): ObjectValue {
    const { state, errors } = this.apply(type, config);
    if (errors.length > 0) throw new Error(errors.join("\n"));
    return state;
  }

  destroy(type: string, state: ObjectValue): string[] {
    return this.apply(type, null, state).errors;
  }

  read(type: string, state: ObjectValue): Value {
    const response = this.call("ReadResource", {
      typeName: type,
      currentState: toWire(state),
      private: new Uint8Array(),
    });
    return fromWire(response.newState as never);
  }

  /** Validates and opens an ephemeral resource. */
  open(type: string, config: ObjectValue): Applied {
    const request = { typeName: type, config: toWire(config) };
    const invalid = this.call("ValidateEphemeralResourceConfig", request).diagnostics ?? [];
    const { result, diagnostics = [] } = this.call("OpenEphemeralResource", request);
    const errors = [...invalid, ...diagnostics].map(({ summary }) => summary);
    return { state: (result === undefined ? {} : fromWire(result as never)) as ObjectValue, errors };
  }

  data(type: string, config: ObjectValue): Applied {
    const response = this.call("ReadDataSource", { typeName: type, config: toWire(config) });
    const errors = (response.diagnostics ?? []).map(({ summary }) => summary);
    return { state: (response.state === undefined ? {} : fromWire(response.state as never)) as ObjectValue, errors };
  }
}

/** Configuration with the computed values of what is there, as Terraform proposes it. */
function propose(type: string, config: ObjectValue, prior: ObjectValue | null): ObjectValue {
  const provider = type.slice(0, type.indexOf("_")) as keyof typeof CATALOGS;
  const schema = CATALOGS[provider].find("resource", type);
  if (schema === undefined) throw new Error(type);
  const proposed = complete(schema.block, config);
  for (const [name, { computed }] of Object.entries(schema.block.attributes))
    if (computed && proposed[name] === null && prior !== null) proposed[name] = prior[name] ?? null;
  return proposed;
}

function complete(block: Block, config: ObjectValue): ObjectValue {
  const all: ObjectValue = {};
  for (const name of Object.keys(block.attributes)) all[name] = config[name] ?? null;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const items = config[name];
    if (nested.nesting === "single") all[name] = null;
    else all[name] = Array.isArray(items) ? items.map((item) => complete(nested.block, item as ObjectValue)) : [];
  }
  return all;
}

export { UNKNOWN };
