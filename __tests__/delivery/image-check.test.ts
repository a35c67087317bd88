import { runImageCheck, type Surroundings } from "../support/buildspec.ts";
import { lines, REPOSITORY, withAnswers, withVariables } from "../support/releases.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const image = (letter: string) => `${REPOSITORY}@${digest(letter)}`;
const arn = (id: string) => `arn:aws:ecs:us-east-1:123456789012:task/main/${id}`;

const TASKS = "aws ecs list-tasks ";
const DESCRIBED = "aws ecs describe-tasks ";
const HISTORY = "aws codepipeline list-action-executions ";

/** What the pipeline has done at an hour: made a release of an image, or deployed the release of an hour. */
const at = (hour: number) => `2026-01-02T0${hour}:00:00.000000+00:00`;
const released = (hour: number, letter: string) =>
  [at(hour), "Build", "Succeeded", "None", `pipe/Definition/${hour}`, image(letter)].join("\t");
const deployed = (hour: number, status: string, of: number, stage = "Deploy-shop") =>
  [at(hour), stage, status, `pipe/Definition/${of}`, "None", "None"].join("\t");
const task = (id: string, name: string, ran = name.split("@")[1] ?? "None") => [arn(id), name, ran].join("\t");

const aCheck: Surroundings = {
  variables: { PIPELINE: "shop-pipeline", CONTAINER: "web", SERVICES: "main/shop/Deploy-shop" },
  answers: {
    "sleep ": "",
    [TASKS]: arn("1"),
    [DESCRIBED]: task("1", image("b")),
    [HISTORY]: [
      released(1, "a"),
      deployed(2, "Succeeded", 1),
      released(3, "b"),
      deployed(4, "Succeeded", 3),
      [at(0), "Source", "Succeeded", "None", "None", "None"].join("\t"),
    ].join("\n"),
  },
};

const history = (...actions: string[]) => withAnswers(aCheck, { [HISTORY]: actions.join("\n") });
const tasks = (...of: string[]) => withAnswers(aCheck, { [DESCRIBED]: of.join("\n") });
const passes = (surroundings: Surroundings) => runImageCheck(surroundings).phases.every(([, success]) => success);
const NOT_DEPLOYED = "image check failed: these tasks run an image that shop-pipeline has not deployed:\n";

test("the image of the last deployment may run", () => {
  const build = runImageCheck(aCheck);
  expect(build.text).toBe(`shop: compared with ${image("b")}\n`);
  expect(lines(build).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
    "aws ecs list-tasks",
    "aws ecs describe-tasks",
    "aws codepipeline list-action-executions",
  ]);
});

test("an image that was never deployed fails, with task and image", () => {
  const { phases, text } = runImageCheck(tasks(task("1", image("b")), task("2", image("c"))));
  expect(phases).toEqual([["build", false]]);
  expect(text).toContain(`${NOT_DEPLOYED}shop: the task ${arn("2")} runs ${image("c")} (${digest("c")})`);
});

test("an image that was deployed earlier fails, once the pipeline has deployed another one", () => {
  expect(runImageCheck(tasks(task("1", image("a")))).text).toContain(`${NOT_DEPLOYED}shop: the task ${arn("1")} runs`);
});

test("a tag that leads to another image fails, and one that leads to the deployed image does not", () => {
  expect(passes(tasks(task("1", `${REPOSITORY}:latest`, digest("c"))))).toBe(false);
  expect(passes(tasks(task("1", `${REPOSITORY}:latest`, digest("b"))))).toBe(true);
});

test("an image of several platforms counts by the digest in its name", () => {
  expect(passes(tasks(task("1", image("b"), digest("d"))))).toBe(true);
});

test("a task without the container of releases fails", () => {
  expect(passes(tasks([arn("1"), "None", "None"].join("\t")))).toBe(false);
});

describe("while the pipeline deploys, or after ECS has gone back", () => {
  test.each(["InProgress", "Failed", "Abandoned"])("both images may run when the last deployment is %s", (status) => {
    const deploying = [released(1, "a"), deployed(2, "Succeeded", 1), released(3, "b"), deployed(4, status, 3)];
    const answers = { ...aCheck.answers, [HISTORY]: deploying.join("\n") };
    for (const letter of ["a", "b"])
      expect(passes({ ...aCheck, answers: { ...answers, [DESCRIBED]: task("1", image(letter)) } })).toBe(true);
    expect(passes({ ...aCheck, answers: { ...answers, [DESCRIBED]: task("1", image("c")) } })).toBe(false);
  });

  test("a stage that goes back deploys the release of then", () => {
    const { text } = runImageCheck(
      withAnswers(
        history(
          deployed(5, "Succeeded", 1), // listed in any order
          released(1, "a"),
          deployed(2, "Succeeded", 1),
          released(3, "b"),
          deployed(4, "Failed", 3),
        ),
        { [DESCRIBED]: task("1", image("a")) },
      ),
    );
    expect(text).toBe(`shop: compared with ${image("a")}\n`);
  });

  test("a difference that is gone after a minute is none", () => {
    const build = runImageCheck(withAnswers(aCheck, { [DESCRIBED]: [task("1", image("a")), task("1", image("b"))] }));
    expect(build.phases).toEqual([["build", true]]);
    expect(lines(build)).toContain("sleep 60");
  });
});

test("a service without a deployment that has succeeded is not compared, with a line in the build log", () => {
  const message = "shop: no deployment of shop-pipeline has succeeded in the last 12 months, so nothing is compared\n";
  expect(runImageCheck(history(released(1, "a"), deployed(2, "Failed", 1))).text).toBe(message);
  expect(runImageCheck(history(released(1, "a"), deployed(2, "Succeeded", 1, "Deploy-cart"))).text).toBe(message);
});

test("each service is compared with its own stage", () => {
  const services = withVariables(aCheck, { SERVICES: "main/shop/Deploy-shop other/cart/Deploy-cart" });
  const { text, calls } = runImageCheck(
    withAnswers(services, {
      [HISTORY]: [
        released(1, "a"),
        deployed(2, "Succeeded", 1),
        deployed(3, "Succeeded", 1, "Deploy-cart"),
        released(4, "b"),
        deployed(5, "Succeeded", 4),
      ].join("\n"),
    }),
  );
  expect(text).toContain(`${NOT_DEPLOYED}cart: the task ${arn("1")} runs ${image("b")}`);
  expect(calls[2]?.line).toEqual(expect.arrayContaining(["other", "cart"]));
});

test("a service without tasks has nothing to compare", () => {
  const build = runImageCheck(withAnswers(aCheck, { [TASKS]: "" }));
  expect(build.phases).toEqual([["build", true]]);
  expect(lines(build).filter((line) => line.includes("describe-tasks"))).toEqual([]);
});

test("more than 100 tasks are asked for in several calls", () => {
  const many = Array.from({ length: 130 }, (_, index) => arn(`${index}`)).join("\t");
  const described = lines(runImageCheck(withAnswers(aCheck, { [TASKS]: many }))).filter((line) =>
    line.includes("describe-tasks"),
  );
  expect(described.map((line) => line.match(/:task\//g)?.length)).toEqual([100, 30]);
});

test.each([
  [0, "ECS does not list the tasks of shop"],
  [1, "ECS does not describe the tasks of shop"],
  [2, "CodePipeline does not list what shop-pipeline has done"],
])("call %i that fails ends the check, with what AWS says", (place, message) => {
  const build = runImageCheck({ ...aCheck, failures: { [place]: "AccessDeniedException: not authorized" } });
  expect(build.text).toContain(`AccessDeniedException: not authorized\nimage check failed: ${message}`);
  expect(build.phases).toEqual([["build", false]]);
});

test.each([
  ["PIPELINE", "a b", "it must be the name of a pipeline"],
  ["CONTAINER", "x']", "it must be the name of a container"],
  ["SERVICES", "main/shop", "it must be CLUSTER/SERVICE/STAGE for each service"],
  ["SERVICES", undefined, "is not set"],
])("the variable %s that is %p is refused before anything is called", (name, value, message) => {
  const { text, calls } = runImageCheck(withVariables(aCheck, { [name]: value }));
  expect([text, calls]).toEqual([expect.stringContaining(message), []]);
});
