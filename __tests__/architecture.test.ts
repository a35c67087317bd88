import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** Which of our own folders each may import from; a tool also from its own folder, which is checked by itself. */
const ALLOWED: Record<string, string[]> = {
  "main.ts": ["stacks", "config"],
  "preview.ts": ["stacks", "config"],
  stacks: ["stacks", "constructs", "config"],
  constructs: ["constructs"],
  config: ["config"],
};

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.(ts|mjs|cjs)$/.test(entry.name) ? [path] : [];
  });
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

/** The file that an import of our own means, from the root; undefined for a package. */
function own({ file, target }: Import): string | undefined {
  return target.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), target)) : undefined;
}

const folder = (path: string) => path.split("/")[0] as string;
const all = ["main.ts", "preview.ts", ...["stacks", "constructs", "config"].flatMap(sources)].flatMap(imports);

describe("imports", () => {
  test.each(Object.entries(ALLOWED))("%s imports only from %j", (from, allowed) => {
    const wrong = all.filter(
      (each) => folder(each.file) === from && own(each) !== undefined && !allowed.includes(folder(own(each) as string)),
    );
    expect(wrong).toEqual([]);
  });

  test("stacks take types from the configuration and from each other, besides what all of them share", () => {
    const shared = [
      "base-stack",
      "cluster-stack",
      "delivered-services",
      "delivery-roles",
      "infrastructure-delivery",
      "infrastructure-roles",
      "published-outputs",
      "service-outputs",
      "state",
    ].map((name) => `stacks/${name}.ts`);
    const wrong = all
      .filter(({ file, typeOnly }) => folder(file) === "stacks" && !typeOnly)
      .map(own)
      .filter((path) => path !== undefined && ["stacks", "config"].includes(folder(path)) && !shared.includes(path));
    expect(wrong).toEqual([]);
  });

  test("the configuration knows neither cdktf nor bindings", () => {
    expect(all.filter(({ file, target }) => folder(file) === "config" && /cdktf|constructs/.test(target))).toEqual([]);
  });

  test("constructs have no cycles", () => {
    const edges = new Map<string, string[]>();
    for (const each of all.filter(({ file }) => folder(file) === "constructs"))
      edges.set(each.file, [...(edges.get(each.file) ?? []), ...[own(each) ?? []].flat()]);
    const visit = (path: string, seen: string[]): string[] =>
      seen.includes(path) ? [...seen, path] : (edges.get(path) ?? []).flatMap((next) => visit(next, [...seen, path]));
    expect([...edges.keys()].flatMap((file) => visit(file, []))).toEqual([]);
  });

  test.each(["tools", "packages"])("one of the %s imports from its own folder and from packages only", (group) => {
    const wrong = sources(group)
      .flatMap(imports)
      .filter((each) => {
        const path = own(each);
        if (path === undefined || path.startsWith("packages/")) return false;
        return path.split("/").slice(0, 2).join() !== each.file.split("/").slice(0, 2).join();
      });
    expect(wrong).toEqual([]);
  });

  test("one package starts processes and listens to signals", () => {
    const all = ["config", "stacks", "constructs", "tools", "packages"].flatMap(sources);
    const own = /child_process|\bprocess\.(on|once)\(/;
    const found = all.filter((file) => own.test(readFileSync(join(ROOT, file), "utf8")));
    expect([...new Set(found.map((file) => dirname(file)))]).toEqual(["packages/processes"]);
  });

  test("the environment of the process is read in one place", () => {
    const readers = [...new Set(all.map(({ file }) => file))].filter((file) =>
      readFileSync(join(ROOT, file), "utf8").includes("process.env"),
    );
    expect(readers).toEqual(["config/load.ts"]);
  });
});
