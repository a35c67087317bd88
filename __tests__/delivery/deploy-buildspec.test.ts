import { type Build, runDeploy, type Surroundings } from "../support/buildspec.ts";
import { commands, DIGEST, lines, REPOSITORY, withAnswers, withVariables } from "../support/releases.ts";

const IMAGE = `${REPOSITORY}@${DIGEST}`;
const arn = (kind: string, name: string) => `arn:aws:ecs:us-east-1:123456789012:${kind}/${name}`;
const REVISION = arn("task-definition", "shop-task-def:142");
const deployment = (id: string) => arn("service-deployment", `main/shop/${id}`);
const target = (id: string) => arn("service-revision", `main/shop/${id}`);
const STATUS = "aws ecs describe-service-deployments ";

const TASK_DEFINITION = {
  family: "shop-task-def",
  cpu: "512",
  containerDefinitions: [
    { name: "web", image: "<IMAGE1_NAME>", environment: [{ name: "NEW", value: "a & b|c" }] },
    { name: "sidecar", image: "public.ecr.aws/a/b:1" },
  ],
};

const aDeployment: Surroundings = {
  variables: { CLUSTER: "main", SERVICE: "shop", WAIT_MINUTES: "60" },
  source: {
    "release.json": `${JSON.stringify({ tag: "v1", image: IMAGE, commit: "unknown", builtAt: "2025-01-02" })}\n`,
    "shop/taskdef.json": JSON.stringify(TASK_DEFINITION),
  },
  answers: {
    "sleep ": "",
    "aws ecs register-task-definition ": REVISION,
    "aws ecs update-service ": arn("service", "main/shop"),
    "aws ecs list-service-deployments ": `${deployment("2")}\t${target("22")}\n${deployment("1")}\t${target("11")}`,
    "aws ecs describe-service-revisions ": target("22"),
    [STATUS]: ["PENDING\tNone\tNone", "IN_PROGRESS\tNone\tNone", "SUCCESSFUL\tNone\tNone"],
    "aws ecs describe-services ": "2025-01-02\t(service shop) was unable to place a task",
  },
};

const statuses = (...answers: string[]) => withAnswers(aDeployment, { [STATUS]: answers });
const succeeded = ({ phases }: Build) => phases.every(([, success]) => success);
const calls = (build: Build) => commands(build).map((command) => command.replace("aws ecs ", ""));

describe("a deployment", () => {
  const build = runDeploy(aDeployment);

  test("registers the release, updates the service and waits until ECS has finished", () => {
    expect(calls(build)).toEqual([
      "register-task-definition",
      "update-service",
      "list-service-deployments",
      "describe-service-revisions",
      "describe-service-deployments",
      "sleep 15",
      "describe-service-deployments",
      "sleep 15",
      "describe-service-deployments",
    ]);
    expect(succeeded(build)).toBe(true);
  });

  test("gives the service the revision that it has registered, and names it to the pipeline", () => {
    expect(lines(build)[1]).toBe(
      `aws ecs update-service --cluster main --service shop --task-definition ${REVISION} --query service.serviceArn --output text`,
    );
    expect(build.exported).toEqual({ DEPLOYED_REVISION: REVISION });
  });

  test("waits for the deployment of that revision, and for no other one", () => {
    const [, , , revisions, status] = lines(build);
    expect(revisions).toContain(`--service-revision-arns ${target("22")} ${target("11")} --output text`);
    expect(revisions).toContain(`serviceRevisions[?taskDefinition=='${REVISION}']`);
    expect(status).toContain(`--service-deployment-arns ${deployment("2")} `);
  });

  test("looks at the 20 newest deployments, which is as many as one call may ask about", () => {
    expect(lines(build)[2]).toMatch(/ --created-at after=\d{10} .*createdAt\)\)\[:20\]/);
  });

  test("waits for a deployment that ECS shows only later", () => {
    const list = ["", "", `${deployment("2")}\t${target("22")}`];
    const build = runDeploy(withAnswers(aDeployment, { "aws ecs list-service-deployments ": list }));
    expect(calls(build).filter((each) => each === "list-service-deployments")).toHaveLength(3);
    expect(succeeded(build)).toBe(true);
  });
});

test("what is registered is the definition of Terraform with the image of the release", () => {
  const [register] = runDeploy(aDeployment).calls;
  const [web, sidecar] = TASK_DEFINITION.containerDefinitions;
  expect(JSON.parse(register?.input ?? "")).toEqual({
    ...TASK_DEFINITION,
    containerDefinitions: [{ ...web, image: IMAGE }, sidecar],
  });
});

describe("a deployment that ECS ends otherwise", () => {
  test.each([
    [
      "ROLLBACK_SUCCESSFUL\tNone\tService deployment rolled back because the circuit breaker threshold was exceeded.",
      "ECS has rolled shop back to the revision before: Service deployment rolled back because the circuit breaker",
    ],
    ["ROLLBACK_FAILED\tNone\tno capacity", "ECS has failed to roll shop back: no capacity"],
    ["STOPPED\tNone\tReplaced by a newer one", "the deployment of shop was stopped: Replaced by a newer one"],
    ["ROLLBACK_SUCCESSFUL\tNone\tNone", "ECS has rolled shop back to the revision before: ECS gives no reason"],
  ])("as %s fails with the reason of ECS", (answer, message) => {
    const build = runDeploy(statuses("IN_PROGRESS\tNone\tNone", "ROLLBACK_IN_PROGRESS\tCLEAN_UP\ta reason", answer));
    expect(build.text).toContain(`deployment stopped: ${message}`);
    expect(build.text).toContain("what ECS says of shop, newest first:\n2025-01-02\t(service shop) was unable");
    expect(build.phases).toEqual([
      ["pre_build", true],
      ["build", false],
    ]);
    expect(build.exported).toEqual({});
  });

  test("is waited for until ECS has rolled back, so that the stage does not go back at the same time", () => {
    const going = ["ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "STOP_REQUESTED"].map(
      (status) => `${status}\tNone\tx`,
    );
    const build = runDeploy(statuses(...going, "ROLLBACK_SUCCESSFUL\tNone\tx"));
    expect(calls(build).filter((each) => each === "describe-service-deployments")).toHaveLength(4);
  });
});

test("a deployment that takes too long fails with the reason and how to stop it", () => {
  const build = runDeploy(withVariables(statuses("IN_PROGRESS\tPRE_SCALE_UP\tNone"), { WAIT_MINUTES: "2" }));
  expect(calls(build).filter((each) => each === "describe-service-deployments")).toHaveLength(8);
  expect(build.text).toContain("deployment stopped: shop is still IN_PROGRESS after 2 minutes.");
  expect(build.text).toContain(
    `stop-service-deployment --stop-type ROLLBACK --service-deployment-arn ${deployment("2")}`,
  );
});

test("a deployment that ECS never shows fails after five minutes", () => {
  const build = runDeploy(withAnswers(aDeployment, { "aws ecs list-service-deployments ": "" }));
  expect(calls(build).filter((each) => each === "sleep 15")).toHaveLength(20);
  expect(build.text).toContain(
    "deployment stopped: ECS shows no deployment of shop-task-def:142 to shop after 5 minutes",
  );
});

describe("a call that fails", () => {
  test.each([
    [0, "ECS does not register the task definition of shop, which runs on as it was"],
    [1, "ECS does not update shop to shop-task-def:142, so it runs on as it was"],
  ])("as number %i ends the deployment, with what AWS says", (place, message) => {
    const build = runDeploy({ ...aDeployment, failures: { [place]: "AccessDeniedException: not authorized" } });
    expect(build.text).toContain("AccessDeniedException: not authorized");
    expect(build.text).toContain(`deployment stopped: ${message}`);
    expect(build.calls).toHaveLength(place + 1);
  });

  test.each([2, 3, 4, 6])("as number %i is asked again, because the deployment goes on meanwhile", (place) => {
    const build = runDeploy({ ...aDeployment, failures: { [place]: "ThrottlingException: Rate exceeded" } });
    expect(build.text).toContain("asking again: ThrottlingException: Rate exceeded");
    expect(succeeded(build)).toBe(true);
  });

  test("again and again ends the deployment after five minutes", () => {
    const always = Object.fromEntries(Array.from({ length: 60 }, (_, more) => [4 + 2 * more, "ThrottlingException"]));
    const build = runDeploy({ ...aDeployment, failures: always });
    expect(build.text).toContain("ECS does not answer, and the deployment may still be under way: ThrottlingException");
    expect(calls(build).filter((each) => each === "describe-service-deployments")).toHaveLength(20);
  });
});

describe("before anything is called", () => {
  test.each([
    ["CLUSTER", undefined, "is not set: it must be the name of a cluster"],
    ["SERVICE", "../shop", "is ../shop: it must be the name of a service"],
    ["WAIT_MINUTES", "0", "is 0: it must be a number of minutes"],
    ["WAIT_MINUTES", "6+a[$(id)]", "is 6+a[$(id)]: it must be a number of minutes"],
  ])("the variable %s that is %p is refused", (name, value, message) => {
    const { text, calls, phases } = runDeploy(withVariables(aDeployment, { [name]: value }));
    expect(text).toContain(`deployment stopped: ${name} ${message}`);
    expect([calls, phases]).toEqual([[], [["pre_build", false]]]);
  });

  test.each([
    ["without a release", { "release.json": undefined }, "the release has no release.json"],
    ["without an image", { "release.json": "{}" }, "release.json names no image"],
    ["with an image by tag", { "release.json": `{"image":"${REPOSITORY}:v1"}` }, "release.json names the image "],
    ["with an image and a command", { "release.json": `{"image":"${IMAGE};id"}` }, "release.json names the image "],
    ["without a definition", { "shop/taskdef.json": undefined }, "the release has no shop/taskdef.json: it was made"],
    [
      "with a definition that would keep its image",
      { "shop/taskdef.json": '{"image":"nginx"}' },
      "no <IMAGE1_NAME> in shop/taskdef.json: it would keep another image",
    ],
  ])("a release %s is refused", (_, change, message) => {
    const files = Object.entries({ ...aDeployment.source, ...change } as Record<string, string | undefined>);
    const source = Object.fromEntries(files.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
    const { text, calls, phases } = runDeploy({ ...aDeployment, source });
    expect(text).toContain(`deployment stopped: ${message}`);
    expect([calls, phases]).toEqual([[], [["pre_build", false]]]);
  });
});

test.each(["None", "", `${REVISION} x`, "arn:aws:ecs:us-east-1:123456789012:task-definition/shop"])(
  "a revision that ECS calls %p is deployed nowhere",
  (answer) => {
    const build = runDeploy(withAnswers(aDeployment, { "aws ecs register-task-definition ": answer }));
    expect(build.text).toContain("deployment stopped: ECS has registered a revision that it calls: ");
    expect(calls(build)).toEqual(["register-task-definition"]);
  },
);
