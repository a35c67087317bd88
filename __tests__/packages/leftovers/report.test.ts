import type { Found } from "../../../packages/leftovers/find.ts";
import { destroyCommand, invocationOf, reportLines } from "../../../packages/leftovers/report.ts";

const leftover = (name: string, resources: number) => ({ name, resources, providers: [], reads: [] });
const report = (found: Partial<Found>) => reportLines({ leftovers: [], unread: [], ...found }, { offline: false });

test("no stack left over, no message", () => {
  expect(report({})).toEqual([]);
});

test("a leftover is named with the number of its resources and the command that destroys it", () => {
  expect(report({ leftovers: [leftover("cicd", 20)] })).toEqual([
    "Left over: demo has no stack cicd any more, but 20 resources of it are still there. To destroy them:",
    "  npm run destroy:leftover -- cicd",
  ]);
});

test("stacks that can't be read for the same reason share a line, without secrets", () => {
  const problem = "terraform init failed: password=hunter2hunter2";
  expect(report({ unread: ["cicd", "registry"].map((name) => ({ name, problem })) })).toEqual([
    "Unknown: whether resources of cicd, registry are left over in demo, because the state can't be read: terraform init failed: password=(hidden)",
  ]);
});

test.each([
  [{}, "npm run destroy:leftover -- cicd"],
  [{ ENVIRONMENT: "demo" }, "npm run destroy:leftover -- cicd"],
  [{ ENVIRONMENT: "shop" }, "ENVIRONMENT=shop npm run destroy:leftover -- cicd"],
  [
    { ENVIRONMENT: "shop", OFFLINE_AWS_CALLS: "/tmp/calls" },
    "ENVIRONMENT=shop npm run offline -- npm run destroy:leftover -- cicd",
  ],
])("with the variables %j the command is %j", (variables, command) => {
  expect(destroyCommand("cicd", invocationOf(variables))).toBe(command);
});

test("a name that a shell would run is quoted", () => {
  expect(destroyCommand("$(reboot)'", { offline: false })).toBe("npm run destroy:leftover -- '$(reboot)'\\'''");
});
