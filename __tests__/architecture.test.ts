import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { nonEmpty } from "./support/non-empty.ts";
import { sources } from "./support/sources.ts";

const ROOT = resolve(__dirname, "..");

/** Which folders of the project each may import from; tools and packages are checked by themselves. */
const ALLOWED: Record<string, string[]> = {
  "main.ts": ["stacks", "config", "packages"],
  "bootstrap.ts": ["stacks", "config", "packages"],
  "preview.ts": ["stacks", "config", "packages"],
  stacks: ["stacks", "constructs", "config", "packages"],
  constructs: ["constructs", "config", "packages"],
  config: ["config", "packages"],
};

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function imports(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, target]) => ["", undefined, target]);
  const imported = [...text.matchAll(/^(?:import|export) (type )?[^;]*?from "([^"]+)";/gms)];
  return [...imported, ...required].map(([, type, target]) => ({
    file,
    target: target as string,
    typeOnly: type !== undefined,
  }));
}

/** The file that a relative import means, from the root; undefined for a package. */
function own({ file, target }: Import): string | undefined {
  return target.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), target)) : undefined;
}

const folder = (path: string) => path.split("/")[0] as string;
const all = ["main.ts", "bootstrap.ts", "preview.ts", ...["stacks", "constructs", "config"].flatMap(sources)].flatMap(
  imports,
);

describe("imports", () => {
  test.each(Object.entries(ALLOWED))("%s imports only from %j", (from, allowed) => {
    const found = nonEmpty(all.filter((each) => folder(each.file) === from && own(each) !== undefined));
    expect(found.filter((each) => !allowed.includes(folder(own(each) as string)))).toEqual([]);
  });

  test("stacks take types from the configuration and from each other, besides what all of them extend", () => {
    const isTaken = (path: string) => folder(path) === "config" || /^stacks\/(?!base-stack).*-stack\.ts$/.test(path);
    const wrong = nonEmpty(all.filter(({ file, typeOnly }) => folder(file) === "stacks" && !typeOnly))
      .map(own)
      .filter((path) => path !== undefined && isTaken(path));
    expect(wrong).toEqual([]);
  });

  test("constructs take only types from the configuration, so that they load without it", () => {
    const taken = nonEmpty(
      all.filter((each) => folder(each.file) === "constructs" && folder(own(each) ?? "") === "config"),
    );
    expect(taken.filter(({ typeOnly }) => !typeOnly)).toEqual([]);
  });

  test("no stack but the network asks its configuration: what it publishes is in its outputs", () => {
    const ofNetwork = ["stacks/network-stack.ts", "stacks/storage-buckets.ts"];
    const others = nonEmpty(sources("stacks")).filter((file) => !ofNetwork.includes(file));
    const asking = others.filter((file) =>
      /\bconfig\.network\b|\{[^{}]*\bnetwork\b[^{}]*\} = (this\.)?config;|[{,] network\b[^()]*\}: Config\b/.test(
        readFileSync(join(ROOT, file), "utf8"),
      ),
    );
    expect(asking).toEqual([]);
  });

  test("the configuration knows neither cdktf nor bindings", () => {
    expect(all.filter(({ file, target }) => folder(file) === "config" && /cdktf|constructs/.test(target))).toEqual([]);
  });

  test.each([
    ["files", (path: string) => path],
    ["folders", dirname],
  ])("%s of constructs have no cycles", (_what, of) => {
    const edges = new Map<string, Set<string>>();
    for (const each of all.filter(({ file }) => folder(file) === "constructs")) {
      const [from, to] = [of(each.file), of(own(each) ?? each.file)];
      if (to !== from) edges.set(from, new Set([...(edges.get(from) ?? []), to]));
    }
    const visit = (path: string, seen: string[]): string[] =>
      seen.includes(path)
        ? [...seen, path]
        : [...(edges.get(path) ?? [])].flatMap((next) => visit(next, [...seen, path]));
    expect(nonEmpty(edges.keys()).flatMap((from) => visit(from, []))).toEqual([]);
  });

  const part = (path: string) => path.split("/").slice(0, 2).join("/");

  /** The reference is generated from the schema itself, which no command prints. */
  const isSchemaOfReference = ({ file }: Import, target: string) =>
    file === "tools/docs/environment.ts" && target === "config/config.ts";

  test.each(["tools", "packages"])("what is in %s imports from its own folder and from packages only", (group) => {
    const wrong = nonEmpty(sources(group).flatMap(imports)).filter((each) => {
      const path = own(each);
      if (path === undefined || isSchemaOfReference(each, path)) return false;
      return folder(path) !== "packages" && part(path) !== part(each.file);
    });
    expect(wrong).toEqual([]);
  });

  test("the offline AWS runs without this project: it imports itself and what starts programs", () => {
    const taken = nonEmpty(sources("packages/offline-aws").flatMap(imports)).flatMap((each) => own(each) ?? []);
    expect([...new Set(taken.map(part))].sort()).toEqual(["packages/offline-aws", "packages/processes"]);
  });

  test("the product takes of packages only what its parts share with each other or with tools", () => {
    const taken = all.flatMap((each) => own(each) ?? []).filter((path) => folder(path) === "packages");
    expect([...new Set(taken.map(part))].sort()).toEqual([
      "packages/deployments",
      "packages/hosts",
      "packages/processes",
      "packages/provider-lock",
      "packages/schedules",
      "packages/secrets",
    ]);
  });

  test("one package starts processes and listens to signals", () => {
    const every = ["config", "stacks", "constructs", "tools", "packages"].flatMap(sources);
    const starts = /child_process|\bprocess\.(on|once)\(/;
    const found = every.filter((file) => starts.test(readFileSync(join(ROOT, file), "utf8")));
    expect([...new Set(found.map((file) => dirname(file)))]).toEqual(["packages/processes"]);
  });

  test("no tool calls Terraform by its name: it may be OpenTofu", () => {
    const calls = /\b(?:capture|collect|run|start)\w*\(\s*"terraform"|[`"']terraform -/;
    const callers = nonEmpty(["tools", "packages"].flatMap(sources)).filter((file) =>
      calls.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(callers).toEqual([]);
  });

  test("the environment of the process is read in one place", () => {
    const readers = [...new Set(all.map(({ file }) => file))].filter((file) =>
      readFileSync(join(ROOT, file), "utf8").includes("process.env"),
    );
    expect(readers).toEqual(["config/load.ts"]);
  });
});
