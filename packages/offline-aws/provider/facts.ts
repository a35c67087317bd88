import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { NormalForm } from "./normal-forms.ts";

/**
 * What is known of one resource type beyond its schema. Paths name arguments of nested blocks with dots and without
 * indexes. Templates are described at `render`. A type without facts works too: it plans every change in place, and
 * gets its own id and ARN.
 */
export interface TypeFacts {
  /** SDK service id, the provider's name for the thing, and the operations that create and delete it: for messages. */
  api?: readonly [service: string, noun: string, create: string, destroy: string];
  /** Template of the id. */
  id?: string;
  /** Template of what tells resources of the type apart, where ids do not. */
  key?: string;
  /** Template of the ARN. */
  arn?: string;
  /** The attribute that holds the ARN, where it is not `arn`. */
  arnAttribute?: string;
  /** Templates of what `terraform import` takes besides the id. */
  imports?: readonly string[];
  /** Arguments of which no two live resources may share all values. */
  unique?: readonly string[];
  /** Creating it again overwrites it, as AWS does for settings of something else. */
  upsert?: boolean;
  /** Templates of AWS's errors, `Code: message`; `{value}` is what was asked for. */
  errors?: { missing?: string; exists?: string; inUse?: string };
  /** Arguments that name another resource, as `type.attribute`, or `type.attribute/attribute`; `!` at the end forbids deleting what is named, `?` lets it be something that is not in this cloud. */
  refs?: Readonly<Record<string, string>>;
  /** Templates of AWS's errors where what an argument names is missing, for services that answer in their own words. */
  missing?: Readonly<Record<string, string>>;
  /** What AWS answers for computed attributes that nothing else decides: values or templates. */
  returns?: Readonly<Record<string, unknown>>;
  /** Arguments whose change replaces the resource. */
  replace?: readonly string[];
  /** What is planned where nothing is configured; null keeps what is computed from being unknown. */
  defaults?: Readonly<Record<string, string | number | boolean | null>>;
  /** Texts that the provider writes in another form than configuration. */
  normal?: Readonly<Record<string, NormalForm>>;
  /** Values that are planned as not set where nothing else is there. */
  suppressed?: Readonly<Record<string, string>>;
  /** Nested blocks that AWS fills when configuration has none. */
  computed?: readonly string[];
  enum?: Readonly<Record<string, readonly (string | number)[]>>;
  /** Lowest and highest number; null for none. */
  range?: Readonly<Record<string, readonly [number | null, number | null]>>;
  /** Shortest and longest text; null for none. */
  length?: Readonly<Record<string, readonly [number | null, number | null]>>;
  pattern?: Readonly<Record<string, string>>;
  /** Arguments whose choices may be in any case. */
  anyCase?: readonly string[];
  /** Lowest and highest number of arguments that are texts. */
  number?: Readonly<Record<string, readonly [number | null, number | null]>>;
  /** Patterns that texts must match, each with what the provider says otherwise; `{value}` is the text. */
  formats?: Readonly<Record<string, readonly (readonly [pattern: string, message: string])[]>>;
  /** Kinds of texts, such as `cidr`; see `formats.ts`. */
  kinds?: Readonly<Record<string, string>>;
  /** Arguments that are ARNs. */
  arns?: readonly string[];
  /** Arguments that are JSON. */
  json?: readonly string[];
  conflicts?: readonly (readonly [string, string])[];
  exactlyOneOf?: readonly (readonly string[])[];
  atLeastOneOf?: readonly (readonly string[])[];
  requiredWith?: Readonly<Record<string, readonly string[]>>;
}

/** What is known of AWS; below it what the provider itself checks, which is true of more types and says less of each. */
const FOLDERS = [join(__dirname, "../data/provider"), join(__dirname, "../data")];
let all: Map<string, TypeFacts> | undefined;
const completed = new Map<string, TypeFacts>();

/** The facts of a resource type; where none are known, an ARN in the usual form. The same object each time. */
export function factsOf(type: string): TypeFacts {
  const facts = completed.get(type) ?? complete(type);
  completed.set(type, facts);
  return facts;
}

function complete(type: string): TypeFacts {
  all ??= load();
  const known = all.get(type);
  return known?.arn === undefined && known?.api === undefined ? { ...assume(type), ...known } : known;
}

/** Operations that change what another has made, where their names don't follow from it. */
const UPDATES: Readonly<Record<string, string>> = {
  AuthorizeSecurityGroupEgress: "ModifySecurityGroupRules",
  AuthorizeSecurityGroupIngress: "ModifySecurityGroupRules",
  CreateLoadBalancer: "ModifyLoadBalancerAttributes",
  CreateRoute: "ReplaceRoute",
  CreateSubnet: "ModifySubnetAttribute",
  CreateVpc: "ModifyVpcAttribute",
};

/** Services whose operations that change something are called Modify…, not Update…. */
const MODIFIES = new Set(["Elastic Load Balancing v2", "EC2"]);

/** The operation of the API that makes, changes or deletes a resource. */
export function operationOf(facts: TypeFacts, verb: "creating" | "updating" | "deleting"): string {
  const [service, , create, destroy] = facts.api ?? UNKNOWN_API;
  if (verb === "deleting") return destroy;
  return verb === "creating"
    ? create
    : (UPDATES[create] ?? create.replace(/^Create/, MODIFIES.has(service) ? "Modify" : "Update"));
}

/** The service, noun and operations of a type without facts. */
export const UNKNOWN_API = ["AWS", "", "", ""] as const;

function assume(type: string): TypeFacts {
  const [, service = "", ...rest] = type.split("_");
  return {
    arn: `arn:{partition}:${service}:{region}:{account}:${rest.join("-")}/{id}`,
    returns: { name: "terraform-{stamp}" },
  };
}

/** Names of the resource types that have facts. */
export function typesWithFacts(): string[] {
  all ??= load();
  return [...all.keys()];
}

function load(): Map<string, TypeFacts> {
  const facts = new Map<string, TypeFacts>();
  for (const folder of FOLDERS)
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      const types = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, TypeFacts>;
      for (const [type, known] of Object.entries(types)) facts.set(type, merge(facts.get(type) ?? {}, known));
    }
  return facts;
}

/** Facts with others above them: by path where a kind of fact has paths, else all of that kind. */
function merge(below: TypeFacts, above: TypeFacts): TypeFacts {
  const merged: Record<string, unknown> = { ...below };
  for (const [kind, facts] of Object.entries(above)) {
    const known = merged[kind];
    merged[kind] = isRecord(known) && isRecord(facts) ? { ...known, ...facts } : facts;
  }
  return merged;
}

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
