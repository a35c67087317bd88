import type { Cloud } from "../cloud/cloud.ts";
import { hasUnknown, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import type { Block } from "../schema/types.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import { complete, type ResourceScope } from "./complete.ts";
import { conform } from "./conform.ts";
import { factsOf, type TypeFacts } from "./facts.ts";
import type { ProviderConfig } from "./provider-config.ts";
import { findNamed, referencesOf, textsAt } from "./references.ts";
import { render, type Scope } from "./render.ts";
import { isOfSdk } from "./tags.ts";
import { markWriteOnly } from "./write-only.ts";
import { withUnsetInBlocks } from "./zero-values.ts";

/** What decides the values of a resource. */
export interface Completing {
  type: string;
  block: Block;
  cloud: Pick<Cloud, "list">;
  config: ProviderConfig;
}

/** The parts of the offline AWS that a change needs. */
export interface Applying extends Completing {
  cloud: Cloud;
}

/**
 * Completes a new resource. An id that nothing in configuration decides is taken for good, and another is drawn while
 * it was taken before: the same configuration applied twice makes two resources.
 */
export function completeNew(applying: Applying, facts: TypeFacts, planned: ObjectValue): ObjectValue {
  const stable = JSON.stringify(planned, (_, value: Value) => (isUnknown(value) ? undefined : value));
  const draw = (history: number) => completeWith(applying, facts, planned, `${stable}/${history}`);
  const identityOf = (attributes: ObjectValue) => String(attributes.id ?? identifierOf(applying, attributes));
  let attributes = draw(0);
  const byChance = identityOf(attributes) !== identityOf(draw(1));
  for (let history = 1; byChance && !applying.cloud.claim(applying.type, identityOf(attributes)); history++)
    attributes = draw(history);
  return attributes;
}

/** Completes a resource; what AWS decides by chance is drawn from the seed. */
export function completeWith(
  completing: Completing,
  facts: TypeFacts,
  planned: ObjectValue,
  seed: string,
): ObjectValue {
  const attributes = complete(
    completing.block,
    facts,
    planned,
    resourceScope(completing, planned, `${completing.type}/${seed}`),
  );
  BEHAVIOURS[completing.type]?.finish?.(attributes);
  markWriteOnly(attributes, completing.block);
  if (hasUnknown(attributes)) throw new Error(`${completing.type} has unknown values after apply`);
  const state = isOfSdk(completing.block) ? withUnsetInBlocks(attributes, completing.block) : attributes;
  return conform(state, completing.block) as ObjectValue;
}

function resourceScope(
  { type, cloud, config, block }: Completing,
  attributes: ObjectValue,
  seed: string,
): ResourceScope {
  const region =
    "region" in block.attributes && typeof attributes.region === "string" ? attributes.region : config.region;
  return {
    partition: config.partition,
    account: config.account,
    region,
    seed: `${config.account}/${region}/${seed}`,
    follow(argument, attribute) {
      const reference = referencesOf(factsOf(type)).find((candidate) => candidate.argument === argument);
      const [value] = textsAt(attributes, argument);
      if (reference === undefined || value === undefined) return "";
      return findNamed(cloud, reference, value)?.attributes[attribute] ?? "";
    },
  };
}

/** The key under which the cloud has a resource. */
export function keyOf(completing: Completing, attributes: ObjectValue): string {
  return `${completing.config.account}/${regionOf(completing, attributes)}/${identifierOf(completing, attributes)}`;
}

/** What tells a resource apart from others of its type; those that have neither id nor ARN go by what they require. */
function identifierOf(completing: Completing, attributes: ObjectValue): string {
  const known = completing.block.attributes;
  const { key, arnAttribute = "arn" } = factsOf(completing.type);
  if (key !== undefined || "id" in known) return fillIn(completing, key ?? "{id}", attributes);
  if (arnAttribute in known) return String(attributes[arnAttribute]);
  return JSON.stringify(Object.keys(known).flatMap((name) => (known[name]?.required ? [attributes[name]] : [])));
}

/** Account and region of a resource. */
export const placeOf = (completing: Completing, attributes: ObjectValue): { account: string; region: string } => ({
  account: completing.config.account,
  region: regionOf(completing, attributes),
});

/** The region of a resource; `global` where its type has none. */
export const regionOf = ({ block, config }: Completing, { region }: ObjectValue): string =>
  "region" in block.attributes ? (typeof region === "string" && region !== "" ? region : config.region) : "global";

/** A template with the values of a resource. */
export function fillIn(completing: Completing, template: string, attributes: ObjectValue): string {
  const scope: Scope = { ...resourceScope(completing, attributes, ""), attribute: (name) => attributes[name] ?? null };
  return String(render(template, "", scope));
}
