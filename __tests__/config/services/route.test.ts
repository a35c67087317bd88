import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import {
  type Accepted,
  completed,
  environmentOf,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const withRoute = (change: object) => ({ route: { priority: 1, ...change } });

const REFUSED: Refused[] = [
  ["no path", { paths: [] }, "services[0].route.paths: [] is empty: list a pattern, or leave it out"],
  [
    "no value of a header",
    { headers: { "X-Version": [] } },
    "services[0].route.headers.X-Version: [] is empty: list a pattern, or leave it out",
  ],
  [
    "six paths",
    { paths: ["/a", "/b", "/c", "/d", "/e", "/f"] },
    'services[0].route: {"priority":1,"paths":["/a","/b","/c","/d","/e","/f"]} has 6 conditions in paths, hosts and headers together: a listener rule allows 5',
  ],
  [
    "paths, hosts and headers that are six together",
    { paths: ["/a", "/b"], hosts: ["a.io", "b.io"], headers: { Version: ["1", "2"] } },
    'services[0].route: {"priority":1,"paths":["/a","/b"],"hosts":["a.io","b.io"],"headers":{"Version… has 6 conditions in paths, hosts and headers together: a listener rule allows 5',
  ],
  [
    "six hosts",
    { hosts: ["a.io", "b.io", "c.io", "d.io", "e.io", "f.io"] },
    'services[0].route: {"priority":1,"hosts":["a.io","b.io","c.io","d.io","e.io","f.io"]} has 6 conditions in paths, hosts and headers together: a listener rule allows 5',
  ],
  [
    "seven wildcards",
    { paths: ["/*/*/*", "/?/?"], hosts: ["*.example.*"] },
    'services[0].route: {"priority":1,"paths":["/*/*/*","/?/?"],"hosts":["*.example.*"]} has 7 wildcards in paths, hosts and headers together: a listener rule allows 6',
  ],
  [
    "a health check that is slower than its interval",
    { healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 } },
    "services[0].route.healthCheck.timeoutSeconds: 10 is not less than intervalSeconds 10: a check must end before the next begins",
  ],
  [
    "an interval as short as the default time of a check",
    { healthCheck: { intervalSeconds: 5 } },
    "services[0].route.healthCheck.timeoutSeconds: 5 (the default) is not less than intervalSeconds 5: a check must end before the next begins",
  ],
  [
    "a very quick slow start",
    { slowStartSeconds: 10 },
    "services[0].route.slowStartSeconds: 10 is too short: use 30 to 900 seconds, or 0 for none",
  ],
  [
    "a priority below the first",
    { priority: 0 },
    "services[0].route.priority: 0 is out of range: use a whole number from 1 to 50000",
  ],
  ["a port", { port: 65536 }, "services[0].route.port: 65536 is out of range: use a whole number from 1 to 65535"],
  [
    "a pattern",
    { paths: ["/a b"] },
    'services[0].route.paths[0]: "/a b" is not a pattern: use up to 128 letters, digits and punctuation, with * and ?',
  ],
  [
    "a header's name",
    { headers: { "X Version": ["1"] } },
    'services[0].route.headers.X Version: "X Version" is not a header: write its name of up to 40 characters, without wildcards',
  ],
  [
    "a health check of another host",
    { healthCheck: { path: "http://example.com/" } },
    'services[0].route.healthCheck.path: "http://example.com/" is not a path: begin with /',
  ],
  [
    "a class of codes",
    { healthCheck: { codes: "2xx" } },
    'services[0].route.healthCheck.codes: "2xx" must be HTTP codes, written as "200", "200,302" or "200-299"',
  ],
  [
    "a code of gRPC for HTTP",
    { healthCheck: { codes: "0-99" } },
    'services[0].route.healthCheck.codes: "0-99" has a code outside the range of HTTP: use 200 to 499',
  ],
  [
    "one check until a task is healthy",
    { healthCheck: { healthyThreshold: 1 } },
    "services[0].route.healthCheck.healthyThreshold: 1 is out of range: use a whole number from 2 to 10 checks",
  ],
  [
    "a long end",
    { deregistrationDelaySeconds: 3601 },
    "services[0].route.deregistrationDelaySeconds: 3601 is out of range: use a whole number from 0 to 3600 seconds",
  ],
  [
    "a cookie for more than a week",
    { stickySeconds: 604801 },
    "services[0].route.stickySeconds: 604801 is out of range: use a whole number from 0 to 604800 seconds",
  ],
];

test("a browser stays with its task only where one target group has them all", () => {
  expect(
    serviceProblems({ route: { priority: 1, stickySeconds: 60 }, deployment: { type: "ecs-blue-green" } }),
  ).toEqual([
    "services[0].route.stickySeconds: 60 can't be used with deployment ecs-blue-green, which moves requests between two target groups: use rolling, or leave it out",
  ]);
});

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(withRoute(change))).toEqual([message]);
});

const FIVE = ["a", "b", "c", "d", "e"];

const ACCEPTED: Accepted[] = [
  ["its own port", { port: 8080 }],
  ["five paths", { paths: FIVE.map((each) => `/${each}`) }],
  ["five hosts and every path, which is not a condition beside others", { hosts: FIVE.map((each) => `${each}.io`) }],
  ["five values of a header and every path", { headers: { "X-Version": FIVE } }],
  ["six wildcards", { paths: ["/*/*/*", "/?/?/?"] }],
  ["no hosts", { hosts: [] }],
  ["several codes", { healthCheck: { codes: "200,302,400-404" } }],
  ["no slow start", { slowStartSeconds: 0 }],
  ["the shortest slow start", { slowStartSeconds: 30 }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(withRoute(change))).toEqual([]);
});

test("by default every request is the service's, and a task is healthy that answers 200 at the root", () => {
  expect(completed(withRoute({})).route).toMatchObject({
    paths: ["*"],
    hosts: [],
    headers: {},
    healthCheck: { path: "/", codes: "200", intervalSeconds: 30, timeoutSeconds: 5 },
    deregistrationDelaySeconds: 30,
    slowStartSeconds: 0,
    stickySeconds: 0,
  });
});

describe("the protocol of a route", () => {
  const certificateArns = [`arn:aws:acm:${demo.region}:${demo.account}:certificate/1`];
  const secure = (route: object, loadBalancer: object = {}) => ({
    ...environmentOf({ ...service, ...withRoute(route) }),
    fargateCluster: { loadBalancer: { certificateArns, ...loadBalancer } },
  });

  test.each<Refused>([
    [
      "without HTTPS",
      { protocol: "gRPC" },
      'services[0].route.protocol: "gRPC" needs HTTPS: add a domain or certificateArns to fargateCluster.loadBalancer, or leave it out',
    ],
    [
      "HTTP/2 without HTTPS",
      { protocol: "HTTP2" },
      'services[0].route.protocol: "HTTP2" needs HTTPS: add a domain or certificateArns to fargateCluster.loadBalancer, or leave it out',
    ],
  ])("%s is refused", (_, route, message) => {
    expect(serviceProblems(withRoute(route))).toEqual([message]);
  });

  test.each<Refused>([
    [
      "checks for HTTP codes",
      { healthCheck: { codes: "200" } },
      'services[0].route.healthCheck.codes: "200" has a code outside the range of gRPC: use 0 to 99',
    ],
    [
      "checks for a page",
      { healthCheck: { path: "/healthz" } },
      'services[0].route.healthCheck.path: "/healthz" is not a gRPC method: write /package.service/method, such as /grpc.health.v1.Health/Check',
    ],
  ])("gRPC with %s is refused", (_, route, message) => {
    expect(problems(secure({ protocol: "gRPC", ...route }))).toEqual([message]);
  });

  test("gRPC without clients of HTTP/2 is refused", () => {
    expect(problems(secure({ protocol: "gRPC" }, { http2: false }))).toEqual([
      'services[0].route.protocol: "gRPC" needs clients that use HTTP/2: set fargateCluster.loadBalancer.http2 to true',
    ]);
  });

  test.each([
    [{}, { path: "/", codes: "200" }, ["ecs-demo-web"]],
    [{ protocol: "HTTP2" }, { path: "/", codes: "200" }, ["ecs-demo-web-http2"]],
    [{ protocol: "gRPC" }, { path: "/AWS.ALB/healthcheck", codes: "12" }, ["ecs-demo-web-grpc"]],
    [{ targetProtocol: "HTTPS" }, { path: "/", codes: "200" }, ["ecs-demo-web-tls"]],
  ])("of %j is checked by %j in target group %j", (route, healthCheck, targetGroupNames) => {
    const [found] = parseConfig(secure(route), "test").services;
    expect(found).toMatchObject({ route: { healthCheck }, targetGroupNames });
  });
});
