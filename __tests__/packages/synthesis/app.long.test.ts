import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { collect } from "../../../packages/processes/collect.cjs";
import { newFolder } from "../../support/folder.ts";
import { nonEmpty } from "../../support/non-empty.ts";

const ROOT = resolve(__dirname, "../../..");
const APP = join(ROOT, "packages/synthesis/app.mjs");

jest.setTimeout(60_000);

/** What the app of a project prints, where `value` comes from another module, and `name` from a package. */
const SOURCES = {
  "main.ts": `
    import { name } from "greeting";
    import { isProgram, value } from "./part/value.ts";
    console.log(JSON.stringify([name, value, isProgram, require.main === module, process.argv.slice(1)]));
  `,
  "part/value.ts": `
    import { readFileSync } from "node:fs";
    import more from "./more.json";
    const lazily = (require("./lazy.ts") as typeof import("./lazy.ts")).default;
    const text = readFileSync(require("node:path").join(__dirname, "text"), "utf8");
    export const value = [more.value, lazily, text];
    export const isProgram: boolean = require.main === module;
  `,
  "part/lazy.ts": "const value: string = 'lazy'; export default value;",
  "part/more.json": '{ "value": "more" }',
  "part/text": "text",
  "node_modules/greeting/package.json": '{ "name": "greeting", "main": "index.js" }',
  "node_modules/greeting/index.js": "exports.name = 'one';",
};

class Project {
  readonly folder = newFolder();
  private readonly bundles = join(this.folder, "node_modules/.cache/synthesis");

  constructor(changed: Record<string, string> = {}) {
    for (const [file, text] of Object.entries({ ...SOURCES, ...changed })) this.write(file, text);
  }

  path = (file: string) => join(this.folder, file);

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  /** What the bundles are, by file; empty if the app has run without. */
  get bundled(): Record<string, string> {
    const files = readdirSync(this.bundles).sort();
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(this.bundles, file), "utf8")]));
  }

  writeBundles(change: (text: string) => string): void {
    for (const [file, text] of nonEmpty(Object.entries(this.bundled)))
      writeFileSync(join(this.bundles, file), change(text));
  }

  run = (...program: string[]) =>
    collect(process.execPath, [...program, "main.ts"], { env: { ...process.env, NODE_OPTIONS: "" }, cwd: this.folder });

  async output(): Promise<unknown> {
    const { stdout, stderr } = await this.run(APP);
    return stderr === "" ? JSON.parse(stdout) : stderr;
  }

  printed = (name = "one", values = ["more", "lazy", "text"]) => [name, values, false, true, [this.path("main.ts")]];
}

const parts = [expect.stringMatching(/^app-\w+\.cjs$/), expect.stringMatching(/^packages-\w+\.cjs$/)];

test("an app runs from its bundle as it does from its sources", async () => {
  const project = new Project();
  const plain = await project.run("--import", join(ROOT, "node_modules/tsx/dist/loader.mjs"));
  expect(JSON.parse(plain.stdout)).toEqual(project.printed());
  expect(await project.output()).toEqual(project.printed());
  const { bundled } = project;
  expect(Object.keys(bundled)).toEqual(parts);
  expect(await project.output()).toEqual(project.printed());
  expect(project.bundled).toEqual(bundled);
});

test.each([
  ["a source", "part/lazy.ts", SOURCES["part/lazy.ts"].replace("lazy", "LAZY"), ["one", ["more", "LAZY", "text"]]],
  ["a JSON file", "part/more.json", '{ "value": "MORE" }', ["one", ["MORE", "lazy", "text"]]],
  ["a file that is read", "part/text", "TEXT", ["one", ["more", "lazy", "TEXT"]]],
  ["a package", "node_modules/greeting/index.js", "exports.name = 'two';", ["two"]],
] as const)("%s that has changed is seen at once, of whatever time and size it is", async (_what, file, text, seen) => {
  const project = new Project();
  await project.output();
  const { atime, mtime } = statSync(project.path(file));
  project.write(file, text);
  utimesSync(project.path(file), atime, mtime);
  const [name, values] = seen;
  expect(await project.output()).toEqual(project.printed(name, values && [...values]));
});

test.each([
  ["is cut off", (text: string) => text.slice(0, -300)],
  ["is empty", () => ""],
  ["has other code", (text: string) => text.replaceAll(/"lazy"|'one'/g, "'else'")],
])("a bundle that %s is created again", async (_what, change) => {
  const project = new Project();
  await project.output();
  const { bundled } = project;
  project.writeBundles(change);
  expect(project.bundled).not.toEqual(bundled);
  expect(await project.output()).toEqual(project.printed());
  expect(project.bundled).toEqual(bundled);
});

test("processes that bundle at once don't get into each other's way", async () => {
  const project = new Project();
  const outputs = await Promise.all([project.output(), project.output(), project.output()]);
  expect(outputs).toEqual([project.printed(), project.printed(), project.printed()]);
  expect(Object.keys(project.bundled)).toEqual(parts);
});

test("where no bundle can be kept, an app runs from its sources", async () => {
  const project = new Project();
  project.write("node_modules/.cache", "a file where the folder would be");
  expect(await project.output()).toEqual(project.printed());
});

test.each([
  [
    "what only the run names",
    "const file = 'lazy.ts'; export const value = ['more', require('./' + file).default, 'text'];",
  ],
  ["a package with a native part", "import '../native.node'; export const value = ['more', 'lazy', 'text'];"],
])("an app that loads %s runs from its sources", async (_what, text) => {
  const project = new Project({
    "part/value.ts": `${text} export const isProgram = require.main === module;`,
    "native.node": "",
  });
  const output = await project.output();
  if (text.includes("native")) expect(output).toContain("native.node: file too short");
  else expect(output).toEqual(project.printed());
  expect(project.bundled).toEqual({});
});

test("a syntax error in a source is shown with its place, and nothing is left of the bundle", async () => {
  const project = new Project({ "part/lazy.ts": "export default 1 +;" });
  const { code, stderr } = await project.run(APP);
  expect(code).toBe(1);
  expect(stderr).toMatch(/Unexpected ";"\n\n +part\/lazy\.ts:1:18:\n/);
  expect(stderr).not.toContain("node_modules"); // no stack trace of the bundler
  expect(project.bundled).toEqual({});
});

test("a module that is missing is reported by the run", async () => {
  const { code, stderr } = await new Project({ "part/lazy.ts": "import './nowhere.ts'; export default 1;" }).run(APP);
  expect(code).toBe(1);
  expect(stderr).toMatch(/Cannot find module '.*nowhere\.ts'/);
});

test("a stack trace names the sources", async () => {
  const project = new Project({
    "part/lazy.ts": "\n\nexport default (() => {\n  throw new Error('lazy');\n})();\n",
  });
  const { code, stderr } = await project.run(APP);
  expect(code).toBe(1);
  expect(Object.keys(project.bundled)).toEqual(parts);
  expect(stderr).toMatch(/Error: lazy\n {4}at .*part\/lazy\.ts:4:9\)?\n/);
  expect(stderr).toContain(`${project.path("part/value.ts")}:4:21`);
});

test("this project runs from a bundle, and synthesizes what it does from its sources", async () => {
  const { app } = JSON.parse(readFileSync(join(ROOT, "cdktf.json"), "utf8")) as { app: string };
  expect(app).toBe("node packages/synthesis/app.mjs main.ts");
  const [plain, bundled] = [newFolder(), newFolder()];
  const run = (outdir: string, ...program: string[]) =>
    collect(process.execPath, [...program, "main.ts"], { env: { ...process.env, CDKTF_OUTDIR: outdir }, cwd: ROOT });
  await run(plain, "--import", "tsx");
  await run(bundled, APP);
  const files = readdirSync(plain, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  for (const file of nonEmpty(files))
    expect(readFileSync(join(bundled, file), "utf8")).toBe(readFileSync(join(plain, file), "utf8"));
  const script = `
    import { loadBundle } from ${JSON.stringify(join(ROOT, "packages/synthesis/bundle.mjs"))};
    console.log((await loadBundle(${JSON.stringify(join(ROOT, "main.ts"))})) !== undefined);
  `;
  const { stdout } = await collect(process.execPath, ["--input-type=module", "--eval", script]);
  expect(stdout).toBe("true\n");
});
