import { describeRefusals } from "../../../support/refusable.ts";
import { TABLES } from "./tables/tables.ts";

for (const table of TABLES) describeRefusals(table);

test("300 configurations are refused, each for another reason", () => {
  const reasons = TABLES.flatMap(({ mistakes }) => mistakes.map(([what, type, , , said]) => `${type} ${what} ${said}`));
  expect(new Set(reasons).size).toBeGreaterThanOrEqual(300);
});
