import { TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";

/** The class of a binding, by which tests ask for resources. */
interface ResourceClass {
  readonly tfResourceType: string;
}

type Properties = Record<string, unknown>;

/** What a stack synthesizes to, to be asked for single facts. */
export class Template {
  private constructor(readonly json: Properties) {}

  /** Synthesizes what `build` puts into an empty stack. */
  static of(build: (scope: Construct) => void): Template {
    const stack = new TerraformStack(Testing.app(), "test");
    build(stack);
    return Template.ofStack(stack);
  }

  static ofStack(stack: TerraformStack): Template {
    return Template.parse(Testing.synth(stack));
  }

  static parse(text: string): Template {
    return new Template(JSON.parse(text) as Properties);
  }

  /** All resources of a class, in the order of their names. */
  all({ tfResourceType }: ResourceClass): Properties[] {
    return Object.values(this.section("resource", tfResourceType)) as Properties[];
  }

  /** The only resource of a class, or the only one that has some properties. */
  one(type: ResourceClass, having: Properties = {}): Properties {
    const found = this.all(type).filter((resource) =>
      Object.entries(having).every(([name, value]) => JSON.stringify(resource[name]) === JSON.stringify(value)),
    );
    if (found.length !== 1)
      throw new Error(`${found.length} resources of ${type.tfResourceType} with ${JSON.stringify(having)}`);
    return found[0] as Properties;
  }

  /** The resource that an argument or an output refers to, such as `${aws_vpc.vpc_vpc_5E2A.id}`. */
  target(reference: unknown): Properties {
    const [, type = "", id = ""] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(String(reference)) ?? [];
    const found = this.section("resource", type)[id];
    if (found === undefined) throw new Error(`${reference} refers to no resource of the stack`);
    return found as Properties;
  }

  /** Terraform's names of all resources, sorted. */
  addresses(): string[] {
    const types = Object.entries((this.json.resource ?? {}) as Record<string, Properties>);
    return types.flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`)).sort();
  }

  /** Values of the outputs, by name. */
  outputs(): Properties {
    const outputs = (this.json.output ?? {}) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Names of the stacks whose state is read. */
  upstream(): string[] {
    const data = (this.json.data ?? {}) as Record<string, Properties>;
    return Object.keys(data.terraform_remote_state ?? {}).sort();
  }

  private section(kind: string, type: string): Properties {
    return (this.json[kind] as Record<string, Properties> | undefined)?.[type] ?? {};
  }
}

/** A policy or another document that is in a resource as JSON. */
export const parse = (document: unknown): Properties => JSON.parse(document as string) as Properties;

/** The statements of a policy, by their sid. */
export function statements(document: unknown): Record<string, Properties> {
  const list = parse(document).Statement as Properties[];
  return Object.fromEntries(list.map((statement, index) => [String(statement.Sid ?? index), statement]));
}
