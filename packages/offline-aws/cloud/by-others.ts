import { fitsType, typeInWords } from "../existing/read.ts";
import { InputError } from "../input-error.ts";
import type { ObjectValue, Value } from "../protocol/values.ts";
import { destroy } from "../provider/apply.ts";
import type { Applying } from "../provider/completion.ts";
import { factsOf, operationOf } from "../provider/facts.ts";
import { AwsError } from "../provider/failure.ts";
import { readProviderConfig } from "../provider/provider-config.ts";
import type { Catalog } from "../schema/catalog.ts";
import type { Block } from "../schema/types.ts";
import type { Watch } from "../watch/watch.ts";
import type { Cloud, Resource } from "./cloud.ts";

/** The offline AWS, as seen by users who change it outside of Terraform. */
export interface OfflineAccount {
  cloud: Cloud;
  catalogs: readonly Catalog[];
  watch: Watch;
}

/** Maximum number of resources that a refusal names. */
const NAMED = 5;

/**
 * Changes attributes of a resource outside of Terraform, as in the console. `assignments` are like
 * `enable_dns_support=false` and `tags.Name=other`; a value is text where the attribute is, and else JSON. Throws `InputError`.
 */
export function drift({ cloud, catalogs, watch }: OfflineAccount, named: string, assignments: readonly string[]): void {
  const { resource, block } = find({ cloud, catalogs }, named);
  const attributes = structuredClone(resource.attributes);
  for (const assignment of assignments) assign(attributes, block, assignment, `--drift ${named} ${assignment}`);
  cloud.put({ ...resource, attributes });
  report(watch, resource, attributes);
}

function assign(attributes: ObjectValue, block: Block, assignment: string, at: string): void {
  const [, name = "", key, text = ""] = /^(\w+)(?:\.([^=]+))?=(.*)$/s.exec(assignment) ?? [];
  if (name === "") throw new InputError(`${at}: must be ATTRIBUTE=VALUE`);
  const attribute = block.attributes[name];
  if (attribute === undefined) throw new InputError(`${at}: there is no attribute ${name}`);
  const isMap = Array.isArray(attribute.type) && attribute.type[0] === "map";
  if (key !== undefined && !isMap)
    throw new InputError(`${at}: ${name} is ${typeInWords(attribute.type)}, and has no ${key}`);
  const type = key === undefined ? attribute.type : "string";
  const value = type === "string" ? text : parse(text);
  if (value === undefined || !fitsType(value, type)) throw new InputError(`${at}: must be ${typeInWords(type)}`);
  attributes[name] = key === undefined ? value : { ...(attributes[name] as ObjectValue | null), [key]: value };
  // Terraform's tags and those of the provider's configuration are one to AWS.
  if (name === "tags" && "tags_all" in block.attributes)
    attributes.tags_all = { ...(attributes.tags_all as ObjectValue), ...(attributes.tags as ObjectValue) };
}

/** Deletes a resource outside of Terraform. Throws `InputError`, even if AWS refuses it. */
export function deleteResource({ cloud, catalogs, watch }: OfflineAccount, named: string): void {
  const { resource, block } = find({ cloud, catalogs }, named);
  const config = { ...readProviderConfig(null, {}), account: resource.account, region: regionFor(resource) };
  const applying: Applying = { type: resource.type, block, cloud, config };
  try {
    destroy(applying, resource.attributes);
    cloud.delete(resource.type, resource.key); // also with skip_destroy, which is a setting of Terraform alone
  } catch (problem) {
    if (problem instanceof AwsError) throw new InputError(`--delete ${named}: AWS refuses it: ${problem.message}`);
    throw problem;
  }
  report(watch, resource, null);
}

function find({ cloud, catalogs }: Omit<OfflineAccount, "watch">, named: string) {
  const [, type = "", id = ""] = /^([a-z0-9_]+)\.(.+)$/s.exec(named) ?? [];
  if (type === "") throw new InputError(`${named}: must be TYPE.ID, such as aws_vpc.vpc-0123456789abcdef0`);
  const schema = catalogs.map((catalog) => catalog.find("resource", type)).find(Boolean);
  if (schema === undefined)
    throw new InputError(`${named}: ${type} is not a resource type of the AWS or the Docker provider`);
  const all = cloud.list(type);
  const found = all.filter(({ attributes: { id: own, arn, name } }) => [own, arn, name].includes(id));
  const [resource] = found;
  if (resource === undefined) {
    const ids = all.map(({ attributes }) => String(attributes.id ?? attributes.arn));
    const there = ids.length > NAMED ? `${ids.slice(0, NAMED).join(", ")} …` : ids.join(", ") || "none";
    throw new InputError(`${named}: no such resource; of ${type} there is ${there}`);
  }
  if (found.length > 1)
    throw new InputError(
      `${named}: there are ${found.length}, name one by its ARN: ${found.map(({ attributes }) => String(attributes.arn)).join(", ")}`,
    );
  return { resource, block: schema.block };
}

const regionFor = ({ region }: Resource) => (region === "global" ? "us-east-1" : region);

function report(
  watch: Watch,
  { type, attributes: before, account, region }: Resource,
  after: ObjectValue | null,
): void {
  const operation = operationOf(factsOf(type), after === null ? "deleting" : "updating");
  watch.changed({ type, operation, before, after, account, region }, watch.newRun());
}

function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
