import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments } from "../../packages/offline-aws/options.ts";
import awsCli from "../support/aws-cli.json";
import { DOCUMENTS } from "../support/document.ts";
import { callsIn, wordsOf } from "../support/document-commands.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { synthesized } from "../support/synthesized.ts";

const ROOT = resolve(__dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
const STACKS = [...synthesized("demo"), ...synthesized("showcase")];

/** Names of the outputs of a stack; those of services end with the name of any. */
const outputsOf = (stack: string): string[] =>
  STACKS.filter((each) => each["//"]?.metadata.stackName === stack).flatMap(({ output = {} }) => Object.keys(output));

/** Options that every command of the AWS CLI has. https://docs.aws.amazon.com/cli/latest/reference/ */
const OF_EVERY_AWS_COMMAND = ["region", "output", "query", "profile", "no-cli-pager", "cli-input-json"];

/** Subcommands of Terraform that are written about. https://developer.hashicorp.com/terraform/cli/commands */
const TERRAFORM = [
  ...["init", "plan", "apply", "destroy", "output", "show", "import"],
  ...["state push", "state rm", "force-unlock", "providers lock", "providers schema"],
];

/** Other programs that readers have, by how they are called: a call needs no project. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  ab: /^-n \d+ -c \d+ /, // ApacheBench, of the output "test the load"
  basename: /^\S+$/,
  cp: /^-R \S+ \S+$/,
  docker: /^(?:build|login|buildx imagetools inspect)\b/,
  git: /^(?:push|grep|config --global)\b/,
  jq: /^(?:-r|--arg) /,
  sed: /^(?:-n \d+p|-i -E )/,
  xargs: /^(?:-n1|sed )/,
};

/** What is wrong with a call; undefined if nothing is. */
function problemOf([program = "", ...args]: readonly string[], isWhole: boolean): string | undefined {
  switch (program) {
    case "npm":
      return npmProblem(args, isWhole);
    case "npx":
      return npxProblem(args, isWhole);
    case "node":
      return nodeProblem(args);
    case "terraform":
    case "tofu":
      return terraformProblem(args);
    case "aws":
      return awsProblem(args, isWhole);
    default:
      return OTHERS[program]?.test(args.join(" ")) ? undefined : "is a program that no test knows";
  }
}

function npmProblem([command, ...rest]: readonly string[], isWhole: boolean): string | undefined {
  if (["test", "ci", "install", "pack"].includes(command ?? "")) return undefined;
  if (command !== "run") return `npm ${command} is not known to any test`;
  const [script = "", separator, ...args] = rest.filter((word) => word !== "-s");
  if (!Object.hasOwn(scripts, script)) return `package.json has no script ${script}`;
  if (separator !== undefined && separator !== "--") return "npm takes options of the script only after --";
  return script === "offline" ? offlineProblem(args, isWhole) : undefined;
}

function offlineProblem(args: readonly string[], isWhole: boolean): string | undefined {
  if (args.length === 0 && !isWhole) return undefined;
  const commandLine = readArguments(args);
  return commandLine.action === "run" ? problemOf(commandLine.command, isWhole) : undefined;
}

function npxProblem([program, ...args]: readonly string[], isWhole: boolean): string | undefined {
  if (program === "offline-aws") return offlineProblem(args, isWhole);
  return ["cdktf", "jest"].includes(program ?? "") ? undefined : `npx ${program} is not known to any test`;
}

const nodeProblem = (args: readonly string[]) =>
  args.some((word) => /\.(?:ts|mjs)$/.test(word) && existsSync(join(ROOT, word))) ? undefined : "has no such program";

function terraformProblem(args: readonly string[]): string | undefined {
  const [first = "", second = "", ...more] = args.filter((word) => !/^-(?:chdir=|raw|json|force)/.test(word));
  if (!TERRAFORM.includes(first) && !TERRAFORM.includes(`${first} ${second}`)) return `has no subcommand ${first}`;
  const [, stack] = /^-chdir=(?:cdktf\.out\/stacks|terraform)\/([\w-]+)$/.exec(args[0] ?? "") ?? [];
  if (stack === undefined) return undefined;
  const outputs = outputsOf(stack);
  if (outputs.length === 0) return `there is no stack ${stack}`;
  const isOutput = outputs.includes(second) || (second.startsWith("commands-") && stack.endsWith("-cluster"));
  return first === "output" && (!isOutput || more.length > 0) ? `${stack} has no output ${second}` : undefined;
}

function awsProblem(args: readonly string[], isWhole: boolean): string | undefined {
  const name = args.slice(0, args[1] === "wait" ? 3 : 2).join(" ");
  const command = (awsCli.commands as Record<string, { options: string[]; required: string[] }>)[name];
  if (command === undefined) return `aws ${name} is not in aws-cli.json: add it, and run aws-cli.py beside it`;
  const given = args.filter((word) => word.startsWith("--")).map((word) => word.slice(2).replace(/=.*/, ""));
  const unknown = given.filter((option) => ![...command.options, ...OF_EVERY_AWS_COMMAND].includes(option));
  const mayLack = !isWhole || given.includes("cli-input-json");
  const missing = mayLack ? [] : command.required.filter((option) => !given.includes(option));
  if (unknown.length + missing.length === 0) return undefined;
  return `aws ${name}: unknown options ${unknown}, missing options ${missing}`;
}

const found = (place: string, words: readonly string[], isWhole: boolean): string[] => {
  const problem = problemOf(words, isWhole);
  return problem === undefined ? [] : [`${place}: ${words.join(" ")}: ${problem}`];
};

test.each(DOCUMENTS)("the commands of %s exist with their options", (document) => {
  expect(callsIn(document).flatMap(({ place, words, isWhole }) => found(place, words, isWhole))).toEqual([]);
});

test("so do those that outputs show", () => {
  const commands = STACKS.flatMap(({ output = {} }) => Object.entries(output)).flatMap(([name, { value }]) =>
    /^commands-|^hotFix$/.test(name) ? Object.values(value as Record<string, string>).map((text) => [name, text]) : [],
  ) as [string, string][];
  // What only Terraform knows is not a matter of the shell.
  const calls = nonEmpty(commands).flatMap(([name, text]) =>
    wordsOf(text.replaceAll(/\$\{[^}]*\}/g, "ID")).map((words) => [name, words] as const),
  );
  expect(calls.flatMap(([name, words]) => found(name, words, true))).toEqual([]);
});

test.each([
  ["npm run dmeo", "package.json has no script dmeo"],
  ["npm run review --offline", "npm takes options of the script only after --"],
  ["terraform -chdir=cdktf.out/stacks/network output vpcID", "network has no output vpcID"],
  ["terraform -chdir=cdktf.out/stacks/net output vpcId", "there is no stack net"],
  ["npm run offline -- terraform outputs", "has no subcommand outputs"],
  ["aws ecs run-tasks", "aws ecs run-tasks is not in aws-cli.json: add it, and run aws-cli.py beside it"],
  ["aws ecs stop-task --cluster a --tasks b", "aws ecs stop-task: unknown options tasks, missing options task"],
  ["node tools/demo.ts", "has no such program"],
  ["cdktf deploy", "is a program that no test knows"],
])("%s is found", (command, problem) => {
  expect(wordsOf(command).map((words) => problemOf(words, true))).toEqual([problem]);
});
