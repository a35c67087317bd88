import { rolloutsOf } from "../../../../tools/plan-review/rollout/rollouts.ts";
import { changed, redactorOf, stackOf } from "../../../support/plan-json.ts";

const REPLACED = ["delete", "create"];
const NO_OP = ["no-op"];
const SERVICE = "aws_ecs_service.web";

const values = { name: "web", desired_count: 2, task_definition: "web:9" };
const codeDeployed = { ...values, deployment_controller: [{ type: "CODE_DEPLOY" }] };
const stays = (after: object = values) => changed(SERVICE, { actions: NO_OP, before: after, after });
const definition = (actions = REPLACED, replace_paths: unknown = [["cpu"], ["container_definitions"]]) =>
  changed("aws_ecs_task_definition.web", { actions, before: { cpu: "256" }, after: { cpu: "512" }, replace_paths });

const cluster = (...changes: object[]) =>
  stackOf("fargate", { changes, references: { [SERVICE]: { task_definition: ["aws_ecs_task_definition.web.arn"] } } });

const variables = [
  { name: "CLUSTER", value: "main", type: "PLAINTEXT" },
  { name: "SERVICE", value: "web", type: "PLAINTEXT" },
];
const BY_ECS = {
  provider: "CodeBuild",
  configuration: { ProjectName: "deploy", EnvironmentVariables: JSON.stringify(variables) },
};
const BY_CODE_DEPLOY = { provider: "CodeDeployToECS", configuration: { DeploymentGroupName: "web" } };
const COPYING = { provider: "ECS", configuration: { ClusterName: "main", ServiceName: "web" } };
const OTHER_BUILDS = [
  { provider: "CodeBuild", configuration: { ProjectName: "build" } },
  { provider: "CodeBuild", configuration: { ProjectName: "build", EnvironmentVariables: "web" } },
];

const pipeline = (...action: object[]) =>
  changed("aws_codepipeline.pipeline", {
    actions: NO_OP,
    after: {
      name: "shop",
      stage: [
        { name: "Build", action: OTHER_BUILDS },
        { name: "Deploy-web", action },
      ],
    },
  });
const file = (actions = ["update"], service = "web") =>
  changed("aws_s3_object.definition", { actions, before: {}, after: { key: `definitions/${service}/taskdef.json` } });

const rollouts = (clusterChanges: object[], cicdChanges: object[] = []) =>
  rolloutsOf([cluster(...clusterChanges), stackOf("cicd", { changes: cicdChanges })], redactorOf());

test("a changed definition of a service that the pipeline delivers arrives with the next release, and the review says how", () => {
  expect(rollouts([stays(), definition()], [pipeline(BY_ECS), file()])).toEqual([
    {
      stack: "fargate",
      service: "web",
      because: "task definition: container_definitions, cpu",
      arrives: "with the next release",
      steps: [
        "no task is replaced now: Terraform leaves web with the revision that it runs",
        "the next release brings the change to web: stage Deploy-web of the pipeline shop registers the new definition with the image of the release, and ECS deploys it",
        "to have it before the next commit, release the present image again, as the output hotFix says; then:",
        "2 tasks replaced: at least 2 stay, at most 4 run",
        "all new ones start at once",
        "as long as the tasks take to start and to stop",
      ],
    },
  ]);
});

test("so it does where CodeDeploy deploys", () => {
  const [found] = rollouts([stays(codeDeployed), definition()], [pipeline(BY_CODE_DEPLOY), file()]);
  expect(found?.arrives).toBe("with the next release");
  expect(found?.steps[1]).toMatch(
    /^the next release brings the change to web: stage Deploy-web .*, and CodeDeploy deploys it$/,
  );
});

test("and where only what releases are made of changes, because the cluster's plan was applied before", () => {
  expect(rollouts([stays()], [pipeline(BY_ECS), file()])).toMatchObject([
    { service: "web", because: "the definition of its releases", arrives: "with the next release" },
  ]);
});

test("a service that changes too has a line for what happens now, and one for what happens later", () => {
  const update = changed(SERVICE, { before: values, after: { ...values, desired_count: 3 } });
  expect(rollouts([update, definition()], [pipeline(BY_ECS), file()])).toMatchObject([
    { because: "desired_count", steps: ["from 2 to 3 tasks"] },
    { because: "task definition: container_definitions, cpu", arrives: "with the next release" },
  ]);
});

test("another image of the configuration arrives never, because a release has its own", () => {
  expect(rollouts([stays(), definition()], [pipeline(BY_ECS), file(NO_OP)])).toEqual([
    {
      stack: "fargate",
      service: "web",
      because: "task definition: container_definitions, cpu",
      steps: ["no task is replaced, now or later: only the configured image changes, and a release has its own"],
    },
  ]);
});

describe("what no pipeline of these stacks delivers", () => {
  test.each([
    ["no pipeline", []],
    [
      "a pipeline of other services",
      [pipeline({ ...BY_CODE_DEPLOY, configuration: { DeploymentGroupName: "other" } })],
    ],
    ["an action that copies what runs", [pipeline(COPYING)]],
  ])("with %s takes a command, which keeps the image that runs", (_, cicd) => {
    const [found] = rollouts([stays(), definition()], cicd);
    expect(found?.arrives).toBe("by a command");
    expect(found?.steps[1]).toBe(
      'no pipeline of these stacks delivers it, and releases of another environment bring an image only: the command "take over the configuration" of the output commands-web deploys the change with the image that runs; then:',
    );
  });

  test("takes another command where CodeDeploy deploys", () => {
    const [found] = rollouts([stays(codeDeployed), definition()]);
    expect(found?.arrives).toBe("by a command");
    expect(found?.steps[1]).toContain('the command "deploy again" of the output commands-web deploys the change');
  });
});

test.each<[string, object[], object[]]>([
  ["whose definition stays", [stays(), definition(NO_OP, [])], [pipeline(BY_ECS), file(NO_OP)]],
  ["whose definition only gets other tags", [stays(), definition(["update"], [])], [pipeline(BY_ECS), file(NO_OP)]],
  ["of another file", [stays()], [pipeline(BY_ECS), file(["update"], "other")]],
  ["that nothing delivers yet", [stays()], [pipeline(BY_ECS), file(["create"])]],
])("no later change of a service %s", (_, clusterChanges, cicdChanges) => {
  expect(rollouts(clusterChanges, cicdChanges)).toEqual([]);
});

test("a service that Terraform gives the new definition is listed once", () => {
  const update = changed(SERVICE, {
    before: values,
    after: { name: "web", desired_count: 2 },
    after_unknown: { task_definition: true },
  });
  expect(rollouts([update, definition()])).toMatchObject([{ because: "task_definition" }]);
});

test("a delivered service that is replaced starts with the configured image, which the review has as a change", () => {
  const replaced = changed(SERVICE, { actions: REPLACED, before: values, after: values });
  const warning =
    "the new tasks have the configured image and not the one of the last release: release again afterwards";
  expect(rollouts([replaced], [pipeline(BY_ECS)])[0]?.steps).toContain(warning);
  expect(rollouts([replaced])[0]?.steps).not.toContain(warning);
});
