import { changedAt, type Path } from "../support/written-values.ts";
import { type Alteration, candidates } from "./candidates.ts";
import { ENVIRONMENTS, type Written } from "./environments.ts";
import { sceneOf } from "./scene.ts";
import { type Field, fieldsOf, isPlain, type Occurrence, occurrencesIn } from "./schema.ts";
import { isSame, type Stacks, synthesized } from "./synthesis.ts";

/** A change of one field. */
export interface FieldChange {
  readonly field: string;
  readonly how: Alteration["how"];
  readonly before: Stacks;
  readonly after: Stacks;
}

/** Changes of the fields of an environment. */
export interface FieldChanges {
  readonly changes: readonly FieldChange[];
  /** Fields that have a value, and on which no stack depends. */
  readonly unseen: readonly string[];
  /** Fields without a change: no environment has a value, or the rules refuse every other one. */
  readonly unchanged: readonly string[];
}

interface Placed {
  readonly environment: Written;
  readonly occurrence: Occurrence;
}

/** Places of a field that are tried. */
const MAX_PLACES = 6;

export function fieldChanges(only: (field: string) => boolean = () => true): FieldChanges {
  const places = placesByField();
  const changes: FieldChange[] = [];
  const unseen: string[] = [];
  const unchanged: string[] = [];
  for (const field of fieldsOf().filter(({ name }) => only(name))) {
    const found = changesOf(field, places);
    changes.push(...found.changes);
    if (found.changes.length > 0 || !isPlain(field.schema)) continue;
    (found.isAccepted ? unseen : unchanged).push(field.name);
  }
  return { changes, unseen, unchanged };
}

function placesByField(): Map<string, Placed[]> {
  const places = new Map<string, Placed[]>();
  for (const environment of ENVIRONMENTS)
    for (const occurrence of occurrencesIn(environment)) {
      const known = places.get(occurrence.name) ?? [];
      places.set(occurrence.name, [...known, { environment, occurrence }]);
    }
  return places;
}

function changesOf(
  field: Field,
  places: ReadonlyMap<string, Placed[]>,
): { changes: FieldChange[]; isAccepted: boolean } {
  const changes = new Map<string, FieldChange>();
  let isAccepted = false;
  const tries =
    field.schema.type === "literal" ? otherKinds(field.name, places) : otherValuesAt(places.get(field.name) ?? []);
  for (const { environment, path, how, value } of tries) {
    if (changes.has(how)) continue;
    const before = synthesized(sceneOf(environment, field.name, path));
    const after = synthesized(
      sceneOf(
        changedAt(environment, path, () => value),
        field.name,
        path,
      ),
    );
    if (before instanceof Error || after instanceof Error) continue;
    isAccepted = true;
    if (!isSame(before, after)) changes.set(how, { field: field.name, how, before, after });
  }
  return { changes: [...changes.values()], isAccepted };
}

interface Try extends Alteration {
  readonly environment: Written;
  readonly path: Path;
}

function otherValuesAt(places: readonly Placed[]): Try[] {
  // Of different environments first: options that exclude each other are in different ones.
  return places
    .slice(0, MAX_PLACES)
    .flatMap(({ environment, occurrence }) =>
      candidates(occurrence).map((alteration) => ({ environment, path: occurrence.path, ...alteration })),
    );
}

/** Objects of another type that become ones of this. */
function otherKinds(name: string, places: ReadonlyMap<string, Placed[]>): Try[] {
  const [object = ""] = name.split(/\([^()]*\)\.type$/);
  const of = (field: string) => places.get(field) ?? [];
  const others = [...places.keys()].filter(
    (each) => each !== name && each.startsWith(`${object}(`) && each.split(/\([^()]*\)\.type$/)[0] === object,
  );
  return of(name)
    .slice(0, MAX_PLACES)
    .flatMap((donor) =>
      others.flatMap((other) =>
        of(other)
          .slice(0, MAX_PLACES)
          .map(({ environment, occurrence }): Try => {
            const path = occurrence.path.slice(0, -1);
            return {
              environment,
              path,
              how: "changed",
              value: valueAt(donor.environment, donor.occurrence.path.slice(0, -1)),
            };
          }),
      ),
    );
}

const valueAt = (environment: Written, path: Path): unknown =>
  path.reduce<unknown>((part, step) => (part as Record<PropertyKey, unknown>)[step], environment);
