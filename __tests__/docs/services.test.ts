import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { GenericSchema } from "valibot";
import { environment } from "../../config/config.ts";
import { demo } from "../../config/environments/demo.ts";
import { service } from "../../config/services/service.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { problems } from "../support/problems.ts";

const DOCUMENT = readFileSync(resolve(__dirname, "../../docs/services.md"), "utf8");

/* The document: blocks of code, tables, code in cells. */

/** What is written in blocks of a language, one after the other. */
const blocksOf = (language: string) =>
  [...DOCUMENT.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, given, code]) =>
    given === language ? [code as string] : [],
  );

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

/** A row of a table of fields: `volumes` in its head and `type` in its first cell are `volumes.type`. */
interface Row {
  paths: string[];
  meaning: string;
  standard: string;
}

const ROWS: Row[] = TABLES.filter(({ head }) => head.startsWith("Field of ")).flatMap(({ head, rows }) => {
  const owners = codesOf(head);
  return rows.flatMap(([names = "", meaning = "", standard = ""]) =>
    codesOf(names).map((name) => ({
      paths: owners.length === 0 ? [name] : owners.map((owner) => `${owner}.${name}`),
      meaning,
      standard,
    })),
  );
});

/** The value of a literal, or of fields without the braces around them. */
function evaluate(code: string): Record<string, unknown> {
  const literal = code.trim().startsWith("{") ? code : `{${code}}`;
  return new Function(`return (${literal});`)() as Record<string, unknown>;
}

/* The schemas: one field after the other, by its path. */

/** What kinds of schemas have that a walk looks at. */
interface Node {
  type: string;
  default?: unknown;
  literal?: unknown;
  wrapped?: Node;
  item?: Node;
  key?: Node;
  value?: Node;
  options?: readonly (Node | string)[];
  entries?: Record<string, Node>;
  pipe?: readonly { message?: unknown }[];
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

const fieldsOf = (node: Node, parent = ""): [path: string, Node][] =>
  entriesOf(node).flatMap(([name, child]) => {
    const path = pathOf(parent, name);
    return [[path, child], ...fieldsOf(child, path)];
  });

/** Paths of the fields that a value uses; a record's keys are no fields. */
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

const messagesOf = (node: Node): string[] => [
  ...(node.pipe ?? []).flatMap(({ message }) => (typeof message === "string" ? [message] : [])),
  ...inner(node).flatMap(messagesOf),
];

/** Texts that a field takes, where it does not take any. */
const choicesOf = (node: Node): string[] => [
  ...(typeof node.literal === "string" ? [node.literal] : []),
  ...(node.options ?? []).filter((each) => typeof each === "string"),
  ...inner(node).flatMap(choicesOf),
];

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
for (const [path, node] of fieldsOf(ALL)) FIELDS.set(path, [...(FIELDS.get(path) ?? []), node]);

/** Rows, each with the fields that it is about. */
const DESCRIBED = ROWS.map((row) => ({ ...row, nodes: row.paths.flatMap((path) => FIELDS.get(path) ?? []) }));

/* Examples: what is written stands in the demo environment, its services replaced. */

const BASE = {
  name: "example",
  cluster: "fargate",
  container: { image: "public.ecr.aws/nginx/nginx:1.29", memoryReservationMiB: 128 },
};

/** Fields of an environment stay there; all others are those of a service. */
function environmentWith(fields: Record<string, unknown>): Record<string, unknown> {
  const ofService = (name: string) => name === "name" || !Object.hasOwn(environment.entries, name);
  const part = (wanted: boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => ofService(name) === wanted));
  return { ...demo, delivery: { services: [] }, services: [{ ...BASE, ...part(true) }], ...part(false) };
}

/** What is refused of fields, as lines of the error. */
const problemsOf = (fields: Record<string, unknown>) => problems(environmentWith(fields));

/** Examples, also those that stand in one block with an empty line between. */
const EXAMPLES = blocksOf("ts")
  .flatMap((code) => code.trim().split(/\n{2,}/))
  .map(evaluate);

describe("fields", () => {
  test("every field of services and clusters has a row", () => {
    const described = new Set(ROWS.flatMap(({ paths }) => paths));
    const leaves = [...FIELDS].flatMap(([path, nodes]) => (nodes.every(isLeaf) ? [path] : []));
    expect(leaves.length).toBeGreaterThan(200);
    expect(leaves.filter((path) => !described.has(path))).toEqual([]);
  });

  test("every row is a field", () => {
    expect(
      nonEmpty(ROWS)
        .flatMap(({ paths }) => paths)
        .filter((path) => !FIELDS.has(path)),
    ).toEqual([]);
  });

  test("every row stands in an example", () => {
    const used = new Set(
      EXAMPLES.flatMap(({ services = [], ...rest }) => [...usedIn(services, SERVICE), ...usedIn(rest, ALL)]),
    );
    const missing = ROWS.filter(({ paths }) => !paths.some((path) => used.has(path)));
    expect(missing.map(({ paths }) => paths[0])).toEqual([]);
  });

  test("required is what has no default", () => {
    const wrong = DESCRIBED.filter(
      ({ nodes, standard }) => nodes.every(({ type }) => type !== "optional") !== (standard === "required"),
    );
    expect(wrong.map(({ paths }) => paths[0])).toEqual([]);
  });

  test("defaults that are written as code are those of the schemas", () => {
    const wrong = DESCRIBED.flatMap(({ paths, nodes, standard }) => {
      const stated = parse(/^`([^`]+)`/.exec(standard)?.[1]);
      return nodes
        .filter((node) => isPlain(node.default) || stated !== undefined)
        .filter((node) => JSON.stringify(stated) !== JSON.stringify(node.default))
        .map((node) => `${paths[0]}: ${standard} is not ${JSON.stringify(node.default)}`);
    });
    expect(wrong).toEqual([]);
  });

  test("limits of numbers are those of the schemas", () => {
    const limited = DESCRIBED.flatMap(({ paths, nodes, meaning }) =>
      nodes.flatMap(messagesOf).flatMap((message) => {
        const [, limits] = /number from ([\d.]+ to \d[\d.]*)/.exec(message) ?? [];
        return limits === undefined ? [] : [{ field: paths[0], limits, isStated: mentions(meaning, limits) }];
      }),
    );
    expect(limited.length).toBeGreaterThan(90);
    expect(limited.filter(({ isStated }) => !isStated)).toEqual([]);
  });

  test("choices are those of the schemas", () => {
    const wrong = DESCRIBED.flatMap(({ paths, nodes, meaning }) => {
      const stated = codesOf(meaning).map((code) => code.replaceAll('"', ""));
      return nodes
        .flatMap(choicesOf)
        .filter((choice) => !stated.includes(choice))
        .map((choice) => `${paths[0]}: ${choice}`);
    });
    expect(wrong).toEqual([]);
  });

  test("retentions are those of CloudWatch Logs", () => {
    const [message = ""] = (FIELDS.get("logs.retentionDays") ?? []).flatMap(messagesOf);
    const [, days] = /use one of (.+) days$/.exec(message) ?? [];
    const [, stated] = /can keep a log: ([\d,\s]+) days/.exec(DOCUMENT) ?? [];
    expect(days).toBeDefined();
    expect(stated?.replace(/\s+/g, " ")).toBe(days);
  });
});

/** Whether a text has limits that are not the middle of larger ones. */
const mentions = (text: string, limits: string) =>
  new RegExp(`(?<![\\d.])${limits.replaceAll(".", "\\.")}(?!\\.?\\d)`).test(text);

const isPlain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

/** The value of a JSON literal; undefined for other code. */
function parse(code: string | undefined): unknown {
  try {
    return code === undefined ? undefined : JSON.parse(code);
  } catch {
    return undefined;
  }
}

describe("examples", () => {
  test("each is accepted", () => {
    expect(EXAMPLES.length).toBeGreaterThan(30);
    expect(EXAMPLES.map((fields) => [fields, problemsOf(fields)]).filter(([, found]) => found?.length !== 0)).toEqual(
      [],
    );
  });

  test("the problem that is shown is the one that is reported", () => {
    expect(blocksOf("text").map((text) => text.trim())).toEqual(problemsOf({ memoryMiB: 700 }));
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
    const found = nonEmpty(codesOf(cell)).flatMap((code) => problemsOf(evaluate(code)));
    expect(found).toHaveLength(codesOf(cell).length);
    // Not for a slip in the document.
    expect(found.join("\n")).not.toMatch(/is no field|is missing|is of the wrong type|is none of the choices/);
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

test("links within the document lead somewhere", () => {
  const places = [...DOCUMENT.matchAll(/^#+ (.+)$/gm)].map(
    ([, title = ""]) =>
      `#${title
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-")}`,
  );
  const links = nonEmpty(DOCUMENT.matchAll(/\]\((#[^)]*)\)/g)).map(([, target]) => target as string);
  expect(links.filter((target) => !places.includes(target))).toEqual([]);
});
