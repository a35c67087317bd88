import { notJudgedText } from "../../../../tools/plan-review/judge/not-judged.ts";
import { verdictWord } from "../../../../tools/plan-review/render/words.ts";
import { planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";
import { synthesized } from "../../../support/synthesized.ts";

const updates = (...types: string[]) =>
  planJson({
    changes: types.map((type, index) => resourceChange(`${type}.x${index}`, { before: { a: 1 }, after: { a: 2 } })),
  });

test("types that no table knows are counted, and the verdict names them", async () => {
  const review = await reviewOf({ web: updates("google_pubsub_topic", "google_pubsub_topic", "okta_app", "aws_lb") });
  expect(review.notJudged).toEqual({ google_pubsub_topic: 2, okta_app: 1 });
  expect(review.verdict).toMatchObject({ exitCode: 2 });
  expect(review.verdict.headline).toContain("; not judged: 2 google_pubsub_topic, 1 okta_app");
  expect(verdictWord(review)).toBe("Changes, none of which needs approval as far as judged");
});

test("of many types the most frequent are named", () => {
  const types = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
  expect(notJudgedText(types)).toBe("6 f, 5 e, 4 d, 3 c, 3 of 2 other types");
  expect(notJudgedText({})).toBeUndefined();
});

test.each(["null_resource", "random_password", "terraform_data", "docker_image", "local_file", "aws_ecs_service"])(
  "%s is known",
  async (type) => {
    const review = await reviewOf({ web: updates(type) });
    expect(review.notJudged).toEqual({});
    expect(verdictWord(review)).toBe("Changes, none of which needs approval");
  },
);

test.each(["azurerm_public_ip", "google_compute_address", "kubernetes_config_map", "github_app", "aws_glacier_thing"])(
  "%s is not known because others of its provider are",
  async (type) => {
    expect((await reviewOf({ web: updates(type) })).notJudged).toEqual({ [type]: 1 });
  },
);

test("actions that a plan invokes are counted", async () => {
  const invoked = (name: string) => ({ address: `action.aws_lambda_invoke.${name}`, type: "aws_lambda_invoke", name });
  const review = await reviewOf({ web: planJson({ more: { action_invocations: [invoked("a"), invoked("b"), {}] } }) });
  expect(review.notJudged).toEqual({ "action.aws_lambda_invoke": 2 });
  expect(review.verdict.exitCode).toBe(2);
});

test("what does not change is not counted", async () => {
  const same = resourceChange("okta_app.x", { before: { a: 1 }, after: { a: 1 }, actions: ["no-op"] });
  const read = resourceChange("data.okta_app.x", { mode: "data", after: {}, actions: ["read"] });
  expect((await reviewOf({ web: planJson({ changes: [same, read] }) })).notJudged).toEqual({});
});

test("every type that the stacks are made of is known", async () => {
  const types = new Set(synthesized("showcase").flatMap(({ resource = {} }) => Object.keys(resource)));
  expect(types.size).toBeGreaterThan(60);
  expect((await reviewOf({ web: updates(...types) })).notJudged).toEqual({});
});

const http = (name: string) => ({
  address: `data.http.${name}`,
  mode: "data",
  type: "http",
  expressions: { url: { constant_value: "https://example.com/version" } },
});
const configured = (...resources: object[]) => ({ configuration: { root_module: { resources } } });

test("requests of plans are named also where nothing changes, and ask for no approval", async () => {
  const review = await reviewOf({ web: planJson({ more: configured(http("a"), http("b")) }) });
  expect(review.verdict).toEqual({
    kind: "nothing",
    exitCode: 0,
    headline: "no changes in 1 stack; not judged: 2 data.http",
  });
  expect(review.programs).toEqual([]);
});

test("a request during an apply is a change", async () => {
  const pending = resourceChange("data.http.a", { mode: "data", type: "http", after: {}, actions: ["read"] });
  const { verdict } = await reviewOf({ web: planJson({ changes: [pending] }) });
  expect(verdict).toMatchObject({ kind: "changes", exitCode: 2 });
  expect(verdict.headline).toContain("; not judged: 1 data.http");
});

test.each([[["frobnicate"]], [["read", "frobnicate"]], [[7]]])("actions %j are a change", async (actions) => {
  const unknown = resourceChange("okta_app.x", { before: { a: 1 }, after: { a: 1 }, actions: actions as string[] });
  expect((await reviewOf({ web: planJson({ changes: [unknown] }) })).verdict.exitCode).toBe(2);
});
