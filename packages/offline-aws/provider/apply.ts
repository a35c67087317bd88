import { AlreadyExists, type Resource } from "../cloud/cloud.ts";
import { isUnknown, type ObjectValue } from "../protocol/values.ts";
import { problemAtApply } from "../rules/rules.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import { type Applying, completeNew, completeWith, fillIn, keyOf, regionOf } from "./completion.ts";
import { checkProtection } from "./deletion-protection.ts";
import { factsOf, type TypeFacts } from "./facts.ts";
import { AwsError } from "./failure.ts";
import { findHolder, findMissing } from "./references.ts";
import { writeOnlyValues } from "./write-only.ts";

/**
 * Creates a resource as planned and returns its attributes; write-only arguments are in its configuration only. Throws
 * `AwsError` if AWS would refuse.
 */
export function create(applying: Applying, planned: ObjectValue, given: ObjectValue = {}): ObjectValue {
  const { type, cloud, config } = applying;
  const facts = factsOf(type);
  checkReferences(applying, facts, planned, null);
  checkRules(applying, planned, null);
  BEHAVIOURS[type]?.check?.(planned, null, cloud, config);
  checkUnique(applying, facts, planned, null);
  BEHAVIOURS[type]?.fill?.(planned, null, cloud);
  const attributes = completeNew(applying, facts, planned);
  const resource: Resource = {
    type,
    key: keyOf(applying, attributes),
    account: config.account,
    region: regionOf(applying, attributes),
    attributes,
    writeOnly: writeOnlyValues(applying.block, given, planned, null),
  };
  try {
    if (overwrites(facts)) cloud.put(resource);
    else cloud.create(resource);
  } catch (problem) {
    if (problem instanceof AlreadyExists) throw exists(applying, facts, attributes);
    throw problem;
  }
  return attributes;
}

/** Whether creating what exists changes it: settings of something else, and what is put without an error for that. */
const overwrites = ({ upsert, api, errors }: TypeFacts): boolean =>
  upsert ?? (api?.[2].startsWith("Put") === true && errors?.exists === undefined);

/**
 * Changes a resource as planned and returns its attributes; `given` is its configuration. Throws `AwsError` if AWS
 * would refuse.
 */
export function update(
  applying: Applying,
  prior: ObjectValue,
  planned: ObjectValue,
  given: ObjectValue = {},
): ObjectValue {
  const { type, cloud, config } = applying;
  const facts = factsOf(type);
  checkReferences(applying, facts, planned, prior);
  checkRules(applying, planned, prior);
  BEHAVIOURS[type]?.check?.(planned, prior, cloud, config);
  checkUnique(applying, facts, planned, prior);
  BEHAVIOURS[type]?.fill?.(planned, prior, cloud);
  const before = keyOf(applying, prior);
  const attributes = completeWith(applying, facts, planned, String(prior.id ?? before));
  const key = keyOf(applying, attributes);
  const writeOnly = writeOnlyValues(applying.block, given, planned, {
    attributes: prior,
    writeOnly: cloud.get(type, before)?.writeOnly,
  });
  cloud.put({ type, key, account: config.account, region: regionOf(applying, attributes), attributes, writeOnly });
  if (key !== before) cloud.delete(type, before);
  return attributes;
}

/** Arguments that make Terraform only forget what it destroys. */
const KEPT = ["skip_destroy", "keep_locally", "keep_remotely"];

/** Deletes a resource; one that is gone already is not an error. Throws `AwsError` if AWS would refuse. */
export function destroy(applying: Applying, prior: ObjectValue): void {
  const { type, cloud } = applying;
  const resource = read(applying, prior);
  if (resource === undefined || KEPT.some((name) => resource.attributes[name] === true)) return;
  checkProtection(type, resource.attributes);
  BEHAVIOURS[type]?.checkDelete?.(resource, cloud);
  const holder = findHolder(cloud, resource);
  if (holder !== undefined) {
    const message = factsOf(type).errors?.inUse ?? "ResourceInUseException: the resource is in use";
    throw new AwsError(
      `${fillIn(applying, message, resource.attributes)} (used by ${holder.type} ${String(holder.attributes.id)})`,
    );
  }
  cloud.delete(type, resource.key);
  BEHAVIOURS[type]?.afterDelete?.(resource, cloud);
}

/** The resource that a state speaks of, if it exists. */
export function read(applying: Applying, state: ObjectValue): Resource | undefined {
  return applying.cloud.get(applying.type, keyOf(applying, state));
}

/** The resource that `terraform import` is to find by an id, or by one of the type's other names. */
export function findImport(applying: Applying, id: string): Resource | undefined {
  const templates = ["{id}", ...(factsOf(applying.type).imports ?? [])];
  return applying.cloud
    .list(applying.type)
    .find(({ attributes }) => templates.some((template) => fillIn(applying, template, attributes) === id));
}

function checkReferences(applying: Applying, facts: TypeFacts, planned: ObjectValue, prior: ObjectValue | null): void {
  const missing = findMissing(applying.cloud, facts, planned, prior, applying.config.account);
  if (missing === undefined) return;
  const message =
    facts.missing?.[missing.argument] ??
    factsOf(missing.type).errors?.missing ??
    "ResourceNotFoundException: {value} does not exist";
  throw new AwsError(fillIn(applying, message, { ...planned, value: missing.value }));
}

function checkRules(applying: Applying, planned: ObjectValue, prior: ObjectValue | null): void {
  const { type, cloud, config } = applying;
  const region = regionOf(applying, planned);
  const problem = problemAtApply({ type, planned, prior, account: config.account, region }, cloud);
  if (problem !== undefined) throw new AwsError(problem);
}

/** Refuses values that another resource has: at create, and at update those that are new. */
function checkUnique(applying: Applying, facts: TypeFacts, planned: ObjectValue, prior: ObjectValue | null): void {
  const names = facts.unique;
  if (names === undefined || names.some((name) => isUnknown(planned[name]))) return;
  if (prior !== null && names.every((name) => (prior[name] ?? "") === (planned[name] ?? ""))) return;
  const region = regionOf(applying, planned);
  const twin = applying.cloud
    .list(applying.type)
    .find(
      (other) =>
        other.region === region &&
        other.account === applying.config.account &&
        other.attributes.id !== prior?.id &&
        names.every((name) => (other.attributes[name] ?? "") === (planned[name] ?? "")),
    );
  if (twin !== undefined) throw exists(applying, facts, planned);
}

function exists(applying: Applying, facts: TypeFacts, attributes: ObjectValue): AwsError {
  return new AwsError(
    fillIn(
      applying,
      facts.errors?.exists ?? `ResourceAlreadyExistsException: {${facts.unique?.[0] ?? "id"}} exists already`,
      attributes,
    ),
  );
}
