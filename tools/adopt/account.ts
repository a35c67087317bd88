import * as v from "valibot";
import { capture } from "../../packages/processes/processes.cjs";
import { AdoptError } from "./adopt-error.ts";
import { existingOf, LISTED_TYPES } from "./arns.ts";
import { type Inventory, type Listed, OWNER_TAGS, type StackPlace } from "./existing.ts";

/** What `aws resourcegroupstaggingapi get-resources` answers. */
const answered = v.object({ ResourceTagMappingList: v.array(v.object({ ResourceARN: v.string() })) });

/** Where the API lists what belongs to no region, such as policies. */
const GLOBAL_REGION = "us-east-1";

/** An account of AWS, asked through the AWS CLI by the tags of a stack. Roles and what has no tags are not listed there. */
export class AccountInventory implements Inventory {
  readonly mayHideOthers = (type: string): boolean => !LISTED_TYPES.has(type);

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  others(): ReadonlySet<string> {
    return new Set();
  }

  async list(stack: StackPlace): Promise<readonly Listed[]> {
    const regions = [...new Set([stack.region, ...(/^(cn|us-gov)-/.test(stack.region) ? [] : [GLOBAL_REGION])])];
    const found = new Map<string, Listed>();
    for (const region of regions)
      for (const arn of await this.#arns(region, stack)) {
        const isThere = region === stack.region || arn.split(":")[3] === "";
        const existing = isThere ? existingOf(arn) : undefined;
        if (existing !== undefined) found.set(arn, existing);
      }
    return [...found.values()];
  }

  async #arns(region: string, { tags }: StackPlace): Promise<string[]> {
    const filters = OWNER_TAGS.flatMap((key) => (tags[key] === undefined ? [] : [{ Key: key, Values: [tags[key]] }]));
    const args = ["resourcegroupstaggingapi", "get-resources", "--region", region, "--output", "json"];
    const { code, stdout, stderr } = await capture("aws", [...args, "--tag-filters", JSON.stringify(filters)], {
      env: { ...this.environment, AWS_PAGER: "" },
    }).catch((problem: NodeJS.ErrnoException) => {
      if (problem.code !== "ENOENT") throw problem;
      throw new AdoptError("the AWS CLI, which lists resources by their tags, is not on the PATH: install it");
    });
    if (code !== 0)
      throw new AdoptError(
        `resources can't be listed by the tags of the stacks in ${region}: ${stderr.trim().slice(0, 300)} (it requires tag:GetResources)`,
      );
    return v.parse(answered, JSON.parse(stdout)).ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN);
  }
}
