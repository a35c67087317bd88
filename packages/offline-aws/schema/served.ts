import { functionMessages } from "../provider/functions.ts";
import type { Catalog } from "./catalog.ts";
import type { ConfigurationScan } from "./selection.ts";
import type { Schema, SchemaKind } from "./types.ts";
import { toSchemaMessage } from "./wire.ts";

/**
 * What a module may say in `provider_meta`: the AWS provider adds it to the user agent of its calls, so it changes nothing here
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/user-agent).
 */
const MODULE_META: Readonly<Record<string, Schema>> = {
  aws: { version: 0, block: { attributes: { user_agent: { type: ["list", "string"], optional: true } }, blocks: {} } },
};

/** What was made of a catalog before: each Terraform process asks anew. */
const KNOWN = new WeakMap<Catalog, Map<string, object>>();

/**
 * Answers GetProviderSchema with the functions, and with the types that the configuration names and the cloud holds; with all where there is
 * no configuration to be seen. Terraform spends a second on all types of AWS, in every command.
 */
export class ServedSchemas {
  /** Of a type, and of the whole answer, by the types that are in it. */
  private readonly messages: Map<string, object>;

  constructor(
    private readonly catalog: Catalog,
    private readonly scan: ConfigurationScan,
    private readonly existing: () => readonly string[],
  ) {
    this.messages = KNOWN.get(catalog) ?? new Map();
    KNOWN.set(catalog, this.messages);
  }

  message(): object {
    const named = this.scan.words(this.catalog.name);
    for (const type of this.existing()) named.add(type);
    const key = [...named].sort().join();
    const message = this.messages.get(key) ?? this.messageOf(named);
    this.messages.set(key, message);
    return message;
  }

  private messageOf(named: ReadonlySet<string>): object {
    const all = named.size === 0;
    const meta = MODULE_META[this.catalog.name];
    return {
      provider: toSchemaMessage(this.catalog.provider()),
      ...(meta && { providerMeta: toSchemaMessage(meta) }),
      resourceSchemas: this.collect("resource", all ? this.catalog.resources : named),
      dataSourceSchemas: this.collect("data", all ? this.catalog.dataSources : named),
      ephemeralResourceSchemas: this.collect("ephemeral", all ? this.catalog.ephemeralResources : named),
      functions: functionMessages(this.catalog.name),
      // Terraform then plans deletions too, as with the real provider.
      serverCapabilities: { planDestroy: true },
    };
  }

  private collect(kind: SchemaKind, types: Iterable<string>): Record<string, object> {
    const found: Record<string, object> = {};
    for (const type of [...types].sort()) {
      const message = this.messages.get(`${kind} ${type}`) ?? this.build(kind, type);
      if (message !== undefined) found[type] = message;
    }
    return found;
  }

  private build(kind: SchemaKind, type: string): object | undefined {
    const schema = this.catalog.find(kind, type);
    if (schema === undefined) return undefined; // a word that looks like a type
    const message = toSchemaMessage(schema);
    this.messages.set(`${kind} ${type}`, message);
    return message;
  }
}
