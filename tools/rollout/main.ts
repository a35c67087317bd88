import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeHelp } from "../../packages/processes/help.ts";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { Interrupted } from "../../packages/processes/processes.cjs";
import { synthesizeEnvironment } from "../../packages/synthesis/synthesize-environment.ts";
import { type EnvironmentName, pictures, REVIEW, SHOWN, withRoles } from "./pictures.ts";
import type { SynthesizedStack } from "./read.ts";

const HELP = `Draws the pictures of the documentation, and lists the roles of a delivery, from the synthesized environments: npm run pictures

It writes docs/pictures, and the table of roles in docs/delivery.md.
`;

const ROOT = resolve(__dirname, "../..");
const FOLDER = join(ROOT, "docs", "pictures");

const DELIVERY = join(ROOT, "docs", "delivery.md");

/** Draws how the example environments are delivered and deployed, and lists who may do so, for the documentation. */
async function main(): Promise<void> {
  if (writeHelp(process.argv.slice(2), HELP)) return;
  const stacks = { demo: await stacksOf("demo"), showcase: await stacksOf("showcase") };
  const environments = Object.keys(SHOWN) as EnvironmentName[];
  const drawn = environments.flatMap((environment) => [...pictures(environment, stacks[environment])]);
  const document = withRoles(readFileSync(DELIVERY, "utf8"), stacks);
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) if (file !== REVIEW) rmSync(join(FOLDER, file));
  for (const [file, svg] of drawn) writeFileSync(join(FOLDER, file), svg);
  writeFileSync(DELIVERY, document);
  process.stdout.write(`${drawn.length} pictures in docs/pictures, roles in docs/delivery.md\n`);
}

/** The stacks of an environment as they are today, not as they were synthesized before. */
async function stacksOf(environment: EnvironmentName): Promise<SynthesizedStack[]> {
  const outdir = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    await synthesizeEnvironment(environment, outdir);
    return readdirSync(join(outdir, "stacks")).map(
      (stack) => JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as SynthesizedStack,
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

explainFileProblems("pictures");
main().catch((problem: unknown) => {
  if (!(problem instanceof Interrupted)) throw problem;
  process.exitCode = problem.exitCode;
});
