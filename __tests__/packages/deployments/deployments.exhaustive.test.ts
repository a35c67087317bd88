import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";

const ROOT = resolve(__dirname, "../../..");
const SOURCES = ["main.ts", "config", "stacks", "constructs", "packages", "tools"];

/** Places at which the compiler stops after a change of a source: `file: number of errors`. */
function errorsAfter(file: string, from: string, to: string): Record<string, number> {
  const copy = newFolder();
  for (const source of SOURCES) cpSync(join(ROOT, source), join(copy, source), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const text = readFileSync(join(copy, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(copy, file), text.replace(from, to));
  const config = JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8"));
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify({ ...config, include: SOURCES }));
  const { stdout } = spawnSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "--pretty", "false"], {
    cwd: copy,
    encoding: "utf8",
  });
  const places = [...stdout.matchAll(/^([\w/.-]+)\(\d+,\d+\): error/gm)].map(([, path]) => path as string);
  return Object.fromEntries([...new Set(places)].map((path) => [path, places.filter((each) => each === path).length]));
}

test("a type of deployment that configuration gets is missing where its rollout and its hooks are read, and nowhere else", () => {
  const schema = "export const deployment = kinds([";
  const recreate = `${schema}\n  v.strictObject({ type: v.literal("recreate") }),`;
  expect(errorsAfter("config/services/deployment.ts", schema, recreate)).toEqual({ "config/services/rollout.ts": 2 });
});

test("a form of rollout that the model gets is missing at every place that depends on it", () => {
  const union = "export type Rollout = Rolling | TwoSets;";
  const recreate = union.replace(";", ' | { readonly type: "recreate" };');
  const places = errorsAfter("packages/deployments/rollout.ts", union, recreate);
  expect(Object.keys(places).sort()).toMatchInlineSnapshot(`
[
  "config/services/rollout.ts",
  "config/services/rules/deployment.ts",
  "config/services/rules/host-network.ts",
  "constructs/ecs/deployment-arguments.ts",
  "constructs/load-balancing/forward-arguments.ts",
  "packages/deployments/shift.ts",
  "packages/deployments/strategy.ts",
  "packages/deployments/timeline.ts",
  "tools/plan-review/rollout/steps.ts",
  "tools/rollout/picture/headline.ts",
]
`);
});
