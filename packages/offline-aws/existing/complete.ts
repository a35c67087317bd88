import type { Resource } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import { completeWith, keyOf, regionOf } from "../provider/completion.ts";
import { conform } from "../provider/conform.ts";
import { factsOf, type TypeFacts } from "../provider/facts.ts";
import { plan } from "../provider/plan.ts";
import type { ProviderConfig } from "../provider/provider-config.ts";
import { findMissing } from "../provider/references.ts";
import type { Catalog } from "../schema/catalog.ts";
import { ExistingError, type ExistingResource } from "./read.ts";
import { filledIn } from "./template.ts";

/**
 * What exists already in an account and region, with what AWS would answer for attributes that are not listed. Entries
 * may come in any order. Throws `ExistingError` if one is declared twice, or names what does not exist.
 */
export function completeExisting(
  entries: readonly ExistingResource[],
  catalog: Catalog,
  config: ProviderConfig,
): Resource[] {
  const own = entries.flatMap((entry, index) => (catalog.resources.has(entry.type) ? [{ entry, index }] : []));
  // The second time each finds the others, which decide some of its values.
  const first = own.map(({ entry }) => completeOne(entry, catalog, config, []));
  const resources = own.map(({ entry }) => completeOne(entry, catalog, config, first));
  const places = new Map<string, number>();
  own.forEach(({ entry, index }, at) => {
    const { type, key } = resources[at] as Resource;
    const fail = (problem: string): never => {
      throw new ExistingError(`[${index}] ${type}: ${problem}`);
    };
    const twin = places.get(`${type} ${key}`);
    if (twin !== undefined) fail(`is the same as [${twin}]: leave one out`);
    places.set(`${type} ${key}`, index);
    const missing = findMissing({ list: listIn(resources) }, factsOf(type), entry, null, config.account);
    if (missing !== undefined)
      fail(`names the ${missing.type} ${missing.value}, which is not in the list: add it, or leave that attribute out`);
  });
  return resources.filter(({ account }) => account === config.account);
}

function completeOne(
  { type, ...told }: ExistingResource,
  catalog: Catalog,
  config: ProviderConfig,
  others: readonly Resource[],
): Resource {
  const block = catalog.find("resource", type)?.block;
  if (block === undefined) throw new ExistingError(`${type} is not a resource type`);
  const facts = factsOf(type);
  const { account = config.account, ...known } = withoutGaps(facts, told);
  const at = { ...config, account: String(account) };
  const completing = { type, block, cloud: { list: listIn(others) }, config: at };
  const { planned } = plan(block, facts, null, conform(known, block) as ObjectValue, at);
  const attributes = completeWith(completing, facts, planned, `existing/${JSON.stringify(told)}`);
  return {
    type,
    key: keyOf(completing, attributes),
    account: at.account,
    region: regionOf(completing, attributes),
    attributes,
  };
}

/** What an ARN and an id say of other attributes, such as the name of a role, and of the account. */
function withoutGaps(facts: TypeFacts, told: ObjectValue): ObjectValue {
  const arn = told[facts.arnAttribute ?? "arn"];
  const parts = typeof arn === "string" && facts.arn !== undefined ? filledIn(facts.arn, arn) : {};
  const { partition: _, region, ...others } = parts;
  const known: ObjectValue = { ...others, ...(region && { region }), ...told };
  return { ...(typeof known.id === "string" && facts.id !== undefined && filledIn(facts.id, known.id)), ...known };
}

const listIn = (resources: readonly Resource[]) => (type: string) => resources.filter((each) => each.type === type);
