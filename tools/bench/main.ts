import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Measurement, median, report } from "./measurement.ts";

/** Runs of what takes about a second; the median is not moved by a single slow one. */
const RUNS = 7;

const BENCHMARKS: Record<string, () => Measurement[]> = {
  synthesis: measureSynthesis,
  demo: measureDemo,
  test: () => [{ what: "npm test", seconds: time("npm", ["test"]), limit: 120 }],
};

function main(names: string[]): number {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length > 0) {
    process.stderr.write(
      `no benchmark ${unknown.join(", ")}: choose from ${Object.keys(BENCHMARKS).join(", ")}, or none for all\n`,
    );
    return 2;
  }
  let failed = false;
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS))
    for (const measurement of BENCHMARKS[name]?.() ?? []) {
      const { line, ok } = report(measurement);
      process.stdout.write(`${line}\n`);
      failed ||= !ok;
    }
  return failed ? 1 : 0;
}

/** The app against loading what it needs and doing nothing with it. */
function measureSynthesis(): Measurement[] {
  const folder = join("node_modules", ".cache", "bench");
  mkdirSync(folder, { recursive: true });
  const imports = join(folder, "imports.ts");
  writeFileSync(
    imports,
    ["cdktf", ...bindings("constructs"), ...bindings("stacks")].map((name) => `import "${name}";\n`).join(""),
  );
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  const node = (file: string) => time(process.execPath, ["--import", "tsx", file], { CDKTF_OUTDIR: outdir });
  const bare: number[] = [];
  const synthesis: number[] = [];
  // In turns, so that both meet the same weather; the first of each fills caches.
  for (let run = 0; run <= RUNS; run++) {
    const pair = [node(imports), node("main.ts")] as const;
    if (run === 0) continue;
    bare.push(pair[0]);
    synthesis.push(pair[1]);
  }
  rmSync(outdir, { recursive: true, force: true });
  const baseline = median(bare);
  return [
    { what: "import of cdktf and the bindings in use", seconds: baseline },
    {
      what: "synthesis of the demo environment",
      seconds: median(synthesis),
      limit: 1.2,
      baseline: { seconds: baseline, limit: 2.5 },
    },
  ];
}

/** The demo from an empty cloud, and once more. */
function measureDemo(): Measurement[] {
  const demo = () => time("npm", ["run", "demo"]);
  spawnSync("npm", ["run", "offline", "--", "--reset"]);
  return [
    { what: "npm run demo, from nothing", seconds: demo(), limit: 60 },
    { what: "npm run demo, once more", seconds: demo(), limit: 60 },
  ];
}

/** Names of the bindings that are imported below a folder. */
function bindings(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8")).join("");
  return [...new Set([...texts.matchAll(/"(@cdktf\/provider-[^"]+)"/g)].map(([, name]) => name as string))];
}

/** Seconds that a program takes. Throws with its output if it fails. */
function time(command: string, args: string[], variables: NodeJS.ProcessEnv = {}): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, ...variables },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return (performance.now() - start) / 1000;
}

process.exitCode = main(process.argv.slice(2));
