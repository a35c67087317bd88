import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { GenericSchema } from "valibot";
import { environment } from "../../config/config.ts";
import { service } from "../../config/services/service.ts";
import { codeBlocks, fieldsOf } from "../support/document.ts";
import { environmentWith, examplesOf } from "../support/example.ts";
import { brokenLinks } from "../support/links.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { problems } from "../support/problems.ts";

const PATH = resolve(__dirname, "../../docs/services.md");
const DOCUMENT = readFileSync(PATH, "utf8");

/* The document: blocks of code, tables, code in cells. */

interface Table {
  head: string;
  rows: string[][];
}

/** Every table, by the first cell of its head. */
const TABLES: Table[] = [...DOCUMENT.matchAll(/(^\|.*\n)+/gm)].map(([text]) => {
  const [head, , ...rows] = text.trim().split("\n").map(cells);
  return { head: head?.[0] ?? "", rows };
});

function cells(line: string): string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

const codesOf = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);

/* The schemas: one field after the other, by its path. */

/** What kinds of schemas have that a walk looks at. */
interface Node {
  type: string;
  wrapped?: Node;
  item?: Node;
  key?: Node;
  value?: Node;
  options?: readonly (Node | string)[];
  entries?: Record<string, Node>;
}

/** Schemas that a value of this one has to fit too, or one of them. */
const inner = ({ wrapped, item, key, value, options = [] }: Node): Node[] =>
  [wrapped, item, key, value, ...options].filter((each) => typeof each === "object");

const entriesOf = (node: Node): [name: string, Node][] => [
  ...Object.entries(node.entries ?? {}),
  ...inner(node).flatMap(entriesOf),
];

const isLeaf = (node: Node) => entriesOf(node).length === 0;

const pathOf = (parent: string, name: string) => (parent === "" ? name : `${parent}.${name}`);

const pathsOf = (node: Node, parent = ""): [path: string, Node][] =>
  entriesOf(node).flatMap(([name, child]) => {
    const path = pathOf(parent, name);
    return [[path, child], ...pathsOf(child, path)];
  });

/** Paths of the fields that a value uses; a record's keys are not fields. */
function usedIn(value: unknown, node: Node, parent = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => usedIn(each, node, parent));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const children = entriesOf(node).filter(([name]) => name === key);
    if (children.length === 0) return usedIn(part, node, parent);
    const path = pathOf(parent, key);
    return [path, ...children.flatMap(([, child]) => usedIn(part, child, path))];
  });
}

const SERVICE = service as GenericSchema as unknown as Node;
const { ec2Cluster, fargateCluster, keepTaskRevisions } = environment.entries as Record<string, unknown> as Record<
  string,
  Node
>;

/** What the document is about: fields of a service, and those of an environment beside it. */
const ALL = {
  type: "strict_object",
  entries: { ...SERVICE.entries, ec2Cluster, fargateCluster, keepTaskRevisions },
} as Node;

/** The same field may be in several kinds of an object, such as `name` in each kind of volume. */
const FIELDS = new Map<string, Node[]>();
for (const [path, node] of pathsOf(ALL)) FIELDS.set(path, [...(FIELDS.get(path) ?? []), node]);

/** What is refused of fields, as lines of the error. */
const problemsOf = (fields: Record<string, unknown>) => problems(environmentWith(fields));

const EXAMPLES = codeBlocks(PATH, "ts").flatMap(examplesOf).map(fieldsOf);

describe("examples", () => {
  test("each is accepted", () => {
    expect(EXAMPLES.length).toBeGreaterThan(30);
    expect(EXAMPLES.map((fields) => [fields, problemsOf(fields)]).filter(([, found]) => found?.length !== 0)).toEqual(
      [],
    );
  });

  test("every field of services and clusters is in one", () => {
    const used = EXAMPLES.flatMap(({ services = [], ...rest }) => [...usedIn(services, SERVICE), ...usedIn(rest, ALL)]);
    // The same field of both clusters, or of all containers, is used once it is used in one of them.
    const isUsed = new Set(used.flatMap((path) => FIELDS.get(path) ?? []));
    const leaves = nonEmpty([...FIELDS].filter(([, nodes]) => nodes.every(isLeaf)));
    expect(leaves.filter(([, nodes]) => !nodes.some((node) => isUsed.has(node))).map(([path]) => path)).toEqual([]);
  });

  test("the problem that is shown is the one that is reported", () => {
    expect(codeBlocks(PATH, "text").map((text) => text.trim())).toEqual(problemsOf({ memoryMiB: 700 }));
  });
});

describe("what is refused", () => {
  const refused = TABLES.filter(({ head }) => head === "Refused").flatMap(({ rows }) =>
    rows.map(([cell = ""]) => cell),
  );

  test("is described", () => {
    expect(refused.length).toBeGreaterThan(30);
  });

  test.each(refused)("%s", (cell) => {
    const found = nonEmpty(codesOf(cell)).flatMap((code) => problemsOf(fieldsOf(code)));
    expect(found).toHaveLength(codesOf(cell).length);
    // Not for a slip in the document.
    expect(found.join("\n")).not.toMatch(/unknown field|is required|has the wrong type|must be one of/);
  });
});

describe("sizes of Fargate", () => {
  const rows = TABLES.filter(({ head }) => head === "vCPU").flatMap(({ rows }) => rows);
  const isAccepted = (cpuUnits: number, memoryMiB: number) => problemsOf({ cpuUnits, memoryMiB }).length === 0;

  test.each(rows)("%s vCPU", (vcpu, cpu, memory) => {
    const numbers = (memory?.match(/\d+/g) ?? []).map(Number);
    const [low = 0, high = 0, step = 0] = memory?.includes("in steps of") ? numbers : [];
    const listed =
      step > 0 ? Array.from({ length: (high - low) / step + 1 }, (_, index) => low + index * step) : numbers;
    const cpuUnits = Number(cpu);
    expect(cpuUnits).toBe(Number(vcpu) * 1024);
    const candidates = Array.from({ length: 256 }, (_, index) => (index + 1) * 512);
    expect(candidates.filter((memoryMiB) => isAccepted(cpuUnits, memoryMiB))).toEqual(listed);
  });

  test("there are no others", () => {
    const others = [128, 768, 3072, 6144, 12288, 24576, 32768];
    expect(rows).toHaveLength(7);
    expect(others.filter((cpuUnits) => isAccepted(cpuUnits, cpuUnits * 4))).toEqual([]);
  });
});

test("every link leads somewhere", () => {
  expect(brokenLinks(PATH)).toEqual([]);
});
