import { routeGap } from "../../../../../tools/plan-review/hazards/rules/route-gap.ts";
import { found, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const route = (actions: string[]): Record<string, Sides> => ({
  "aws_route.r": { before: { route_table_id: "rtb-1" }, after: {}, actions },
});

test.each<[string, Record<string, Sides>, string[]]>([
  ["that is deleted first", route(REPLACED), ["interruption s aws_route.r"]],
  ["whose successor is created first", route(REPLACED_CREATED_FIRST), []],
  ["that only goes", route(["delete"]), []],
  [
    "whose table is replaced too",
    { ...route(REPLACED), "aws_route_table.t": { before: { id: "rtb-1" }, after: {}, actions: REPLACED } },
    [],
  ],
])("a route %s", (_, resources, hazards) => {
  expect(found(routeGap, { s: resources })).toEqual(hazards);
});
