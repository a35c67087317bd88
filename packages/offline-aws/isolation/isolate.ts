import { mkdirSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { answer, GUARD, type Isolation } from "./answer.ts";
import { BIN } from "./binary.ts";
import { serveCalls } from "./calls.ts";
import { withoutAccess } from "./environment.ts";
import { moduleFolders } from "./modules.ts";
import { Shadow } from "./shadow.ts";

/** The S3 of an offline AWS, for states. */
export interface StateService {
  readonly url: string;
  hasBucket(name: string): boolean;
  /** Buckets that exist when the command starts. */
  readonly buckets: readonly string[];
}

/** A command's surroundings, in which Terraform keeps its state beside the offline AWS. */
export interface Isolated {
  environment: NodeJS.ProcessEnv;
  close(): void;
}

/**
 * Makes every Terraform that a command starts keep its state and its data folder in `folder`, and keeps access to AWS from
 * the command. Folders in which Terraform works are added to `configuration`. States of stacks in the folder `project` have
 * their names, and are in the buckets of `service` where the project keeps them there.
 */
export function isolate(
  folder: string,
  inherited: NodeJS.ProcessEnv,
  configuration: Set<string>,
  project: string,
  service: StateService,
): Isolated {
  const environment = withoutAccess(inherited);
  const calls = serveCalls((call) => answer(call, placesIn(folder, configuration, project, service)));
  const { ENVIRONMENT, PATH = "", TERRAFORM_BINARY_NAME, TF_CLI_ARGS } = environment;
  return {
    environment: {
      ...environment,
      ...calls.environment,
      ...binaryOf(TERRAFORM_BINARY_NAME),
      PATH: `${BIN}${delimiter}${PATH}`,
      TF_CLI_ARGS: [GUARD, TF_CLI_ARGS].filter(Boolean).join(" "),
      AWS_ENDPOINT_URL_S3: service.url,
      OFFLINE_AWS_BUCKETS: service.buckets.join(" "),
      LOCAL_STATE_FOLDER: join(folder, "state"),
      // Terraform remembers which state a folder belongs to: each environment has its own memory.
      TF_DATA_DIR: `.terraform/offline-${(ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
    },
    close: () => calls.close(),
  };
}

/** Where things are kept in the folder of an offline AWS, which is made when needed. */
function placesIn(folder: string, configuration: Set<string>, project: string, { hasBucket }: StateService): Isolation {
  mkdirSync(folder, { recursive: true });
  const offline = realpathSync(folder);
  return {
    project: realpathSync(project),
    offline,
    states: join(offline, "state"),
    shadow: new Shadow(join(offline, "terraform", "files"), offline),
    hasBucket,
    data: join(offline, "terraform", "data"),
    onFolder: (real, dataFolder) => {
      for (const each of [real, ...moduleFolders(dataFolder, real)]) configuration.add(each);
    },
  };
}

/** Variables by which programs start Terraform; a binary with another name is found in a variable. */
function binaryOf(name = "terraform"): Record<string, string> {
  if (dirname(name) === BIN) return {}; // one offline AWS behind another
  if (name === "terraform" || name === "tofu") return { TERRAFORM_BINARY_NAME: join(BIN, name) };
  const binary = basename(name) === name ? name : resolve(name);
  return { TERRAFORM_BINARY_NAME: join(BIN, "terraform-binary"), OFFLINE_AWS_BINARY: binary };
}
