import { targetsOf, withOutputsOf } from "../../../../tools/plan-review/guard/withholding.ts";
import { KEPT, REPLACED } from "../../../support/landscape.ts";
import { changed, planOf } from "../../../support/plan-json.ts";

test("all but deletions is planned, by instance", () => {
  const changes = [
    changed("a_x.new", { after: {} }),
    changed("a_x.kept", { before: {}, after: {}, actions: KEPT }),
    changed("a_x.replaced[0]", { before: {}, after: {}, actions: REPLACED }),
    changed("a_x.gone", { before: {} }),
    changed("data.a_x.read", { after: {}, actions: ["read"] }),
  ];
  expect(targetsOf(planOf({ changes }))).toEqual(["a_x.kept", "a_x.new", "a_x.replaced[0]"]);
});

test("each output depends on a target, besides what it depends on already", () => {
  const config = { output: { a: { value: [] }, b: { value: "x", depends_on: ["a_x.other"] } }, resource: {} };
  expect(withOutputsOf(config, ['a_x.one["k"]'])).toEqual({
    output: {
      a: { value: [], depends_on: ["a_x.one"] },
      b: { value: "x", depends_on: ["a_x.other", "a_x.one"] },
    },
    resource: {},
  });
});
