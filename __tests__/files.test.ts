import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { parse as parseYaml } from "yaml";
import { CicdStack } from "../stacks/cicd-stack.ts";
import { evaluated } from "./support/evaluated.ts";
import { nonEmpty } from "./support/non-empty.ts";
import { app, demo, showcase, upstream } from "./support/outputs.ts";
import { Template } from "./support/template.ts";

const ROOT = resolve(__dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const cicd = Template.ofStack(new CicdStack(app(), "cicd", demo, upstream));

test("nginx listens where the image says, and where tasks are reached", () => {
  const [, listens] = /^\s*listen (\d+);$/m.exec(read("app/nginx.conf")) ?? [];
  const [, exposed] = /^EXPOSE (\d+)$/m.exec(read("Dockerfile")) ?? [];
  expect(exposed).toBe(listens);
  for (const { container } of nonEmpty(demo.services)) expect(String(container.port)).toBe(listens);
});

test("the image checks its health where nginx answers", () => {
  const [, port, path] = /http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/.exec(read("Dockerfile")) ?? [];
  expect(read("app/nginx.conf")).toContain(`listen ${port};`);
  expect(read("app/nginx.conf")).toContain(`location = ${path} {`);
});

test("the image holds everything that nginx is configured to serve", () => {
  const [, root] = /^\s*root (.+);$/m.exec(read("app/nginx.conf")) ?? [];
  expect(read("Dockerfile")).toContain(`COPY app/site/ ${root}/`);
});

test("the image is built of the folder that Docker gets to see, and of nothing else", () => {
  expect(read(".dockerignore").trim().split("\n")).toEqual(["*", "!app", "**/.*"]);
  const sources = [...read("Dockerfile").matchAll(/^COPY (?:--\S+ )*(\S+)/gm)].map(([, source]) => source);
  for (const source of nonEmpty(sources)) expect(source).toMatch(/^app\//);
});

test("the image takes every argument that the build gives it", () => {
  const given = [...read("buildspec.yml").matchAll(/--build-arg "?(\w+)=/g)].map(([, name]) => name as string);
  expect(given).toContain("VERSION");
  for (const name of given) expect(read("Dockerfile")).toMatch(new RegExp(`^ARG ${name}(=|$)`, "m"));
});

test.each([
  ["ecs-cicd-demo-codebuild", "buildspec.yml"],
  ["ecs-demo-release", "buildspec.release.yml"],
])("the project %s has every variable that %s reads and CodeBuild does not give", (name, file) => {
  const own = ["IMAGE_TAG", "BASH_REMATCH"];
  const used = nonEmpty(read(file).matchAll(/\$\{?([A-Z_]+)/g)).map(([, variable]) => variable as string);
  const wanted = used.filter((variable) => !own.includes(variable) && !variable.startsWith("CODEBUILD_"));
  const { environment_variable } = cicd.one(CodebuildProject, { name }).environment as {
    environment_variable: { name: string }[];
  };
  expect(environment_variable.map((variable) => variable.name).sort()).toEqual([...new Set(wanted)].sort());
});

test("the pipeline tells the deployment everything that buildspec.deploy.yml checks", () => {
  const checked = [...read("buildspec.deploy.yml").matchAll(/^ *check ([A-Z_]+) /gm)].map(([, name]) => name);
  const stages = cicd.one(Codepipeline).stage as {
    action: { configuration: { ProjectName?: string; EnvironmentVariables?: string } }[];
  }[];
  const given = stages
    .flatMap(({ action }) => action)
    .filter(({ configuration }) => configuration.ProjectName?.includes("aws_codebuild_project.deploy_"))
    .map(({ configuration }) => JSON.parse(configuration.EnvironmentVariables ?? "[]") as { name: string }[]);
  expect(given.map((variables) => variables.map(({ name }) => name))).toEqual([checked]);
});

const pushed = Template.ofStack(
  new CicdStack(
    app(),
    "cicd",
    { ...demo, delivery: { ...demo.delivery, source: { type: "ecr", repositoryName: "shop", tag: "stable" } } },
    upstream,
  ),
);

test.each([
  ["ecs-demo-release", "buildspec.release.yml", cicd],
  ["ecs-cicd-demo-codebuild", "buildspec.yml", pushed],
])("Terraform gives the project %s the very text of %s", (name, file, template) => {
  const { buildspec } = template.one(CodebuildProject, { name }).source as { buildspec: string };
  expect(evaluated(buildspec)).toBe(read(file));
});

describe("what a release is made of", () => {
  const { artifacts } = parseYaml(read("buildspec.release.yml")) as {
    artifacts: { "secondary-artifacts": Record<string, { "base-directory"?: string; files: string[] }> };
  };
  const handedOver = artifacts["secondary-artifacts"];
  const stages = cicd.one(Codepipeline).stage as {
    action: { provider: string; input_artifacts?: string[]; output_artifacts?: string[]; configuration: object }[];
  }[];
  const actions = stages.flatMap(({ action }) => action);
  const configurationOf = (provider: string) =>
    actions.find((action) => action.provider === provider)?.configuration as Record<string, string>;

  test("is what the pipeline expects of it", () => {
    const [, release] = actions.filter(({ provider }) => provider === "CodeBuild");
    expect(Object.keys(handedOver).sort()).toEqual([...(release?.output_artifacts ?? [])].sort());
  });

  test("is what the deploy actions take", () => {
    const taken = actions.flatMap(({ input_artifacts }) => input_artifacts ?? []);
    expect(taken).toEqual(expect.arrayContaining(nonEmpty(Object.keys(handedOver))));
  });

  test("holds the files that the deploy actions read", () => {
    const { ImageArtifact, DefinitionArtifact } = handedOver;
    const promoting = Template.ofStack(new CicdStack(app(), "cicd", showcase, upstream)).one(Codepipeline, {
      name: showcase.names.pipeline,
    });
    expect(JSON.stringify(promoting.stage)).toContain('"FileName":"imagedefinitions.json"');
    expect(ImageArtifact?.files).toContain("imagedefinitions.json");
    expect(ImageArtifact?.files).toContain("imageDetail.json"); // CodeDeploy looks for that name
    expect(DefinitionArtifact).toMatchObject({ "base-directory": "release/definitions", files: ["**/*"] });
  });

  test("has the task definitions and AppSpecs where CodeDeploy looks, with the placeholder that it fills", () => {
    const blueGreen = configurationOf("CodeDeployToECS");
    const keys = cicd.all(S3Object).map(({ key }) => String(key).replace(/^definitions\//, ""));
    expect(keys).toEqual(expect.arrayContaining([blueGreen.TaskDefinitionTemplatePath, blueGreen.AppSpecTemplatePath]));
    expect(read("buildspec.release.yml")).toContain(`'<${blueGreen.Image1ContainerName}>'`);
  });
});

describe("the build that plans and applies stacks", () => {
  const stacks = Template.ofStack(new CicdStack(app(), "cicd", showcase, upstream));
  const { env, artifacts } = parseYaml(read("buildspec.plan.yml")) as {
    env: { variables: Record<string, string>; "exported-variables": string[] };
    artifacts: { files: string[] };
  };
  const actions = ["show-infrastructure", "show-drift"].flatMap((name) =>
    (stacks.one(Codepipeline, { name }).stage as { action: object[] }[]).flatMap(({ action }) => action),
  ) as { name: string; configuration: Record<string, string>; output_artifacts?: string[] }[];
  const named = (name: string) => actions.find((action) => action.name === name);
  const pipelineSets = ["Apply", "Drift"].flatMap(
    (name) => JSON.parse(named(name)?.configuration.EnvironmentVariables ?? "[]") as { name: string }[],
  );

  test("gets every variable that its file asks for and CodeBuild does not give", () => {
    const asked = nonEmpty(read("buildspec.plan.yml").matchAll(/\bcheck ([A-Z]\w+) /g)).map(
      ([, name]) => name as string,
    );
    const given = ["AWS_REGION", "CODEBUILD_BUILD_ID", ...Object.keys(env.variables)];
    const { environment_variable } = stacks.one(CodebuildProject, { name: "show-plan" }).environment as {
      environment_variable: { name: string }[];
    };
    const set = [...environment_variable, ...pipelineSets].map(({ name }) => name);
    expect(set.sort()).toEqual(asked.filter((name) => !given.includes(name)).sort());
  });

  test("exports every variable that later actions read, and no other", () => {
    const read = nonEmpty(JSON.stringify(stacks.json).matchAll(/#\{Plan\.(\w+)\}/g)).map(([, name]) => name as string);
    expect([...new Set(read)].sort()).toEqual([...env["exported-variables"]].sort());
  });

  test("passes one artifact", () => {
    expect([named("Plan")?.output_artifacts?.length, artifacts.files]).toEqual([1, ["**/*"]]);
  });
});

test("nginx answers where load balancers send health checks", () => {
  const [, path] = /location = (\/healthz) \{/.exec(read("app/nginx.conf")) ?? [];
  const asked = demo.services.flatMap(({ route }) => (route ? [route.healthCheck.path] : []));
  for (const each of nonEmpty(asked)) expect(["/", path]).toContain(each);
});

test("Node.js is as new as the package says, wherever it is written down", () => {
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  const [, major, minor] = /OLDEST_NODE = \[(\d+), (\d+)\]/.exec(read("tools/setup/setup.mjs")) ?? [];
  expect(engines.node).toBe(`>=${major}.${minor}`);
});
