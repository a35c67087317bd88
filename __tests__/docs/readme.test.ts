import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { App, type TerraformStack } from "cdktf";
import { type Config, environment } from "../../config/config.ts";
import { names } from "../../config/environment-names.ts";
import { loadConfig, parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { compose } from "../../main.ts";
import { newFolder } from "../support/folder.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { Template } from "../support/template.ts";

const ROOT = resolve(__dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The text below a heading, up to the next one. */
const section = (title: string) => README.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

/** How many resources each stack of an environment has. */
function resourcesOf(config: Config): Record<string, number> {
  const app = new App({ outdir: newFolder() });
  compose(app, config);
  const stacks = app.node.children as TerraformStack[];
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, Template.ofStack(stack).addresses().length]));
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

describe("the smallest environment", () => {
  const text = section("Your own service");

  test("is the one of examples/, except for its place and its name", () => {
    const [, written = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(text) ?? [];
    const example = readFileSync(join(ROOT, "examples/smallest.ts"), "utf8");
    const here = example
      .replace("../config/config.ts", "../config.ts")
      .replace("export const smallest", "export const hello")
      .replace(/^\/\*\*.*\*\/\n/m, "");
    expect(written).toBe(`// config/environments/hello.ts\n${here}`);
  });

  test("has the stacks and resources that are listed", () => {
    const counts = resourcesOf(parseConfig(smallest, "hello"));
    const listed = nonEmpty(text.matchAll(/^\| `([\w-]+)` +\| (\d+) /gm)).map(([, stack, count]) => [
      stack,
      Number(count),
    ]);
    expect(Object.fromEntries(listed)).toEqual(counts);
    expect(text).toContain(`creates ${sum(counts)} resources in three stacks`);
  });

  // A review binds where the state is, so one on the offline AWS is not applied without it.
  test("is reviewed, applied and taken down on the offline AWS", () => {
    const commands = nonEmpty(text.matchAll(/ENVIRONMENT=hello npm run (?!synth\b).+/g)).map(([command]) => command);
    expect(commands.filter((command) => !/\boffline\b/.test(command))).toEqual([]);
  });
});

test.each([...README.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => file as string))("%s is there", (file) => {
  expect(readFileSync(join(ROOT, file), "utf8")).toMatch(/^<svg [^>]*role="img"/);
});

test("the end of the demo has the stacks and resources that the demo has", () => {
  const counts = resourcesOf(loadConfig({ ENVIRONMENT: "demo" }));
  const lines = nonEmpty(section("Two commands").matchAll(/^ {2}([\w-]+) +(\d+) +[\d.]+ {2}(\d+) added$/gm));
  expect(Object.fromEntries(lines.map(([, stack, count]) => [stack, Number(count)]))).toEqual(counts);
  expect(lines.every(([, , count, added]) => count === added)).toBe(true);
  expect(section("Two commands")).toMatch(new RegExp(`^  ${lines.length} stacks +${sum(counts)} `, "m"));
});

describe("what you get", () => {
  const text = section("What you get");

  test("lists every stack that an environment can have", () => {
    const stacks = nonEmpty(text.matchAll(/^\| `([\w-]+)` /gm)).map(([, stack]) => stack);
    expect(stacks).toEqual(Object.keys(resourcesOf(loadConfig({ ENVIRONMENT: "showcase" }))));
  });

  test("names fields that there are", () => {
    const [, roles = ""] = /only if `names` gives it a name: ([\s\S]*?)\./.exec(text) ?? [];
    const listed = nonEmpty(roles.matchAll(/`(\w+)`/g)).map(([, name]) => name);
    expect(Object.keys(names.entries)).toEqual(expect.arrayContaining(listed));
    for (const field of ["registry", "ec2Cluster", "fargateCluster", "delivery"]) {
      expect(text).toContain(`\`${field}\``);
      expect(environment.entries).toHaveProperty([field, "type"], "optional");
    }
  });
});
