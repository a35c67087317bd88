import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { firstError, terraformOf } from "../../../packages/leftovers/terraform.ts";
import { attachOfflineAws } from "../../../packages/offline-aws/attach.ts";
import { FOLDER } from "../../../packages/offline-aws/folder.ts";

interface Message {
  readonly type: string;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number };
}

const SIGNS: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-", replace: "±", read: "<" };

/** What plans say of stacks that are deployed to the offline AWS; nothing of others. Changes nothing there. */
export async function offlinePlans(
  outdir: string,
  stacks: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string[]> {
  const isAttached = environment.TF_REATTACH_PROVIDERS !== undefined;
  const states = (isAttached && environment.LOCAL_STATE_FOLDER) || resolve(FOLDER, "state");
  const isDeployed = (stack: string) =>
    existsSync(join(states, environment.ENVIRONMENT || "demo", `${stack}.tfstate`)) &&
    existsSync(join(outdir, "stacks", stack));
  const deployed = stacks.filter(isDeployed);
  if (deployed.length === 0) return [];
  const offline = isAttached ? undefined : await attachOfflineAws({ folder: FOLDER, environment });
  try {
    const plans = deployed.map((stack) => plan(join(outdir, "stacks", stack), offline?.environment ?? environment));
    const lines = await Promise.all(plans);
    return deployed.flatMap((stack, index) => {
      const [first, ...more] = lines[index] ?? [];
      return [`  plan of ${stack} on the offline AWS: ${first}`, ...more.map((line) => `    ${line}`)];
    });
  } finally {
    await offline?.stop();
  }
}

/** A line on the whole plan, and one for each resource that changes. */
async function plan(folder: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const terraform = terraformOf(environment);
  const make = () => terraform(folder, ["plan", "-json", "-input=false", "-lock=false"]);
  let made = await make();
  if (made.code !== 0) {
    const init = await terraform(folder, ["init", "-input=false", "-no-color"]);
    if (init.code !== 0) return [firstError(init.stderr || init.stdout)];
    made = await make();
  }
  return planLines(made.stdout);
}

/** What a plan says, from the messages that Terraform writes with `-json`. */
export function planLines(text: string): string[] {
  const messages = text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Message] : []));
  const problem = text.split("\n").find((line) => line.includes('"@level":"error"'));
  if (problem !== undefined) return [(JSON.parse(problem) as { "@message": string })["@message"]];
  const changes = messages.find(({ type }) => type === "change_summary")?.changes;
  if (changes === undefined) return ["no plan"];
  const planned = messages.flatMap(({ type, change }) => (type === "planned_change" && change ? [change] : []));
  const { add, change, remove } = changes;
  const none = add + change + remove === 0;
  return [
    none ? "nothing to do" : `${add} to add, ${change} to change, ${remove} to destroy`,
    ...planned.map(({ resource, action }) => `${SIGNS[action] ?? "?"} ${resource.addr}`),
  ];
}
