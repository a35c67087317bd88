import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nonEmpty } from "../support/non-empty.ts";

const ROOT = resolve(__dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** Scripts that start programs of this project; the others start Jest, tsc and Biome. */
const TOOLS = nonEmpty(
  Object.entries(scripts).flatMap(([name, script]) =>
    /(?:tools|packages)\/\S+\.(?:ts|mjs)/.test(script) && !/ (?:jest|sh) /.test(script) ? [name] : [],
  ),
);

/** Without what npm tells its scripts: each is started anew. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));

test.each(TOOLS)(
  "npm run %s -- --help explains the script on standard output",
  (name) => {
    const options = { cwd: ROOT, encoding: "utf8", env: environment, timeout: 60_000 } as const;
    const { status, stdout } = spawnSync("npm", ["run", "--silent", name, "--", "--help"], options);
    expect(stdout).toMatch(new RegExp(`(?:npm run|^cdktf) ${name}\\b`, "m"));
    expect(status).toBe(0);
  },
  60_000,
);
