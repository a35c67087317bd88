import { loadConfig } from "../../config/load.ts";
import { follow, roleName, stackOf } from "../../tools/rollout/reference.ts";
import { may, rolesOf } from "../support/iam.ts";
import { synthesized } from "../support/synthesized.ts";

/*
 * A commit can change what a build does. Nothing that such a build makes may decide how an image is run: with what
 * command, role, secrets, network or hooks.
 */

interface Action {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly input_artifacts?: readonly string[];
  readonly output_artifacts?: readonly string[];
  readonly configuration?: Readonly<Record<string, string>>;
}

interface Project {
  readonly name: string;
  readonly service_role: string;
  readonly source: { readonly buildspec: string };
}

function read(environment: "demo" | "showcase") {
  const stacks = synthesized(environment);
  const home = stackOf(stacks, "cicd");
  const config = loadConfig({ ENVIRONMENT: environment });
  const pipelines = Object.values(home.resource?.aws_codepipeline ?? {}) as {
    name: string;
    stage: { action: Action[] }[];
  }[];
  const actions = pipelines
    .filter(({ name }) => name === config.names.pipeline)
    .flatMap(({ stage }) => stage.flatMap(({ action }) => action));
  const projects = Object.values(home.resource?.aws_codebuild_project ?? {}) as unknown as Project[];
  const projectOf = ({ configuration }: Action) => {
    const name = follow(stacks, home, configuration?.ProjectName ?? "");
    const found = projects.find((project) => project.name === name);
    if (found === undefined) throw new Error(`no project ${name}`);
    return found;
  };
  /** Whether an action does what a file of the source says. */
  const runsSource = (action: Action) =>
    action.category === "Source" ||
    (action.provider === "CodeBuild" && !projectOf(action).source.buildspec.includes("\n"));
  const role = (action: Action) => roleName(follow(stacks, home, projectOf(action).service_role));
  return { config, actions, untrusted: actions.filter(runsSource), role };
}

const ENVIRONMENTS = (["demo", "showcase"] as const).map((name) => [name, read(name)] as const);

describe.each(ENVIRONMENTS)("in %s", (_, { config, actions, untrusted, role }) => {
  const written = untrusted.flatMap(({ output_artifacts = [] }) => output_artifacts);
  const deploys = ({ configuration }: Action) => configuration?.ProjectName?.includes("aws_codebuild_project.deploy_");
  const deploying = actions.filter((action) => action.category === "Deploy" || deploys(action));
  const builds = untrusted.filter(({ category }) => category === "Build");

  test("a commit decides what the source and one build do", () => {
    expect(untrusted.map(({ name }) => name)).toEqual(["Source", "Build"]);
  });

  test.each(deploying.map((action) => [action.name, action] as const))(
    "the deployment of %s takes nothing that they have written",
    (_, { input_artifacts = [], configuration = {} }) => {
      const named = Object.entries(configuration).flatMap(([key, value]) =>
        /Artifact(Name)?$/.test(key) ? [value] : [],
      );
      expect(input_artifacts.length).toBeGreaterThan(0);
      expect([...input_artifacts, ...named].filter((artifact) => written.includes(artifact))).toEqual([]);
    },
  );

  test.each(builds.map((action) => [action.name, action] as const))(
    "%s may write its own artifact, and none of another action",
    (_, action) => {
      const roles = rolesOf(config);
      const own = roles.get(role(action));
      const bucket = `arn:aws:s3:::${config.names.artifactBucket}`;
      const artifacts = [...new Set(actions.flatMap(({ output_artifacts = [] }) => output_artifacts))];
      const writable = artifacts.filter((artifact) => {
        const key = `${config.names.pipeline.slice(0, 20)}/${artifact.slice(0, 10)}/abcdefg`;
        return own !== undefined && may(own, ["s3:PutObject", `${bucket}/${key}`]);
      });
      expect(writable).toEqual(action.output_artifacts);
    },
  );
});
