import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { terraformBinary } from "../../packages/leftovers/terraform.ts";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { Interrupted, watchSignals } from "../../packages/processes/processes.cjs";
import { lockOptions } from "../../packages/provider-lock/place.ts";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { readPreviewArguments } from "./arguments.ts";
import { findEngine, hasStandIn } from "./engine.ts";
import { PreviewError } from "./preview-error.ts";
import { runQuietly } from "./run-quietly.ts";

const HELP = `Previews the application: builds its image and runs it on your Docker engine, as ECS would, without AWS.

  npm run preview                     at http://localhost:8080
  npm run preview -- --port NUMBER    at another port
  npm run preview -- --down           takes it down again
  npm run preview -- --help           this text

Run it again after a change of app/ or Dockerfile: it rebuilds and restarts what has changed.
Exit code: 0; 1 if it failed, 2 for wrong usage.
`;

/** How long the application may take to answer once its container is healthy. */
const READY_TIMEOUT_MS = 15_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(words: readonly string[]): Promise<void> {
  const asked = readPreviewArguments(words);
  if (asked.action === "help") {
    process.stdout.write(HELP);
    return;
  }
  const standIn = hasStandIn(process.env);
  const engine = standIn ? {} : { DOCKER_HOST: await findEngine(process.env) }; // before anything is written
  const terraform = await prepare({ ...process.env, ...engine });
  if (asked.action === "down") {
    say("Taking the container and its image down …");
    await terraform("destroy", "-auto-approve");
    say("It is down.");
    return;
  }
  say("Building the image and starting its container …");
  await terraform("apply", "-auto-approve", `-var=port=${asked.port}`);
  const url = `http://localhost:${asked.port}`;
  if (!standIn) await waitFor(url);
  say(standIn ? `It would be at ${url}: the stand-in for Docker runs nothing.` : `It is at ${url}`);
  say(`Take it down with:  ${standIn ? "npm run offline -- " : ""}npm run preview -- --down`);
}

/** Synthesizes the stack and initialises Terraform in its folder. */
async function prepare(inherited: NodeJS.ProcessEnv): Promise<(...args: string[]) => Promise<void>> {
  const outdir = inherited.CDKTF_OUTDIR || join("cdktf.out", "preview"); // apart from the environments' stacks
  const environment: NodeJS.ProcessEnv = { ...inherited, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: "1" };
  mkdirSync(outdir, { recursive: true }); // cdktf makes one folder, not those above it
  await runQuietly(process.execPath, ["--import", "tsx", "preview.ts"], environment);
  const binary = terraformBinary(environment);
  const folder = join(outdir, "stacks", "preview");
  const terraform = (command: string, ...args: string[]) =>
    runQuietly(binary, [`-chdir=${folder}`, command, "-input=false", "-no-color", ...args], environment);
  await terraform("init", ...lockOptions(folder, environment));
  return terraform;
}

async function waitFor(url: string): Promise<void> {
  for (const since = performance.now(); performance.now() - since < READY_TIMEOUT_MS; await sleep(200)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new PreviewError(
    `the container is healthy, but nothing answers at ${url}: an engine on another machine opens the port there`,
  );
}

watchSignals();
explainFileProblems("preview");
main(process.argv.slice(2)).catch((problem: unknown) => {
  if (!(problem instanceof PreviewError || problem instanceof Interrupted)) throw problem;
  process.stderr.write(`preview: ${withoutSecrets(problem.message)}\n`);
  process.exitCode = problem.exitCode;
});
