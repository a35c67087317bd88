import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "../../packages/offline-aws/schema/types.ts";
import { type Comparison, comparePlans } from "./compare.ts";
import type { PlanningTerraform } from "./terraform.ts";

/** What was compared, or why it could not be. */
export interface Measured {
  readonly name: string;
  readonly plan: "fresh" | "no change" | "single changes";
  readonly comparison?: Comparison;
  readonly failure?: string;
}

/** A configuration that is in two folders. */
export interface ComparedConfiguration {
  readonly name: string;
  /** Texts of `main.tf` with what each is replaced by. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

/**
 * Plans a configuration with both providers: fresh, then on the state that `ours` has applied without a change, and with
 * single changes.
 */
export async function measure(
  { name, changes }: ComparedConfiguration,
  ours: PlanningTerraform,
  theirs: PlanningTerraform,
  blockOf: (type: string) => Block | undefined,
): Promise<Measured[]> {
  let realBlockOf = blockOf;
  const compared = async (plan: Measured["plan"], ...options: string[]): Promise<Measured> => {
    const both = await Promise.allSettled([ours.plan(...options), theirs.plan(...options)]);
    const [offline, real] = both;
    if (offline.status === "fulfilled" && real.status === "fulfilled")
      return { name, plan, comparison: comparePlans(offline.value, real.value, blockOf, realBlockOf) };
    const who = ["offline", "real"];
    const failures = both.flatMap((each, index) =>
      each.status === "rejected" ? [`${who[index]}: ${(each.reason as Error).message}`] : [],
    );
    return { name, plan, failure: failures.join("\n") };
  };
  try {
    await Promise.all([ours.init(), theirs.init()]);
    const schemas = await theirs.schemas();
    realBlockOf = (type) => schemas.get(type)?.block;
    const measured = [await compared("fresh")];
    await ours.apply();
    const state = readableState(
      await ours.state(),
      Object.fromEntries([...schemas].map(([type, { version }]) => [type, version])),
    );
    writeFileSync(join(theirs.folder, "terraform.tfstate"), state);
    measured.push(await compared("no change", "-refresh=false"));
    if (changes.length === 0) return measured;
    for (const { folder } of [ours, theirs]) replaceIn(join(folder, "main.tf"), changes);
    return [...measured, await compared("single changes", "-refresh=false")];
  } catch (problem) {
    return [{ name, plan: "fresh", failure: (problem as Error).message }];
  }
}

/** A state with no newer versions of schemas than a provider has. */
export function readableState(state: string, versions: Readonly<Record<string, number>>): string {
  const { resources, ...rest } = JSON.parse(state) as { resources: { type: string; instances: object[] }[] };
  const readable = resources.map(({ instances, ...resource }) => ({
    ...resource,
    instances: instances.map((instance) => {
      const { schema_version = 0 } = instance as { schema_version?: number };
      return { ...instance, schema_version: Math.min(schema_version, versions[resource.type] ?? schema_version) };
    }),
  }));
  return JSON.stringify({ ...rest, resources: readable });
}

function replaceIn(file: string, changes: ComparedConfiguration["changes"]): void {
  const text = changes.reduce((before, [from, to]) => before.replace(from, () => to), readFileSync(file, "utf8"));
  writeFileSync(file, text);
}
