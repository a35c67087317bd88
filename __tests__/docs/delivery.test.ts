import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { demo } from "../../config/environments/demo.ts";
import { prod } from "../../config/environments/prod.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { withRoles } from "../../tools/rollout/pictures.ts";
import { readPipeline } from "../../tools/rollout/pipeline/read.ts";
import { stackOf } from "../../tools/rollout/reference.ts";
import { brokenLinks } from "../support/links.ts";
import { problems } from "../support/problems.ts";
import { synthesized } from "../support/synthesized.ts";

const DOCS = resolve(__dirname, "../../docs");
const DOCUMENT = readFileSync(join(DOCS, "delivery.md"), "utf8");

const STACKS = { demo: synthesized("demo"), showcase: synthesized("showcase") };
const ENVIRONMENTS: Record<string, object> = { demo: demo.delivery, showcase: showcase.delivery, prod: prod.delivery };

test("the tables of roles say what the policies of today say: otherwise run `npm run pictures`", () => {
  const outOfDate = withRoles(DOCUMENT, STACKS) === DOCUMENT ? [] : ["docs/delivery.md: run npm run pictures"];
  expect(outOfDate).toEqual([]);
});

test.each(["demo", "showcase"] as const)("the picture of %s's pipeline is shown", (environment) => {
  expect(DOCUMENT).toContain(`](pictures/pipeline-${environment}.svg)`);
});

test("the way from push to traffic names every stage, and what each is done with", () => {
  const [, steps = ""] = /## From push to traffic([\s\S]*?)\n## /.exec(DOCUMENT) ?? [];
  const { name, stages } = readPipeline(STACKS.demo);
  expect(steps).toContain(`\`${name}\``);
  expect([...steps.matchAll(/^\d+\. \*\*([\w-]+)\*\*/gm)].map(([, stage]) => stage)).toEqual(
    stages.map(({ name }) => name),
  );
});

test("the hot fix has the very commands of the output", () => {
  const commands = stackOf(STACKS.demo, "cicd").output?.hotFix?.value as Record<string, string>;
  const [, section = ""] = /## Hot fix at night([\s\S]*?)\n## /.exec(DOCUMENT) ?? [];
  const written = [...section.matchAll(/^ {3}```sh\n {3}(.*)\n {3}```$/gm)].map(([, command]) => command);
  expect(written).toEqual(Object.values(commands));
});

test.each([
  ["build", "ecs-cicd-demo-codebuild"],
  ["release", "ecs-demo-release"],
])("every variable of the %s is explained", (of, project) => {
  const projects = Object.values(stackOf(STACKS.demo, "cicd").resource?.aws_codebuild_project ?? {}) as {
    name: string;
    environment: { environment_variable: { name: string }[] };
  }[];
  const set = projects.find(({ name }) => name === project)?.environment.environment_variable ?? [];
  const explained = [...DOCUMENT.matchAll(/^\| `([A-Z_]+)` \| ((?:build|release|, )+) \|/gm)].flatMap(
    ([, name, projects = ""]) => (projects.split(", ").includes(of) ? [name] : []),
  );
  expect(explained.sort()).toEqual(set.map(({ name }) => name).sort());
});

/** Examples: `// ENVIRONMENT` or `// example`, and below it some fields of `delivery`, or all of it. */
const EXAMPLES = [...DOCUMENT.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
  .flatMap(([, code]) => (code as string).split("\n\n"))
  .map((code) => {
    const [, from = "nowhere"] = /^\/\/ (\w+)/.exec(code) ?? [];
    const fields = new Function(`return ({${code}\n});`)() as { delivery?: object };
    return { from, fields: fields.delivery ?? fields };
  });

test.each(EXAMPLES.filter(({ from }) => from !== "example"))(
  "$from has the fields of its example",
  ({ from, fields }) => {
    expect(ENVIRONMENTS[from]).toMatchObject(fields);
  },
);

test.each(EXAMPLES)("an example of $from is accepted", ({ from, fields }) => {
  const base = from === "showcase" ? showcase : demo;
  const [service = ""] = base.delivery.services;
  expect(problems({ ...base, delivery: { services: [service], ...fields } })).toEqual([]);
});

test("every link leads somewhere", () => {
  expect(brokenLinks(join(DOCS, "delivery.md"))).toEqual([]);
});
