import { type Captured, collect } from "../../processes/collect.cjs";

/** How many resources an apply has added, changed and destroyed; one that is replaced counts twice. */
export interface ChangeCounts {
  added: number;
  changed: number;
  destroyed: number;
}

/** A line of Terraform's output with `-json`, as far as it is read here. */
interface Message {
  "@message": string;
  "@level": string;
  type: string;
  changes?: { add: number; change: number; remove: number };
  diagnostic?: { severity: string; summary: string; detail: string; address?: string };
}

/** Exit code of `plan -detailed-exitcode` where something would change. */
const CHANGES = 2;

/** Runs of Terraform in a folder. Each method rejects with Terraform's errors. */
export class TerraformRuns {
  constructor(
    private readonly name: string,
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async init(): Promise<void> {
    const { code, stdout, stderr } = await this.run("init", "-input=false", "-no-color");
    if (code !== 0) throw new Error(`${this.name}: terraform init failed:\n${stdout}${stderr}`);
  }

  apply(): Promise<ChangeCounts> {
    return this.change("apply");
  }

  destroy(): Promise<ChangeCounts> {
    return this.change("destroy");
  }

  async expectNoChanges(): Promise<void> {
    const { code, stdout, stderr } = await this.run("plan", "-input=false", "-detailed-exitcode", "-json");
    const messages = messagesIn(stdout);
    if (code === 0) return;
    if (code !== CHANGES) throw this.failure("plan", messages, stderr);
    const planned = messages.filter(({ type }) => ["planned_change", "change_summary"].includes(type));
    throw new Error(
      [`${this.name}: a second plan is not empty:`, ...planned.map((each) => each["@message"])].join("\n"),
    );
  }

  private async change(command: "apply" | "destroy"): Promise<ChangeCounts> {
    const { code, stdout, stderr } = await this.run(command, "-input=false", "-auto-approve", "-json");
    const messages = messagesIn(stdout);
    const done = messages.findLast(({ type }) => type === "change_summary")?.changes;
    if (code !== 0 || done === undefined) throw this.failure(command, messages, stderr);
    return { added: done.add, changed: done.change, destroyed: done.remove };
  }

  private run(...args: string[]): Promise<Captured> {
    const { environment: env, folder: cwd } = this;
    return collect(env.TERRAFORM_BINARY_NAME ?? "terraform", args, { cwd, env });
  }

  private failure(command: string, messages: Message[], stderr: string): Error {
    const errors = messages.flatMap(({ diagnostic }) =>
      diagnostic?.severity === "error"
        ? [`${diagnostic.address ? `${diagnostic.address}: ` : ""}${diagnostic.summary}\n${diagnostic.detail}`.trim()]
        : [],
    );
    return new Error([`${this.name}: terraform ${command} failed:`, ...errors, stderr.trim()].join("\n").trim());
  }
}

const messagesIn = (text: string): Message[] =>
  text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Message] : []));
