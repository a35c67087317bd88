import { render, type Scope } from "../../../packages/offline-aws/provider/render.ts";

const ATTRIBUTES: Record<string, string | number> = {
  name: "web",
  size: 3,
  arn: "arn:aws:elb:x:1:loadbalancer/app/web/1",
  url: "https://a.b/c",
};

const scope = (seed = "seed"): Scope => ({
  partition: "aws",
  region: "eu-west-1",
  account: "111122223333",
  seed,
  attribute: (name) => ATTRIBUTES[name] ?? null,
  follow: (argument, attribute) => `${attribute} of ${argument}`,
});

test.each([
  ["arn:{partition}:ecs:{region}:{account}:cluster/{name}", "arn:aws:ecs:eu-west-1:111122223333:cluster/web"],
  ["{size}", 3],
  ["{subnet_id>vpc_id}", "vpc_id of subnet_id"],
  ["{arn|last}", "1"],
  ["{arn|after loadbalancer/}", "app/web/1"],
  ["{arn|from loadbalancer}", "loadbalancer/app/web/1"],
  ["{arn|swap loadbalancer listener}/x", "arn:aws:elb:x:1:listener/app/web/1/x"],
  ["{missing}-{name}", "-web"],
  ['{"Statement": "{account}"}', '{"Statement": "111122223333"}'],
  ["$" + "{version} {name}", "$" + "{version} web"],
  [[{ a: "{name}", b: true }], [{ a: "web", b: true }]],
])("%j is %j", (template, expected) => {
  expect(render(template, "path", scope())).toEqual(expected);
});

test.each([
  ["vpc-0{hex16}", /^vpc-0[0-9a-f]{16}$/],
  ["{uuid}", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
  ["AROA{upper17}", /^AROA[A-Z]{17}$/],
  ["{digits10}", /^\d{10}$/],
  ["{stamp}", /^[0-9a-f]{26}$/],
])("%s has the form %s", (template, form) => {
  expect(render(template, "path", scope())).toMatch(form);
});

test("the same resource gets the same id, another a different one", () => {
  expect(render("{hex16}", "id", scope("a"))).toBe(render("{hex16}", "id", scope("a")));
  expect(render("{hex16}", "id", scope("a"))).not.toBe(render("{hex16}", "id", scope("b")));
  expect(render("{hex16}", "id", scope("a"))).not.toBe(render("{hex16}", "other", scope("a")));
});

test("a filter that does not exist is an error in the facts", () => {
  expect(() => render("{name|upper}", "path", scope())).toThrow("unknown filter upper");
});
