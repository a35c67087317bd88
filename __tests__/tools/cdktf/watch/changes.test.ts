import { changedStacks, stackLines } from "../../../../tools/cdktf/watch/changes.ts";

const stack = (vpc: object, more: object = {}) =>
  JSON.parse(JSON.stringify({ resource: { aws_vpc: { vpc } }, ...more }));
const lines = (before: object, after: object) => stackLines("network", stack(before), stack(after));

test("a value that has changed is shown with what it was", () => {
  expect(lines({ cidr_block: "10.0.0.0/16", tags: { Name: "a" } }, { cidr_block: "10.1.0.0/16", tags: {} })).toEqual([
    "  network",
    "    ~ aws_vpc.vpc",
    '      cidr_block: "10.0.0.0/16" → "10.1.0.0/16"',
    '      tags.Name: "a" → (none)',
    "      tags: (none) → {}",
  ]);
});

test("what is added and removed is named", () => {
  const before = stack({}, { data: { aws_ami: { ami: {} } }, output: { id: { value: 1 } } });
  const after = stack({}, { data: { aws_ami: { other: {} } }, output: { id: { value: [1] } } });
  expect(stackLines("network", before, after)).toEqual([
    "  network",
    "    - data.aws_ami.ami",
    "    ~ output.id",
    "      value: 1 → (none)",
    "      value[0]: (none) → 1",
    "    + data.aws_ami.other",
  ]);
});

test("where the code is that made a resource is not a change", () => {
  const at = (path: string) => ({ "//": { metadata: { path } }, cidr_block: "10.0.0.0/16" });
  expect(lines(at("a"), at("b"))).toEqual([]);
});

test("many changes of one resource are cut short, and long values are shown where they differ", () => {
  const tags = (value: number) => ({
    tags: Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((k) => [k, value])),
  });
  expect(lines(tags(1), tags(2)).slice(-2)).toEqual(["      tags.f: 1 → 2", "      and 1 more"]);
  const long = (word: string) => ({ policy: `${"x".repeat(100)}${word}${"y".repeat(100)}` });
  const [, , line] = lines(long("before"), long("after"));
  expect(line).toBe(
    `      policy: …${"x".repeat(15)}before${"y".repeat(39)}… → …${"x".repeat(15)}after${"y".repeat(40)}…`,
  );
});

test("secrets are not shown", () => {
  const [, , line] = lines({ password: "hunter2-before" }, { password: "hunter2-after" });
  expect(line).toMatch(/password: /);
  expect(line).not.toContain("hunter2");
});

test("stacks that are added and removed are named, and those that are the same are not", () => {
  const before = new Map([
    ["iam", stack({})],
    ["cicd", stack({})],
  ]);
  const after = new Map([
    ["network", stack({})],
    ["iam", stack({})],
  ]);
  expect(changedStacks(before, after)).toEqual(["network", "cicd"]);
  expect(stackLines("cicd", before.get("cicd"), undefined)).toEqual(["  cicd: removed"]);
  expect(stackLines("network", undefined, after.get("network"))).toEqual(["  network: added"]);
});
