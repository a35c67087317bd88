import { nameGone } from "../../../../../tools/plan-review/hazards/rules/name-gone.ts";
import { found, KEPT, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const RECORD = "aws_route53_record.r";
const record = (name: string, zone_id = "Z1") => ({ name, zone_id, type: "A", alias: [{ name: "lb.example" }] });
const service = { name: "web", load_balancer: [{ target_group_arn: "arn:group" }] };
const kept: Record<string, Sides> = { "aws_ecs_service.s": { before: service, after: service, actions: KEPT } };
const hazard = [`interruption s ${RECORD}`];

test.each<[string, Record<string, Sides>, string[]]>([
  ["is deleted", { ...kept, [RECORD]: { before: record("a") } }, hazard],
  [
    "gets another name",
    { ...kept, [RECORD]: { before: record("a"), after: record("b"), actions: REPLACED_CREATED_FIRST } },
    hazard,
  ],
  [
    "moves to another zone, and is deleted first",
    { ...kept, [RECORD]: { before: record("a"), after: record("a", "Z2"), actions: REPLACED } },
    hazard,
  ],
  [
    "moves to another zone, and is created first",
    { ...kept, [RECORD]: { before: record("a"), after: record("a", "Z2"), actions: REPLACED_CREATED_FIRST } },
    [],
  ],
  [
    "proves who owns a domain, and is deleted",
    { ...kept, [RECORD]: { before: { ...record("a"), alias: [], records: ["proof"] } } },
    [],
  ],
  ["is deleted with the services", { "aws_ecs_service.s": { before: service }, [RECORD]: { before: record("a") } }, []],
  [
    "gives IPv6 addresses to a name that keeps those of IPv4, and is deleted",
    {
      ...kept,
      "aws_route53_record.a": { before: record("a"), after: record("a"), actions: KEPT },
      [RECORD]: { before: { ...record("a"), type: "AAAA" } },
    },
    [],
  ],
  [
    "gives IPv4 addresses to a name that keeps those of IPv6, and is deleted",
    {
      ...kept,
      "aws_route53_record.a": {
        before: { ...record("a"), type: "AAAA" },
        after: { ...record("a"), type: "AAAA" },
        actions: KEPT,
      },
      [RECORD]: { before: record("a") },
    },
    hazard,
  ],
  [
    "gives IPv6 addresses, and is deleted with that of IPv4 addresses",
    {
      ...kept,
      "aws_route53_record.a": { before: record("a") },
      [RECORD]: { before: { ...record("a"), type: "AAAA" } },
    },
    ["interruption s aws_route53_record.a", ...hazard],
  ],
  ["is new", { ...kept, [RECORD]: { after: record("a") } }, []],
])("a record that %s", (_, resources, hazards) => {
  expect(found(nameGone, { s: resources })).toEqual(hazards);
});
