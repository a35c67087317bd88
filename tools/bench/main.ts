import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeHelp } from "../../packages/processes/help.ts";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { capture, Interrupted } from "../../packages/processes/processes.cjs";
import { type Measurement, median, report } from "./measurement.ts";
import { measureOffline } from "./offline.ts";

/** Number of runs of what takes about a second: a single slow run does not change the median. */
const RUNS = 7;

/** Sizes of environments; a load balancer takes a hundred services, and there are two. */
const SERVICES = [1, 10, 50, 200];

/** What runs the app, as cdktf.json says. */
const APP = ["packages/synthesis/app.mjs"];

const BENCHMARKS: Record<string, () => Promise<Measurement[]>> = {
  synthesis: measureSynthesis,
  services: measureServices,
  demo: measureDemo,
  offline: measureOffline,
  test: async () => [{ what: "npm test", seconds: await time("npm", ["test"]), limit: 180 }],
};

const HELP = `Times the project against its limits: npm run bench [-- NAME…]

NAME: ${Object.keys(BENCHMARKS).join(", ")}; all without one
`;

async function main(names: string[]): Promise<number> {
  if (writeHelp(names, HELP)) return 0;
  const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length > 0) {
    process.stderr.write(
      `no benchmark ${unknown.join(", ")}: choose from ${Object.keys(BENCHMARKS).join(", ")}, or none for all\n`,
    );
    return 2;
  }
  let failed = false;
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS))
    for (const measurement of (await BENCHMARKS[name]?.()) ?? []) {
      const { line, ok } = report(measurement);
      process.stdout.write(`${line}\n`);
      failed ||= !ok;
    }
  return failed ? 1 : 0;
}

/** The app against loading what it needs and doing nothing with it. */
async function measureSynthesis(): Promise<Measurement[]> {
  const imports = writeScript(
    "imports.ts",
    ["cdktf", ...bindings("constructs"), ...bindings("stacks")].map((name) => `import "${name}";\n`).join(""),
  );
  const bare: number[] = [];
  const synthesis: number[] = [];
  // Alternating, so that both run under the same load; the first run of each fills caches.
  for (let run = 0; run <= RUNS; run++) {
    const pair = [await synthesize(imports), await synthesize("main.ts", APP)] as const;
    if (run === 0) continue;
    bare.push(pair[0]);
    synthesis.push(pair[1]);
  }
  const baseline = median(bare);
  return [
    { what: "import of cdktf and the bindings in use", seconds: baseline },
    {
      what: "synthesis of the demo environment",
      seconds: median(synthesis),
      limit: 1.2,
      baseline: { seconds: baseline, limit: 1.8 },
    },
  ];
}

/** Environments of many services; the time for each more must not grow. */
async function measureServices(): Promise<Measurement[]> {
  const seconds: number[] = [];
  for (const count of SERVICES) {
    const script = writeScript(`services-${count}.ts`, manyServices(count));
    seconds.push(median([await synthesize(script), await synthesize(script), await synthesize(script)]));
  }
  const [one = 0, , some = 0, many = 0] = seconds;
  const each = (more: number, from: number, to: number) => (more - from) / to;
  const [, , someCount = 0, manyCount = 0] = SERVICES;
  return [
    ...SERVICES.map((count, index) => ({
      what: `synthesis of ${count} ${count === 1 ? "service" : "services"}`,
      seconds: seconds[index] ?? 0,
      ...(count === 50 && { limit: 2.5 }),
    })),
    {
      what: `each service more, ${someCount} to ${manyCount}, against 1 to ${someCount}`,
      seconds: each(many, some, manyCount - someCount),
      baseline: { seconds: each(some, one, someCount - 1), limit: 1.5 },
    },
  ];
}

/** A program that synthesizes the demo environment with a number of services instead of its own services. */
function manyServices(count: number): string {
  return `
    import "../../../config/fast-start.ts"; // as main.ts does
    import { App } from "cdktf";
    import { demo } from "../../../config/environments/demo.ts";
    import { parseConfig } from "../../../config/load.ts";
    import { compose } from "../../../main.ts";
    const services = Array.from({ length: ${count} }, (_, index) => ({
      name: \`service-\${index}\`,
      cluster: "fargate",
      container: { image: "nginx:1.29" },
      route: { priority: index + 1, paths: [\`/\${index}/*\`] },
      scaling: { minTasks: 1, maxTasks: 4, tracking: [{ metric: "cpu", target: 60 }] },
      alarms: [{ metric: "server-errors", threshold: 10 }],
    }));
    const onInstances = services.splice(0, ${Math.floor(count / 2)}).map((service) => ({
      ...service,
      cluster: "ec2",
      container: { image: "nginx:1.29", memoryMiB: 64 },
    }));
    const app = new App();
    compose(app, parseConfig({ ...demo, services: [...services, ...onInstances], delivery: { services: [] } }, "bench"));
    app.synth();
  `;
}

/** The demo from an empty cloud, and once more. */
async function measureDemo(): Promise<Measurement[]> {
  const demo = () => time("npm", ["run", "demo"]);
  await capture("npm", ["run", "offline", "--", "--reset"]);
  return [
    { what: "npm run demo, from nothing", seconds: await demo(), limit: 60 },
    { what: "npm run demo, once more", seconds: await demo(), limit: 60 },
  ];
}

/** Writes a program where it can import what the project can, and names its file. */
function writeScript(name: string, text: string): string {
  const folder = join("node_modules", ".cache", "bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Seconds that a program takes which synthesizes into a new folder. */
async function synthesize(file: string, program: readonly string[] = ["--import", "tsx"]): Promise<number> {
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return await time(process.execPath, [...program, file], { CDKTF_OUTDIR: outdir });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Names of the bindings that are imported below a folder. */
function bindings(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8")).join("");
  return [...new Set([...texts.matchAll(/"(@cdktf\/provider-[^"]+)"/g)].map(([, name]) => name as string))];
}

/** Seconds that a program takes. Throws with its output if it fails. */
async function time(command: string, args: string[], variables: NodeJS.ProcessEnv = {}): Promise<number> {
  const start = performance.now();
  const { code, stdout, stderr } = await capture(command, args, { env: { ...process.env, ...variables } });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return (performance.now() - start) / 1000;
}

explainFileProblems("bench");
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (problem: unknown) => {
    if (!(problem instanceof Interrupted)) throw problem;
    process.exitCode = problem.exitCode;
  },
);
