import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { attachOfflineAws } from "../../packages/offline-aws/attach.ts";
import { Catalog } from "../../packages/offline-aws/schema/catalog.ts";
import { writeHelp } from "../../packages/processes/help.ts";
import { capture, uninterrupted } from "../../packages/processes/processes.cjs";
import { type Measured, measure } from "./measure.ts";
import { findRealProvider, type RealProvider, startRealProvider } from "./real-provider.ts";
import { parityReport } from "./report.ts";
import { copyForRealProvider, fixturesIn, type LocatedConfiguration, otherProviders, stacksIn } from "./subjects.ts";
import { PlanningTerraform } from "./terraform.ts";

const HELP = `Compares plans of the offline AWS with those of a real AWS provider in a filesystem mirror on this machine:
npm run parity [-- NAME…]

NAME: such as fixtures/sqs; all stacks of the demo and all fixtures of the offline AWS without one, and the report is
then also written to packages/offline-aws/parity.txt
Exit code: 0 if they were compared, or there is no real provider; 1 if something could not be planned.
`;

const ROOT = resolve(__dirname, "../..");
const FIXTURES = join(ROOT, "__tests__/packages/offline-aws/fixtures");
/** Where the report of all configurations is kept. */
const REPORT = join(ROOT, "packages/offline-aws/parity.txt");
/** The account in which the offline AWS is. */
const ACCOUNT = "123456789012";

async function synthesize(outdir: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const words = ["tools/cdktf/cdktf.mjs", "synth", "--output", outdir];
  const { code, stdout, stderr } = await capture(process.execPath, words, { cwd: ROOT, env: environment });
  if (code !== 0) throw new Error(`cdktf synth failed with ${code}: ${stdout}${stderr}`);
}

async function compareAll(real: RealProvider, asked: readonly string[], work: string): Promise<Measured[]> {
  const catalog = Catalog.of("aws");
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const environment = { ...inherited, ENVIRONMENT: "demo" };
  const attach = (cloud: string) =>
    attachOfflineAws({ folder: join(work, "offline", cloud), project: work, environment });
  const clouds = new Map([["stacks", await attach("stacks")]]);
  const theirs = await startRealProvider(real, ACCOUNT, inherited);
  const compareOne = async (subject: LocatedConfiguration): Promise<Measured[]> => {
    const others = otherProviders(subject.folder);
    const [ours, copy] = [join(work, "ours", subject.name), join(work, "real", subject.name)];
    cpSync(subject.folder, ours, { recursive: true });
    copyForRealProvider(subject.folder, copy, real.version);
    if (others.length > 0)
      return [{ name: subject.name, plan: "fresh", failure: `also needs ${others.join(", ")}, which is not here` }];
    const aws = clouds.get(subject.cloud) ?? (await attach(subject.cloud));
    clouds.set(subject.cloud, aws);
    const [offline, actual] = [
      new PlanningTerraform(ours, aws.environment),
      new PlanningTerraform(copy, theirs.environment),
    ];
    return measure(subject, offline, actual, (type) => catalog.find("resource", type)?.block);
  };
  try {
    const outdir = join(work, "cdktf.out");
    await synthesize(outdir, { ...environment, ...clouds.get("stacks")?.environment });
    const subjects = [...stacksIn(outdir, join(work, "stacks")), ...fixturesIn(FIXTURES)];
    const measured: Measured[] = [];
    for (const subject of subjects.filter(
      ({ name }) => asked.length === 0 || asked.some((each) => name.endsWith(`/${each}`) || name === each),
    ))
      measured.push(...(await compareOne(subject)));
    return measured;
  } finally {
    theirs.stop();
    for (const aws of clouds.values()) await aws.stop();
  }
}

async function main(asked: readonly string[]): Promise<number> {
  if (writeHelp(asked, HELP)) return 0;
  const real = await findRealProvider("/");
  if (real === undefined) {
    process.stdout.write("No AWS provider is in a filesystem mirror on this machine: nothing was compared.\n");
    return 0;
  }
  const work = realpathSync(mkdtempSync(join(tmpdir(), "parity-")));
  try {
    mkdirSync(join(work, "ours"));
    const measured = await compareAll(real, asked, work);
    const report = parityReport(real.version, measured);
    process.stdout.write(report);
    if (asked.length === 0) writeFileSync(REPORT, report);
    return measured.some(({ comparison }) => comparison === undefined) ? 1 : 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

uninterrupted(() => main(process.argv.slice(2))).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
