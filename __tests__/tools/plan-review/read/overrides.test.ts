import { parseJson } from "../../../../tools/plan-review/read/json.ts";
import { overridesIn } from "../../../../tools/plan-review/read/overrides.ts";
import { synthesized } from "../../../support/synthesized.ts";

const read = (config: object) => overridesIn(parseJson(JSON.stringify(config)) as never);

test("the overrides of an environment are found in its synthesized stacks", () => {
  const found = synthesized("showcase")
    .flatMap(read)
    .map(({ address, paths }) => `${address.split(".")[0]}: ${paths}`);
  expect(found.sort()).toEqual([
    "aws_ecs_service: deployment_circuit_breaker.rollback",
    "aws_ecs_task_definition: track_latest",
    "aws_launch_template: tags.Owner",
    "aws_lb: enable_xff_client_port",
    "aws_vpc: enable_network_address_usage_metrics",
  ]);
});

test("a resource has the address that plans show", () => {
  const comment = { "//": { overrides: ["internal"] } };
  expect(read({ resource: { aws_lb: { web_1: comment } } })).toEqual([
    { address: "aws_lb.web_1", paths: ["internal"] },
  ]);
});

test.each<[what: string, resource: unknown]>([
  ["without a comment", { name: "web" }],
  ["with a comment of another kind", { "//": "made by hand" }],
  ["in another form", [{ name: "web" }]],
])("a resource %s has no overrides", (_, resource) => {
  expect(read({ resource: { aws_lb: { web: resource } } })).toEqual([]);
});
