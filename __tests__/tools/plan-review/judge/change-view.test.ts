import { changeView } from "../../../../tools/plan-review/judge/change-view.ts";
import { Possible } from "../../../../tools/plan-review/judge/possible.ts";
import { changed, redactorOf, resourceOf, stackOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

/** A change of `a.b`, of which the configuration sets some attributes. */
function view(sides: Sides, more: object = {}, configured: string[] = [], widens: string[] = [], address = "a.b") {
  const references = { [address]: Object.fromEntries(configured.map((name) => [name, []])) };
  const stack = stackOf("web", { changes: [changed(address, sides, more)], references });
  const resource = resourceOf(address, sides, more);
  return changeView(
    stack,
    resource,
    new Possible(stack.plan, []),
    new Set(widens),
    redactorOf(),
    Date.UTC(2026, 10, 30, 12),
  );
}

test("what only AWS fills in anew is not a visible change", () => {
  const found = view(
    { before: { tags_all: {}, name: "a" }, after: { name: "a" }, after_unknown: { tags_all: true } },
    {},
    ["name"],
  );
  expect([found.invisible, found.rows, found.unknown, found.risk]).toEqual([true, [], ["tags_all"], 5]);
});

test("what the configuration sets to something unknown is one", () => {
  const found = view({ before: { name: "a" }, after: {}, after_unknown: { name: true } }, {}, ["name"]);
  expect([found.invisible, found.rows.map(({ path }) => path), found.unknown]).toEqual([false, ["name"], []]);
});

test("a command in another order is one", () => {
  expect(view({ before: { command: ["a", "b"] }, after: { command: ["b", "a"] } }).invisible).toBe(false);
});

test("of something new all that is unknown is apart", () => {
  const found = view({ after: { name: "a" }, after_unknown: { id: true, vpc: true } }, {}, ["name", "vpc"]);
  expect([found.rows.map(({ path }) => path), found.unknown]).toEqual([["name"], ["id", "vpc"]]);
});

test.each<[string, Sides, object, string[]]>([
  [
    "what can't be changed in place",
    { actions: ["delete", "create"], before: { x: 1, y: 1 }, after: { x: 2, y: 2 }, replace_paths: [["x"]] },
    { action_reason: "replace_because_cannot_update" },
    ["x: can't be changed in place"],
  ],
  [
    "why, where no attribute is the reason",
    { actions: ["delete", "create"], before: {}, after: {} },
    { action_reason: "replace_because_tainted" },
    ["marked as broken by an earlier apply"],
  ],
  ["an unknown reason", { before: {} }, { action_reason: "delete_because_of_me" }, ["delete_because_of_me"]],
  [
    "which is made first",
    { actions: ["create", "delete"], before: {}, after: {} },
    {},
    ["the new one is created before the old one is deleted"],
  ],
  ["where it was", { actions: ["no-op"] }, { previous_address: "a.c" }, ["moved from a.c"]],
  ["that it is imported", { actions: ["no-op"], importing: { id: "i" } }, {}, ["imported"]],
  [
    "that it is left as it is, and not that it is deleted",
    { actions: ["forget"], before: {} },
    { action_reason: "delete_because_no_resource_config" },
    ["is no longer managed by Terraform, and stays as it is"],
  ],
])("a note says %s", (_, sides, more, notes) => {
  expect(view(sides, more).notes).toEqual(notes);
});

test("what an earlier replacement left behind is marked", () => {
  expect(view({ before: {} }, { deposed: "1f" }).address).toBe("a.b (deposed 1f)");
});

test("what is lost, and what lets more through, comes before everything else", () => {
  const risk = (address: string, sides: Sides, widens: string[] = []) => view(sides, {}, [], widens, address).risk;
  const risks = [
    risk("aws_ebs_volume.a", { before: {} }),
    risk("a.b", { before: {}, after: { x: 1 } }, ["a.b"]),
    risk("aws_iam_role.a", { before: {} }),
    risk("aws_iam_role.a", { actions: ["frobnicate"] }),
    risk("a.b", { before: {}, after: { x: 1 } }),
    risk("a.b", { after: {} }),
    risk("data.a.b", { actions: ["read"] }),
  ];
  expect(risks).toEqual([...risks].sort((one, other) => other - one));
  expect(new Set(risks).size).toBe(risks.length);
});

describe("a scheduled action", () => {
  const ACTION = "aws_appautoscaling_scheduled_action.night";
  const NIGHT = { schedule: "cron(0 20 ? * MON-FRI *)", timezone: "Europe/Berlin" };
  const notes = (sides: Sides) => view(sides, {}, [], [], ACTION).notes;

  test.each<[string, object, string[]]>([
    [
      "its next times",
      NIGHT,
      ["runs next Mon 2026-11-30 20:00, Tue 2026-12-01 20:00, Wed 2026-12-02 20:00 (Europe/Berlin)"],
    ],
    ["UTC without a zone", { schedule: "at(2027-01-31T08:00:00)" }, ["runs next Sun 2027-01-31 08:00 (UTC)"]],
    ["that it is over", { schedule: "at(2020-01-31T08:00:00)" }, ["never runs again: its times are in the past"]],
    ["that a rate counts from the apply", { schedule: "rate(1 hour)" }, ["runs at its rate from when it is updated"]],
    [
      "what AWS refuses",
      { schedule: "cron(0 20 * * MON-FRI *)" },
      [
        "AWS refuses its schedule, which needs a ? in day of month or in day of week, and a value or * in the other: write cron(0 20 ? * MON-FRI *)",
      ],
    ],
    ["a zone that AWS does not know", { ...NIGHT, timezone: "Mars" }, ["AWS does not know its time zone Mars"]],
    ["nothing of what is known later", { timezone: "UTC" }, []],
  ])("says %s", (_what, after, expected) => {
    expect(notes({ before: { ...NIGHT, min: 1 }, after: { ...after } })).toEqual(expected);
  });

  test("that goes, or whose schedule is sensitive, says nothing", () => {
    expect(notes({ actions: ["delete"], before: NIGHT })).toEqual([]);
    expect(notes({ before: {}, after: NIGHT, after_sensitive: { schedule: true } })).toEqual([]);
  });
});
