import { spawn, spawnSync } from "node:child_process";

const BINARY = process.env.TERRAFORM_BINARY_NAME || "terraform";

const isThere = spawnSync(BINARY, ["version"]).status === 0;
if (!isThere) process.stderr.write(`skipped: tests that run Terraform, because ${BINARY} is not on the PATH\n`);

/** `describe` for tests that run Terraform; they are skipped where there is none. */
export const describeWithTerraform = isThere ? describe : describe.skip;

export interface Run {
  code: number;
  /** Standard output and standard error. */
  text: string;
}

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd = process.cwd(),
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, text }));
  });
}

/** Runs Terraform in a folder, with some extra variables. */
export function terraform(folder: string, variables: Record<string, string>, ...args: string[]): Promise<Run> {
  const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
  return run(BINARY, [`-chdir=${folder}`, ...args], { ...env, ...variables });
}

/** What a plan would do, or an apply has done. */
export interface Outcome {
  add: number;
  change: number;
  remove: number;
  /** Types of the resources that are replaced. */
  replaced: string[];
}

/** A message of `terraform plan -json`, as far as it is read here. */
interface Message {
  type: string;
  changes?: { add: number; change: number; remove: number };
  change?: { action: string; resource: { addr: string; resource_type: string } };
  hook?: { action: string; resource: { addr: string } };
}

/** Runs `plan`, `apply` or `destroy`, and fails if it does. */
export async function outcome(folder: string, variables: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const messages = await messagesOf(folder, variables, ...args);
  const summary = messages.findLast(({ type }) => type === "change_summary")?.changes;
  if (summary === undefined) throw new Error(`terraform ${args.join(" ")} says nothing of changes in ${folder}`);
  const replaced = plannedChanges(messages).flatMap(({ action, resource }) =>
    action === "replace" ? [resource.resource_type] : [],
  );
  return { add: summary.add, change: summary.change, remove: summary.remove, replaced };
}

/** What a plan would do with each resource: `update aws_vpc.main`. */
export async function changes(folder: string, variables: Record<string, string>): Promise<string[]> {
  const messages = await messagesOf(folder, variables, "plan");
  return plannedChanges(messages).map(({ action, resource }) => `${action} ${resource.addr}`);
}

/** Applies, and returns what was done with each resource, in the order in which it began: `create aws_vpc.main`. */
export async function applied(folder: string, variables: Record<string, string>): Promise<string[]> {
  const messages = await messagesOf(folder, variables, "apply", "-auto-approve");
  return messages.flatMap(({ type, hook }) =>
    type === "apply_start" && hook !== undefined ? [`${hook.action} ${hook.resource.addr}`] : [],
  );
}

const plannedChanges = (messages: Message[]) =>
  messages.flatMap(({ type, change }) => (type === "planned_change" && change !== undefined ? [change] : []));

async function messagesOf(folder: string, variables: Record<string, string>, ...args: string[]): Promise<Message[]> {
  const { code, text } = await terraform(folder, variables, ...args, "-json");
  if (code !== 0) throw new Error(`terraform ${args.join(" ")} failed in ${folder}:\n${text}`);
  return text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Message] : []));
}
