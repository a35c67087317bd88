import { actionOf, countsOf, isChange, reasonText, sumOf } from "../../../../tools/plan-review/judge/action.ts";
import { changed, planOf, resourceOf } from "../../../support/plan-json.ts";

test.each<[string[], string]>([
  [["create"], "create"],
  [["update"], "update"],
  [["delete"], "delete"],
  [["delete", "create"], "replace"],
  [["create", "delete"], "replace"],
  [["forget"], "forget"],
  [["create", "forget"], "create"],
  [["forget", "delete"], "delete"],
  [["read"], "read"],
  [["no-op"], "other"],
  [["frobnicate"], "other"],
  [["read", "frobnicate"], "other"],
  [["frobnicate", "delete"], "delete"],
  [[], "other"],
])("%j is: %s", (actions, action) => {
  expect(actionOf(resourceOf("a.b", { actions }))).toBe(action);
});

test("what is only imported or moved is so", () => {
  const imported = resourceOf("a.b", { actions: ["no-op"], importing: { id: "i-1" } });
  const moved = resourceOf("a.b", { actions: ["no-op"] }, { previous_address: "a.c" });
  expect([actionOf(imported), actionOf(moved)]).toEqual(["import", "move"]);
});

test("what is moved and updated is updated", () => {
  expect(actionOf(resourceOf("a.b", { actions: ["update"] }, { previous_address: "a.c" }))).toBe("update");
});

test.each<[string[], boolean]>([
  [["no-op"], false],
  [["open"], false],
  [["open", "close"], false],
  [[], false],
  [["read"], true],
  [["frobnicate"], true],
  [["no-op", "frobnicate"], true],
])("there is something to say of %j: %s", (actions, expected) => {
  expect(isChange(resourceOf("a.b", { actions }))).toBe(expected);
});

describe("counts", () => {
  const countsFor = (...changes: object[]) => countsOf(planOf({ changes }).resourceChanges);
  const none = { add: 0, change: 0, destroy: 0, replace: 0, import: 0, move: 0, forget: 0 };

  test("are Terraform's: a replacement is added and destroyed", () => {
    const all = [["create"], ["update"], ["delete"], ["delete", "create"], ["create", "delete"], ["no-op"]];
    expect(countsFor(...all.map((actions, index) => changed(`a.b${index}`, { actions })))).toEqual({
      ...none,
      add: 3,
      change: 1,
      destroy: 3,
      replace: 2,
    });
  });

  test("leave out data that is read", () => {
    expect(countsFor(changed("data.a.b", { actions: ["read"] }), changed("data.a.c", { actions: ["create"] }))).toEqual(
      none,
    );
  });

  test("have what is left behind by an earlier replacement", () => {
    expect(
      countsFor(changed("a.b", { actions: ["update"] }), changed("a.b", { before: {} }, { deposed: "1f" })),
    ).toEqual({
      ...none,
      change: 1,
      destroy: 1,
    });
  });

  test("tell what is imported, moved and left", () => {
    expect(
      countsFor(
        changed("a.b", { actions: ["update"], importing: { id: "i" } }),
        changed("a.c", { actions: ["no-op"] }, { previous_address: "a.d" }),
        changed("a.e", { actions: ["create", "forget"] }),
      ),
    ).toEqual({ ...none, change: 1, import: 1, move: 1, add: 1, forget: 1 });
  });

  test("of several stacks are added up", () => {
    const one = { ...none, add: 1, forget: 2 };
    expect(sumOf([one, one, { ...none, replace: 1, import: 1, move: 1 }])).toEqual({
      ...none,
      add: 2,
      forget: 4,
      replace: 1,
      import: 1,
      move: 1,
    });
    expect(sumOf([])).toEqual(none);
  });
});

test("a reason is written in words, and an unknown one as it is", () => {
  expect(["delete_because_count_index", "delete_because_of_the_weather"].map(reasonText)).toEqual([
    "count is smaller now",
    "delete_because_of_the_weather",
  ]);
});
