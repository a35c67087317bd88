import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { CicdStack } from "../stacks/cicd-stack.ts";
import { app, demo, upstream } from "./support/outputs.ts";
import { Template } from "./support/template.ts";

const ROOT = resolve(__dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const cicd = Template.ofStack(new CicdStack(app(), "cicd", demo, upstream));

test("nginx listens where the image says, and where tasks are reached", () => {
  const [, listens] = /^\s*listen (\d+);$/m.exec(read("app/nginx.conf")) ?? [];
  const [, exposed] = /^EXPOSE (\d+)$/m.exec(read("Dockerfile")) ?? [];
  expect(exposed).toBe(listens);
  for (const { container } of demo.services) expect(String(container.port)).toBe(listens);
});

test("the image checks its health where nginx answers", () => {
  const [, path] = /http:\/\/127\.0\.0\.1(\/\w+)/.exec(read("Dockerfile")) ?? [];
  expect(read("app/nginx.conf")).toContain(`location = ${path} {`);
});

test("the image holds everything that nginx is told to serve", () => {
  const [, root] = /^\s*root (.+);$/m.exec(read("app/nginx.conf")) ?? [];
  expect(read("Dockerfile")).toContain(`COPY app/site/ ${root}/`);
});

test("the build gets every variable that its file reads and CodeBuild does not give", () => {
  const own = ["REGISTRY", "IMAGE_TAG", "AWS_DEFAULT_REGION"];
  const used = [...read("buildspec.yml").matchAll(/\$\{?([A-Z_]+)/g)].map(([, name]) => name as string);
  const wanted = used.filter((name) => !own.includes(name) && !name.startsWith("CODEBUILD_"));
  const { environment_variable } = cicd.one(CodebuildProject).environment as {
    environment_variable: { name: string }[];
  };
  expect(environment_variable.map(({ name }) => name).sort()).toEqual([...new Set(wanted)].sort());
});

test("the build hands over the file that the deploy stage reads", () => {
  const stages = cicd.one(Codepipeline).stage as { action: { configuration: { FileName?: string } }[] }[];
  const file = stages.at(-1)?.action[0]?.configuration.FileName;
  expect(read("buildspec.yml")).toMatch(new RegExp(`^ {4}- ${file}$`, "m"));
});

test("Node.js is as new as the package says, wherever it is written down", () => {
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  const [, major, minor] = /OLDEST_NODE = \[(\d+), (\d+)\]/.exec(read("tools/setup/setup.mjs")) ?? [];
  expect(engines.node).toBe(`>=${major}.${minor}`);
});
