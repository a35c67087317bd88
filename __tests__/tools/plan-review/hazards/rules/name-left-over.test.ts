import { nameLeftOver } from "../../../../../tools/plan-review/hazards/rules/name-left-over.ts";
import { found, KEPT, only, type Stacks } from "../../../../support/landscape.ts";

const leftover = (address: string, attributes: object) => [
  { name: "fargate", resources: new Map([[address, JSON.stringify(attributes)]]) },
];
const GROUP = "aws_cloudwatch_log_group";
const web = { name: "/ecs/web" };
const moved: Stacks = { ec2: { [`${GROUP}.n`]: { after: web } } };

test.each<[string, Stacks, string, object, string[]]>([
  ["the name of what is left over", moved, `${GROUP}.o`, web, [`refused ec2 ${GROUP}.n`]],
  ["another name", moved, `${GROUP}.o`, { name: "/ecs/api" }, []],
  ["its name, of another type", moved, "aws_iam_role.o", web, []],
  [
    "a name that it has had all along",
    { ec2: { [`${GROUP}.n`]: { before: web, after: web, actions: KEPT } } },
    `${GROUP}.o`,
    web,
    [],
  ],
  [
    "a name that is known only later",
    { ec2: { [`${GROUP}.n`]: { after: {}, after_unknown: { name: true } } } },
    `${GROUP}.o`,
    web,
    [],
  ],
])("a resource gets %s", (_, stacks, address, attributes, hazards) => {
  expect(found(nameLeftOver, stacks, leftover(address, attributes))).toEqual(hazards);
});

test("what is left over is destroyed first, which stops its services", () => {
  const [{ name, resources }] = leftover(`${GROUP}.o`, web) as [ReturnType<typeof leftover>[number]];
  const withService = [{ name, resources: new Map([...resources, ["aws_ecs_service.s", "{}"]]) }];
  expect(only(nameLeftOver, moved, [{ name, resources }]).steps.join()).toMatch(/^Destroy what is left over: npm run/);
  expect(only(nameLeftOver, moved, withService).steps.join()).toMatch(/^Without an interruption: .*Or, with an/);
});
