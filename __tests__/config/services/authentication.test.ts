import { demo } from "../../../config/environments/demo.ts";
import { showcase } from "../../../config/environments/showcase.ts";
import { environmentOf, problems, type Refused, service } from "../../support/problems.ts";

const OIDC = {
  type: "oidc",
  issuer: "https://id.example.com",
  authorizationEndpoint: "https://id.example.com/authorize",
  tokenEndpoint: "https://id.example.com/token",
  userInfoEndpoint: "https://id.example.com/userinfo",
  clientId: "shop",
  clientSecretVariable: "oidc_secret",
};
const certificateArns = [`arn:aws:acm:${demo.region}:${demo.account}:certificate/1`];

const behind = (authentication: object, { loadBalancer = { certificateArns } as object, ...change } = {}) => ({
  ...environmentOf({
    ...service,
    ...change,
    route: { priority: 1, authentication, ...(change as { route?: object }).route },
  }),
  fargateCluster: { loadBalancer },
});

test("an identity provider is asked", () => {
  expect(problems(behind(OIDC))).toEqual([]);
});

const AT = "services[0].route.authentication";
const SHOWN = '{"type":"oidc","issuer":"https://id.example.com","authorizationEndpoint":"htt…';

test.each<Refused>([
  [
    "without HTTPS",
    { loadBalancer: {} },
    `${AT}: ${SHOWN} needs HTTPS: add a domain or certificateArns to fargateCluster.loadBalancer`,
  ],
  [
    "with two sets of tasks",
    { deployment: { type: "ecs-blue-green" } },
    `${AT}: ${SHOWN} can't be used with deployment ecs-blue-green, whose rules only forward: use rolling, or authenticate in the service`,
  ],
  [
    "with HTTP/2",
    { route: { protocol: "HTTP2" } },
    `${AT}: ${SHOWN} can't be used with protocol HTTP2, whose rules only forward: use HTTP1, or authenticate in the service`,
  ],
])("it is refused %s", (_, change, message) => {
  expect(problems(behind(OIDC, change))).toEqual([message]);
});

test("a secret instead of its variable is refused, and not shown", () => {
  const [problem = ""] = problems(behind({ ...OIDC, clientSecretVariable: "Zm9v-bmFy+secret/value" }));
  expect(problem).toContain("is not the name of a variable, and a secret must not be here");
  expect(problem).not.toContain("Zm9v");
});

test.each<Refused>([
  [
    "an endpoint without TLS",
    { tokenEndpoint: "http://id.example.com/token" },
    `${AT}.tokenEndpoint: "http://id.example.com/token" is not an HTTPS URL: write the full URL, such as https://id.example.com/token`,
  ],
  [
    "too many parameters",
    { parameters: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, "x"])) },
    expect.stringContaining("is too long: a redirect allows 10 parameters"),
  ],
])("%s is refused", (_, change, message) => {
  expect(problems(behind({ ...OIDC, ...change }))).toEqual([message]);
});

test("a pipeline that plans the stacks has no variable for a secret", () => {
  const services = showcase.services.map((each) =>
    each.name === "api" ? { ...each, route: { priority: 1, authentication: OIDC } } : each,
  );
  const index = services.findIndex(({ name }) => name === "api");
  expect(problems({ ...showcase, services })).toEqual([
    `services[${index}].route.authentication.type: "oidc" needs a Terraform variable, which delivery.infrastructure does not have: use cognito, or plan and apply the stacks elsewhere`,
  ]);
});
