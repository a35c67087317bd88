import { planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const command = { constant_value: "./migrate --all" };
const configuration = (...resources: object[]) => ({ configuration: { root_module: { resources } } });
const provisioned = (type: string, expressions: object = { command }) => ({
  address: "null_resource.a",
  mode: "managed",
  type: "null_resource",
  provisioners: [{ type, expressions }],
});
const external = {
  address: "data.external.a",
  mode: "data",
  type: "external",
  expressions: { program: { constant_value: ["sh", "-c", "id"] } },
};
const made = resourceChange("null_resource.a", { after: { triggers: null } });
const updated = resourceChange("null_resource.a", { before: { id: "1" }, after: { id: "1", triggers: {} } });
const other = resourceChange("random_id.b", { before: { a: 1 }, after: { a: 2 } });
const unchanged = resourceChange("null_resource.a", { before: { id: "1" }, after: { id: "1" }, actions: ["no-op"] });

const review = (changes: readonly object[], more: object) => reviewOf({ web: planJson({ changes, more }) });

test.each(["local-exec", "remote-exec", "habitat"])("%s runs when its resource is made", async (kind) => {
  const { verdict, programs } = await review([made], configuration(provisioned(kind)));
  expect(verdict.exitCode).toBe(3);
  expect(programs).toEqual([
    { stack: "web", address: "null_resource.a", kind, command: "./migrate --all", when: "when it is made" },
  ]);
});

test("what is replaced or destroyed may run it again", async () => {
  const replaced = resourceChange("null_resource.a[0]", { before: {}, after: {}, actions: ["delete", "create"] });
  const gone = resourceChange("null_resource.a", { before: { id: "1" } });
  const runs = async (change: object) => (await review([change], configuration(provisioned("local-exec")))).programs;
  expect((await runs(replaced)).map(({ when }) => when)).toEqual(["when it is made"]);
  expect((await runs(gone)).map(({ when }) => when)).toEqual(["when it is destroyed, if it is meant for that"]);
});

test("what stays, or is changed in place, runs nothing", async () => {
  const plan = configuration(provisioned("local-exec"));
  expect((await review([updated], plan)).verdict.exitCode).toBe(2);
  expect((await review([unchanged], plan)).verdict.exitCode).toBe(0);
});

test("a file that is copied runs nothing", async () => {
  expect((await review([made], configuration(provisioned("file")))).verdict.exitCode).toBe(2);
});

test("one in a module is found", async () => {
  const inModule = resourceChange("module.m.null_resource.a", { type: "null_resource", after: {} });
  const module = { resources: [provisioned("local-exec")] };
  const more = { configuration: { root_module: { module_calls: { m: { module } } } } };
  const { programs } = await review([inModule], more);
  expect(programs.map(({ address }) => address)).toEqual(["module.m.null_resource.a"]);
});

test("a command made of unknown values is shown as unknown", async () => {
  const { programs } = await review(
    [made],
    configuration(provisioned("local-exec", { command: { references: ["a.b"] } })),
  );
  expect(programs[0]?.command).toBe("(what it runs is put together by the plan)");
});

test("a secret in a command is hidden", async () => {
  const secret = { command: { constant_value: "mysql -pXk7pQ2vLm9 -e 'select 1'" } };
  const found = await review([made], configuration(provisioned("local-exec", secret)));
  expect(JSON.stringify(found)).not.toContain("Xk7pQ2vLm9");
});

describe("an external data source", () => {
  test("runs with every plan, and is listed where something changes", async () => {
    const { verdict, programs } = await review([other], configuration(external));
    expect(verdict.exitCode).toBe(3);
    expect(programs).toMatchObject([{ kind: "external", command: "sh -c id", when: "with every plan" }]);
  });

  test("is not worth a word where nothing changes", async () => {
    expect((await review([unchanged], configuration(external))).verdict.exitCode).toBe(0);
  });

  test("is found without a configuration where it is read later", async () => {
    const read = resourceChange("data.external.a", { mode: "data", type: "external", after: {}, actions: ["read"] });
    const { verdict, programs } = await review([read], {});
    expect([verdict.exitCode, programs.map(({ when }) => when)]).toEqual([3, ["during the apply"]]);
  });

  test("keeps its id, so that a waiver of it lasts", async () => {
    const more = configuration(external);
    const ids = async (change: object) => (await review([change], more)).reasons.map(({ id }) => id);
    const another = resourceChange("random_id.c", { before: { a: 1 }, after: { a: 3 } });
    expect(await ids(other)).toEqual(await ids(another));
  });
});
