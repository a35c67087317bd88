import { nonEmpty } from "../support/non-empty.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { API, IMAGE, small } from "./cases.ts";
import { problemsOf, type Trial, tryAll } from "./run.ts";
import { synthesized } from "./synthesis.ts";

/** A service with its route. */
interface Service {
  readonly name: string;
  readonly route?: { readonly priority: number };
  readonly [field: string]: unknown;
}

const ROLLING = { deployment: { type: "rolling" } };
const NATIVE = { deployment: { type: "ecs-blue-green" } };
const CODEDEPLOY = { deployment: { type: "codedeploy-blue-green" } };
const ON_FARGATE = { name: "web", route: { priority: 10 } };
/** Keeps the stack that has what CodeDeploy deploys with: a stack that nothing needs any more is destroyed by hand. */
const REST = { ...CODEDEPLOY, name: "rest", route: { priority: 90, paths: ["/rest/*"] } };
const OTHER_PORT = { container: { image: IMAGE, port: 8080 } };

/** A setting that is refused while a service has traffic: of the service, and of the one that takes its place. */
const SETTINGS: [what: string, before: Service, after: object][] = [
  ["rolling to ECS blue/green", { ...ON_FARGATE, ...ROLLING }, NATIVE],
  ["rolling to CodeDeploy", { ...ON_FARGATE, ...ROLLING }, CODEDEPLOY],
  ["ECS blue/green to rolling", { ...ON_FARGATE, ...NATIVE }, ROLLING],
  ["ECS blue/green to CodeDeploy", { ...ON_FARGATE, ...NATIVE }, CODEDEPLOY],
  ["CodeDeploy to rolling", { ...ON_FARGATE, ...CODEDEPLOY }, ROLLING],
  ["CodeDeploy to ECS blue/green", { ...ON_FARGATE, ...CODEDEPLOY }, NATIVE],
  ["container port, ECS blue/green", { ...ON_FARGATE, ...NATIVE }, OTHER_PORT],
  ["container port, CodeDeploy", { ...ON_FARGATE, ...CODEDEPLOY }, OTHER_PORT],
  ["network mode", API, { networkMode: "awsvpc" }],
];

/** The steps that the message of a refusal names. */
function stepsOf([what, before, after]: (typeof SETTINGS)[number]): Trial[] {
  const { priority = 0 } = before.route ?? {};
  const routed = (service: Service, at: number): Service => ({ ...service, route: { ...service.route, priority: at } });
  const second = routed({ ...before, ...after, name: "second" }, priority + 1);
  const states: [step: string, services: Service[]][] = [
    ["before", [before]],
    ["a second service is added", [before, second]],
    ["requests go to the second service", [routed(before, priority + 2), second]],
    ["the first service is removed", [second]],
  ];
  const stacks = states.map(([step, services]) => {
    const found = synthesized(small({ services: [...services, REST] }));
    if (found instanceof Error) throw new Error(`${what}, ${step}: ${found.message}`);
    return { step, found };
  });
  return stacks.slice(1).map(({ step, found }, index) => {
    const { found: previous } = stacks[index] as (typeof stacks)[number];
    return { id: `${what}: ${step}`, fields: [], what, before: previous, after: found };
  });
}

const chained = (trials: readonly Trial[]): Trial =>
  trials.reduceRight<Trial | undefined>((next, trial) => ({ ...trial, ...(next && { next }) }), undefined) as Trial;

describeWithTerraform("a second service beside one whose setting can't be changed while it has traffic", () => {
  test.each(SETTINGS)(
    "%s",
    async (...setting) => {
      const steps = stepsOf(setting);
      const results = nonEmpty(await tryAll([chained(steps)], { workers: 1 }));
      const went = results.map((result) => [result.trial.id, result.class, problemsOf(result)]);
      const harmless = expect.stringMatching(/^(in place|new tasks|replaced without a gap|in phases)$/);
      expect(went).toEqual(steps.map(({ id }) => [id, harmless, []]));
    },
    300_000,
  );
});
