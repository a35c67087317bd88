import { environment } from "../../config/config.ts";
import { demo } from "../../config/environments/demo.ts";
import { prod } from "../../config/environments/prod.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { problems } from "../support/problems.ts";
import { changedAt, fieldOf, type Path, valuesIn } from "../support/written-values.ts";

/** A schema of valibot, as far as lists are found in it. */
interface Schema {
  readonly type: string;
  readonly pipe?: readonly Schema[];
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
}

/** Whether a rule between entries is part of a schema, perhaps behind other checks. */
const hasRule = ({ pipe = [] }: Schema): boolean =>
  pipe.some((action) => action.type === "raw_check" || hasRule(action));

/** Paths of lists that have no rule. */
function unruled(schema: Schema, path: string): string[] {
  const { type, wrapped, item, value, entries = {}, options = [] } = schema;
  const nested: [Schema | undefined, string][] = [
    [wrapped, path],
    [item, `${path}[]`],
    [value, `${path}.*`],
    ...Object.entries(entries).map(([name, field]): [Schema, string] => [field, `${path}.${name}`]),
    ...options.flatMap((option): [Schema, string][] => (typeof option === "object" ? [[option as Schema, path]] : [])),
  ];
  const own = type === "array" && !hasRule(schema) ? [path.slice(1)] : [];
  return [...own, ...nested.flatMap(([part, at]) => (part === undefined ? [] : unruled(part, at)))];
}

test("a list refuses what is listed twice, except for these", () => {
  expect(unruled(environment as unknown as Schema, "")).toMatchInlineSnapshot(`
[
  "network.publicSubnetCidrs",
  "network.privateSubnetCidrs",
  "ec2Cluster.dataVolumes",
  "services[].container.ports",
  "services[].container.command",
  "services[].container.entryPoint",
  "services[].container.healthCheck.command",
  "services[].sidecars",
  "services[].sidecars[].ports",
  "services[].sidecars[].command",
  "services[].sidecars[].entryPoint",
  "services[].sidecars[].healthCheck.command",
  "services[].volumes",
  "services[].taskRole.statements",
  "services[].taskRole.statements[].actions",
  "services[].taskRole.statements[].resources",
  "services[].taskRole.statements[].conditions.*.*",
  "services[].capacity",
  "services[].placement.strategies",
  "services[].placement.constraints",
  "services[].serviceConnect.further",
  "services[].scaling.tracking",
  "services[].scaling.schedules",
  "services[].alarms",
  "delivery.source.paths",
  "delivery.source.tags",
  "delivery.promotions",
  "delivery.infrastructure.paths",
]
`);
});

const repeat = (written: object, path: Path) =>
  changedAt(written, path, (entries) => [...(entries as unknown[]), (entries as unknown[])[0]]);

const LISTS = Object.entries({ demo, prod, showcase }).flatMap(([name, written]) =>
  [...valuesIn(written)].flatMap(({ path, value }) =>
    Array.isArray(value) && value.length > 0 ? [[name, fieldOf(path), path, written, value.length] as const] : [],
  ),
);

/** Words, and lists in which AWS takes an entry again. */
const REPEATABLE =
  /(command|entryPoint|statements|actions|resources|placement\.\w+|source\.(paths|tags)|infrastructure\.paths)$/;

test.each(LISTS)("in %s the first entry of %s is refused or taken a second time", (_, field, path, written, length) => {
  const found = problems(repeat(written, path));
  if (REPEATABLE.test(field)) expect(found.filter((each) => each.includes("is listed twice"))).toEqual([]);
  else
    expect(found.some((each) => each.startsWith(shown([...path, length])) || each.startsWith(shown(path)))).toBe(true);
});

const shown = (path: Path) =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1);

describe("an entry is the same", () => {
  const withOutbound = (outbound: object[]) => ({
    ...showcase,
    services: [{ ...showcase.services[0], outbound }, ...showcase.services.slice(1)],
  });

  test("whatever the order of its fields", () => {
    const cidrs = ["10.30.0.0/16"];
    expect(
      problems(
        withOutbound([
          { port: 5432, cidrs },
          { cidrs, port: 5432 },
        ]),
      ),
    ).toEqual(['services[0].outbound[1]: {"cidrs":["10.30.0.0/16"],"port":5432} is listed twice: remove one of them']);
  });

  test("with a default as without", () => {
    const [{ container, ...first } = { container: {} }, ...rest] = showcase.services;
    const mounts = [
      { volume: "scratch", path: "/tmp" },
      { path: "/tmp", volume: "scratch", readOnly: false },
    ];
    expect(problems({ ...showcase, services: [{ ...first, container: { ...container, mounts } }, ...rest] })).toEqual([
      expect.stringMatching(/^services\[0\]\.container\.mounts\[1\]: .* is listed twice: remove one of them$/),
    ]);
  });

  test("only where every field is", () => {
    const [first, second] = [5432, 5433].map((port) => ({ port, cidrs: ["10.30.0.0/16"] }));
    expect(problems(withOutbound([first as object, second as object]))).toEqual([]);
  });
});

test("a list with two commas in a row is refused", () => {
  const [first, ...others] = showcase.services;
  const sidecars = new Array(2).fill({ name: "a", image: "nginx:1" }, 1); // as [, sidecar]
  expect(problems({ ...showcase, services: [{ ...first, sidecars }, ...others] })).toContainEqual(
    expect.stringContaining("services[0].sidecars[0]"),
  );
});
