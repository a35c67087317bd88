import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readStateFile } from "../../packages/leftovers/state-file.ts";
import { Cloud } from "../../packages/offline-aws/cloud/cloud.ts";
import { cloudBuckets } from "../../packages/offline-aws/s3/cloud-buckets.ts";
import { ObjectStore } from "../../packages/offline-aws/s3/objects.ts";
import { type Attributes, tagsOf } from "./attributes.ts";
import { type Inventory, isOfStack, type Listed, type StackPlace } from "./existing.ts";
import { importIdOf, isImportable } from "./import-ids.ts";
import { namesIn, typeAt } from "./managed.ts";

/** The region of what is in none, such as roles. */
const GLOBAL = "global";

/** The offline AWS, which can say all that exists. */
export class OfflineInventory implements Inventory {
  readonly #folder: string;

  /** `states` is the folder of states beside the cloud. */
  constructor(states: string) {
    this.#folder = dirname(states);
  }

  readonly mayHideOthers = (): boolean => false;

  async list(stack: StackPlace): Promise<readonly Listed[]> {
    const cloud = new Cloud(join(this.#folder, "cloud"));
    return cloud
      .types()
      .filter(isImportable)
      .flatMap((type) => cloud.list(type))
      .filter(({ existing, region }) => existing !== true && [stack.region, GLOBAL].includes(region))
      .flatMap(({ type, attributes }) => {
        const tags = tagsOf(attributes);
        if (tags !== undefined && !isOfStack(tags, stack)) return [];
        const importId = importIdOf(type, attributes as Attributes);
        if (importId === undefined) return [];
        // Where there is an ARN, other resources may have the same id.
        return [
          {
            types: [type],
            importId,
            names: namesIn(type, attributes).slice(0, 1),
            isTagged: tags !== undefined,
            attributes,
          },
        ];
      });
  }

  /** Names in every state beside the cloud: other environments, and configurations that are not of this project. */
  others(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const entry of readdirSync(this.#folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith(".tfstate")) continue;
      for (const name of namesInState(readFileSync(join(entry.parentPath, entry.name), "utf8"))) names.add(name);
    }
    for (const text of this.#statesInBuckets()) for (const name of namesInState(text)) names.add(name);
    return names;
  }

  #statesInBuckets(): string[] {
    const cloud = join(this.#folder, "cloud");
    const objects = new ObjectStore(join(cloud, "objects"));
    return cloudBuckets(new Cloud(cloud))
      .names()
      .flatMap((bucket) =>
        objects
          .keys(bucket)
          .filter((key) => key.endsWith(".tfstate"))
          .flatMap((key) => objects.newest(bucket, key)?.body?.toString("utf8") ?? []),
      );
  }
}

function namesInState(text: string): string[] {
  try {
    return [...readStateFile(text).resources].flatMap(([address, json]) =>
      namesIn(typeAt(address), JSON.parse(json) as Attributes),
    );
  } catch {
    return []; // one that was cut off says nothing
  }
}
