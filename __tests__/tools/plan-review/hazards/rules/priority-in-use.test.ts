import { priorityInUse } from "../../../../../tools/plan-review/hazards/rules/priority-in-use.ts";
import { found, KEPT, only, type Sides } from "../../../../support/landscape.ts";

const at = (priority: number, listener_arn = "arn:listener", target_group_arn = "arn:group/web") => ({
  listener_arn,
  priority,
  action: [{ type: "forward", target_group_arn }],
});
const kept = (side: object): Sides => ({ before: side, after: side, actions: KEPT });

describe("a rule at a priority", () => {
  test.each<[string, Record<string, Sides>, string[]]>([
    [
      "that a rule has which goes",
      { "aws_lb_listener_rule.a": { before: at(1) }, "aws_lb_listener_rule.b": { after: at(1) } },
      ["refused s aws_lb_listener_rule.b"],
    ],
    [
      "that a rule has which stays",
      { "aws_lb_listener_rule.a": kept(at(1)), "aws_lb_listener_rule.b": { after: at(1) } },
      ["refused s aws_lb_listener_rule.b"],
    ],
    [
      "that it swaps with another",
      {
        "aws_lb_listener_rule.a": { before: at(1), after: at(2) },
        "aws_lb_listener_rule.b": { before: at(2), after: at(1) },
      },
      ["refused s aws_lb_listener_rule.a", "refused s aws_lb_listener_rule.b"],
    ],
    ["that is free", { "aws_lb_listener_rule.a": { before: at(1) }, "aws_lb_listener_rule.b": { after: at(2) } }, []],
    [
      "of another listener",
      { "aws_lb_listener_rule.a": { before: at(1) }, "aws_lb_listener_rule.b": { after: at(1, "arn:other") } },
      [],
    ],
    [
      "of a listener that is not there yet",
      {
        "aws_lb_listener_rule.a": { before: at(1) },
        "aws_lb_listener_rule.b": { after: { priority: 1 }, after_unknown: { listener_arn: true } },
      },
      [],
    ],
    [
      "that it has already",
      {
        "aws_lb_listener_rule.a": kept(at(1)),
        "aws_lb_listener_rule.b": { before: at(2), after: { ...at(2), tags: { a: "b" } } },
      },
      [],
    ],
    [
      "that it keeps when it is replaced",
      { "aws_lb_listener_rule.a": { before: at(1), after: at(1), actions: ["delete", "create"] } },
      [],
    ],
  ])("%s", (_, resources, hazards) => {
    expect(found(priorityInUse, { s: resources })).toEqual(hazards);
  });
});

test("a renamed service is added as a second one, behind the old one", () => {
  const { steps } = only(priorityInUse, {
    s: {
      "aws_lb_listener_rule.a": { before: at(1) },
      "aws_lb_listener_rule.b": { after: at(1) },
      "aws_ecs_service.a": { before: { name: "web", load_balancer: [{ target_group_arn: "arn:group/web" }] } },
    },
  });
  expect(steps).toEqual([
    expect.stringMatching(/^Add a second service beside web: .* behind that of web/),
    expect.stringMatching(/^Give web a priority behind that of the second service/),
    expect.stringMatching(/^Remove web/),
  ]);
});

test("priorities are swapped by way of a free one", () => {
  const swap = { "aws_lb_listener_rule.a": kept(at(1)), "aws_lb_listener_rule.b": { before: at(2), after: at(1) } };
  expect(only(priorityInUse, { s: swap }).steps[0]).toContain("a priority that is free");
});
