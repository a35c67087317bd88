import { problems } from "./problems.ts";
import { changedAt, type Path } from "./written-values.ts";

/** Fields of the environment with other values, by their paths: `services[0].container.image`. */
export type Changes = Readonly<Record<string, unknown>>;

/** What a table says of a mistake: what it is, how it is written, and for each problem its path and a part of its message. */
export type Mistake = readonly [
  what: string,
  changes: Changes,
  ...found: readonly (readonly [path: string, part: string])[],
];

/** What a table says of something that looks like a mistake and is none. */
export type NoMistake = readonly [what: string, changes: Changes];

const image = "public.ecr.aws/nginx/nginx:1.29";

/** A plain environment, in which a change is the only mistake. */
const PLAIN = {
  name: "shop",
  account: "123456789012",
  region: "us-east-1",
  lockAccount: false,
  state: { type: "local" },
  network: { cidr: "10.0.0.0/16", zones: ["us-east-1a", "us-east-1b"] },
  ec2Cluster: {},
  fargateCluster: {},
  services: [
    { name: "web", cluster: "fargate", container: { image }, route: { priority: 1 } },
    { name: "api", cluster: "fargate", container: { image }, route: { priority: 2, paths: ["/api/*"] } },
    { name: "worker", cluster: "ec2", container: { image, memoryReservationMiB: 128 }, route: { priority: 1 } },
  ],
  delivery: { services: ["web"] },
};

const pathOf = (text: string): Path =>
  text
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Puts a value where there may be nothing yet. */
function put(environment: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(environment)) return changedAt(environment, [first], (old) => put(old, rest, value));
  const fields = (environment ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [first]: put(fields[first], rest, value) };
}

/** The plain environment with other values. */
export const changedEnvironment = (changes: Changes): unknown =>
  Object.entries(changes).reduce<unknown>((before, [path, value]) => put(before, pathOf(path), value), PLAIN);

/** Expects that each mistake is refused for what is wrong about it, and for nothing else. */
export function refuses(mistakes: readonly Mistake[]): void {
  test.each(mistakes.map(([what, changes, ...found]) => ({ what, changes, found })))(
    "$what is refused",
    ({ changes, found }) => {
      const lines = problems(changedEnvironment(changes));
      const parts = lines.map((line, index) =>
        found[index]?.every((part) => line.includes(part)) ? found[index] : line,
      );
      expect(parts).toEqual(found);
      // Words of the message itself are not secrets.
      const expected = found.flat().join(" ");
      expect(lines.filter((line) => line.includes("(hidden)") && !expected.includes("(hidden)"))).toEqual([]);
      for (const [index, line] of lines.entries()) expect(line.startsWith(`${found[index]?.[0]}: `)).toBe(true);
    },
  );
}

/** Expects that none of these is refused. */
export function accepts(all: readonly NoMistake[]): void {
  test.each(all.map(([what, changes]) => ({ what, changes })))("$what is accepted", ({ changes }) => {
    expect(problems(changedEnvironment(changes))).toEqual([]);
  });
}
