import { factsOf } from "../../../packages/offline-aws/provider/facts.ts";
import { LISTED_TYPES } from "../../../tools/adopt/arns.ts";
import { importIdOf, isImportable, NAMED_TYPES } from "../../../tools/adopt/import-ids.ts";
import { nonEmpty } from "../../support/non-empty.ts";
import { synthesized } from "../../support/synthesized.ts";

test.each([
  ["aws_iam_role", { name: "web" }, "web"],
  ["aws_iam_role_policy", { role: "web", name: "logs" }, "web:logs"],
  ["aws_ecs_service", { cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop", name: "web" }, "shop/web"],
  ["aws_route", { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" }, "rtb-1_0.0.0.0/0"],
  ["aws_route", { route_table_id: "rtb-1", destination_ipv6_cidr_block: "::/0" }, "rtb-1_::/0"],
  ["aws_route", { route_table_id: null, destination_cidr_block: "0.0.0.0/0" }, undefined],
  ["aws_vpc", { id: "vpc-1", cidr_block: "10.0.0.0/16" }, "vpc-1"],
  ["aws_vpc", { cidr_block: "10.0.0.0/16" }, undefined],
])("%s with %j is imported as %s", (type, attributes, importId) => {
  expect(importIdOf(type, attributes)).toBe(importId);
});

test.each(["demo", "showcase"] as const)("all that %s makes is found by tags, by name, or not at all", (name) => {
  const types = nonEmpty(synthesized(name).flatMap(({ resource }) => Object.keys(resource ?? {})));
  const unknown = types.filter((type) => isImportable(type) && !NAMED_TYPES.has(type) && !LISTED_TYPES.has(type));
  expect([...new Set(unknown)]).toEqual([]);
});

test.each([...NAMED_TYPES])("the offline AWS knows %s by the same import id", (type) => {
  const facts = factsOf(type);
  const templates = [facts.id ?? "", ...(facts.imports ?? [])];
  const names = templates.join().matchAll(/\{(\w+)/g);
  const values = Object.fromEntries([...names].map(([, each = ""]) => [each, `the/${each}`]));
  const { destination_ipv6_cidr_block: _, ...attributes } = values;
  const filled = (template: string) =>
    template.replace(/\{(\w+)(\|last)?\}/g, (_, each: string, last) => (last ? each : (attributes[each] ?? "")));
  const importId = importIdOf(type, attributes);
  expect(importId).toBeDefined();
  expect(templates.map(filled)).toContain(importId);
});
