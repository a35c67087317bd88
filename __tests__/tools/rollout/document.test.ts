import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { demo } from "../../../config/environments/demo.ts";
import { showcase } from "../../../config/environments/showcase.ts";
import { timeline } from "../../../packages/deployments/timeline.ts";
import { type EnvironmentName, pictures, REVIEW, SHOWN } from "../../../tools/rollout/pictures.ts";
import { hasPipeline } from "../../../tools/rollout/pipeline/read.ts";
import { readDeployment } from "../../../tools/rollout/read.ts";
import { deliveryRoles } from "../../../tools/rollout/roles/read.ts";
import { synthesized } from "../../support/synthesized.ts";

const DOCS = resolve(__dirname, "../../../docs");
const DOCUMENT = readFileSync(join(DOCS, "deployments.md"), "utf8");

const STACKS = { demo: synthesized("demo"), showcase: synthesized("showcase") };
const SERVICES = Object.entries(SHOWN).flatMap(([environment, services]) =>
  services.map((service) => ({ environment: environment as EnvironmentName, service })),
);

test("docs/pictures holds what the configuration of today looks like: otherwise run `npm run pictures`", () => {
  const folder = join(DOCS, "pictures");
  const files = readdirSync(folder).filter((file) => file !== REVIEW);
  const there = files.map((file) => [file, readFileSync(join(folder, file), "utf8")]);
  const drawn = SERVICES.flatMap(({ environment }) => [...pictures(environment, STACKS[environment])]);
  expect(Object.fromEntries(there)).toEqual(Object.fromEntries(drawn));
});

test("an environment without a delivery has neither a pipeline to draw nor roles of one to list", () => {
  const stacks = STACKS.demo.filter((stack) => stack["//"]?.metadata.stackName !== "cicd");
  expect([hasPipeline(STACKS.demo), hasPipeline(stacks)]).toEqual([true, false]);
  expect(deliveryRoles(stacks)).toEqual([]);
});

test("each type of a deployment has a picture", () => {
  const services = [...demo.services, ...showcase.services] as { name: string; deployment?: { type: string } }[];
  const typeOf = (service: string) => services.find(({ name }) => name === service)?.deployment?.type ?? "rolling";
  expect(new Set(SERVICES.map(({ service }) => typeOf(service)))).toEqual(
    new Set(services.map(({ name }) => typeOf(name))),
  );
});

test.each(SERVICES)("the document shows $service, and says as much of each step", ({ environment, service }) => {
  const [, after] = DOCUMENT.split(`](pictures/${service}.svg)\n`);
  const [list = ""] = /^\n(\d+\. .*\n( {3}.*\n)*)+/.exec(after ?? "") ?? [];
  const steps = [...list.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  const deployment = readDeployment(STACKS[environment], service);
  const moments = timeline(deployment, deployment.desiredCount);
  expect(steps).toEqual(moments.map((_, index) => index + 1));
});

/** Examples: `// ENVIRONMENT: SERVICE`, and below it some of its fields. */
const EXAMPLES = [...DOCUMENT.matchAll(/^```ts\n\/\/ (\w+): ([\w-]+)\n([\s\S]*?)^```$/gm)].map(
  ([, environment, service, code]) => ({ environment, service, code }),
);

test.each(EXAMPLES)("the example of $service is in environment $environment", ({ environment, service, code }) => {
  const { services } = { demo, showcase }[environment as EnvironmentName];
  const hook = "arn:aws:lambda:eu-central-1:123456789012:function:check-release";
  const example = new Function("HOOK", `return ({${code}});`)(hook) as object;
  expect(services.find(({ name }) => name === service)).toMatchObject(example);
});

test("every example says where it is from", () => {
  expect(EXAMPLES).toHaveLength([...DOCUMENT.matchAll(/^```ts$/gm)].length);
});
