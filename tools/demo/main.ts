import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findLeftovers } from "../../packages/leftovers/find.ts";
import { reportLines } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformBinary, terraformOf } from "../../packages/leftovers/terraform.ts";
import { interruptionsOf } from "../../packages/offline-aws/watch/journal.ts";
import { writeHelp } from "../../packages/processes/help.ts";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { interruption, start, uninterrupted } from "../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import {
  commandsCommand,
  describeChanges,
  interruptionLine,
  type Outputs,
  outputLines,
  resultTable,
  type StackResult,
} from "./summary.ts";
import { Terminal } from "./terminal.ts";
import { type StackWatch, watchStacks } from "./watch.ts";

const HELP = `Deploys the demo environment to the offline AWS, with cdktf and Terraform, and lists what was deployed: npm run demo

Nothing of it is real. Installs packages first if they are missing. Exit code: 0; 1 if it failed, 130 after Ctrl-C.
`;

const FOLDER = ".offline-aws";
const LOG = join(FOLDER, "demo.log");
const OUTPUTS = join(FOLDER, "demo-outputs.json");
const CLOUD = join(FOLDER, "cloud");
const STATE = join(FOLDER, "state", "demo");

async function main(): Promise<number> {
  const terminal = new Terminal(process.stdout, process.env);
  const { bold, dim, red } = terminal.colors;
  const start = performance.now();
  mkdirSync(FOLDER, { recursive: true });
  terminal.line(bold("Deploying the demo environment to the offline AWS, with cdktf and Terraform"));
  terminal.line();
  terminal.now("  synthesizing …");
  const watch: StackWatch = watchStacks(STATE, (done) => {
    if (done !== undefined) terminal.line(`  ${progressLine(done)}`);
    const working = watch.working();
    terminal.now(working.length > 0 ? `  deploying ${working.join(", ")} …` : "  waiting for cdktf …");
  });
  const before = interruptionsOf(CLOUD).length;
  const code = await deploy();
  const states = code === 0 ? new States("cdktf.out", terraformOf(process.env)) : undefined;
  const results = await uninterrupted(() => watch.end([...(states?.stacks.keys() ?? [])]));
  terminal.now("");
  terminal.line();
  const interrupted = interruption();
  if (interrupted !== undefined) {
    terminal.line("Interrupted. Run npm run demo again to finish the work.");
    return interrupted;
  }
  const broken = interruptionLine(interruptionsOf(CLOUD).slice(before));
  if (states === undefined) {
    if (broken !== undefined) terminal.line(broken);
    process.stderr.write(
      `${red(`cdktf failed with exit code ${code}`)}. Its output is in ${LOG}; its errors:\n\n${withoutSecrets(errorsIn(readFileSync(LOG, "utf8")))}\n`,
    );
    return 1;
  }
  const outputs = JSON.parse(readFileSync(OUTPUTS, "utf8")) as Outputs;
  for (const line of resultTable(results, (performance.now() - start) / 1000)) terminal.line(`  ${line}`);
  terminal.line();
  for (const line of outputLines(outputs)) terminal.line(`  ${line}`);
  terminal.line();
  const command = commandsCommand(outputs, terraformBinary(process.env));
  if (command !== undefined) {
    terminal.line("Everyday operations of a service, as AWS CLI commands:");
    terminal.line(`  ${command}`);
    terminal.line();
  }
  const left = reportLines(await findLeftovers(states), { environment: "demo", offline: true });
  for (const line of left) terminal.line(line);
  if (left.length > 0) terminal.line();
  if (broken !== undefined) terminal.line(broken);
  terminal.line(dim("Nothing of this is real, so nothing answers at these addresses. Take it down with:"));
  terminal.line(dim("  npm run offline -- npm run destroy"));
  return 0;
}

function progressLine({ name, resources, changes, seconds }: StackResult): string {
  return `${name.padEnd(16)} ${String(resources).padStart(3)} resources, ${describeChanges(changes)} (${seconds.toFixed(1)} s)`;
}

/** Runs `cdktf deploy '*'` on the offline AWS; what it writes goes to the log. */
async function deploy(): Promise<number> {
  const offline = ["--import", "tsx", "packages/offline-aws/cli.ts"];
  const cdktf = [process.execPath, "tools/cdktf/cdktf.mjs", "deploy", "*", "--outputs-file", OUTPUTS];
  const { child, ended } = start(process.execPath, [...offline, ...cdktf], {
    stdio: ["inherit", "pipe", "pipe"],
    // CI makes cdktf write lines instead of frames.
    env: { ...process.env, ENVIRONMENT: "demo", CI: "1", NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  const log = createWriteStream(LOG);
  let problem: Error | undefined;
  // Terraform must come to its end before this does.
  log.on("error", (each) => {
    problem ??= each;
    for (const stream of [child.stdout, child.stderr]) stream?.unpipe(log).resume();
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const code = await ended;
  await new Promise<void>((resolve) => log.end(() => resolve()));
  if (problem !== undefined) throw problem;
  return code;
}

/** Terraform's errors in a log, each with the lines that say where; the log's last lines where there are none. */
function errorsIn(log: string): string {
  const lines = log.split("\n");
  const starts = lines.flatMap((line, index) => (/^[\w-]*[\s│]*Error: /.test(line) ? [index] : []));
  const found = starts.flatMap((start) => lines.slice(start, start + 12));
  return (found.length > 0 ? found : lines.slice(-15)).map((line) => line.trimEnd()).join("\n");
}

explainFileProblems("demo");
if (!writeHelp(process.argv.slice(2), HELP)) main().then((code) => process.exit(code));
