import { changedEnvironment } from "../../support/mistakes.ts";
import { problems } from "../../support/problems.ts";

const problemsOf = (image: string) => problems(changedEnvironment({ "services[0].container.image": image }));

const DIGEST = `sha256:${"a".repeat(64)}`;

test.each([
  ["https://public.ecr.aws/nginx/nginx:1.29", "has a scheme: write it without https://"],
  ["docker://nginx:1", "has a scheme: write it without docker://"],
  ["nginx:", "ends with a colon"],
  ["nginx:1.29:latest", "has two tags"],
  [`nginx:${"t".repeat(129)}`, "has an invalid tag"],
  ["nginx:-1", "has an invalid tag"],
  [":", "is not a tag"],
  [":la:test", "is not a tag"],
  ["Nginx:1", "has upper-case letters"],
  ["public.ecr.aws/Nginx/nginx:1", "has upper-case letters"],
  ["nginx@sha256:abc", "has an invalid digest"],
  [`nginx@md5:${"0".repeat(32)}`, "has an invalid digest"],
  ["nginx@", "has an invalid digest"],
  [`nginx@${DIGEST}@${DIGEST}`, "has an invalid digest"],
  ["registry:abc/x:1", "has an invalid host"],
  ["nginx :1", "is not an image"],
  ["nginx/", "ends with a slash: leave it out"],
  ["nginx:1.29/", "ends with a slash: leave it out"],
  ["a//b:1", "is not an image"],
  ["-nginx:1", "is not an image"],
  ["", "is not an image"],
  ["a".repeat(256), "is too long for an image"],
  ["123456789012.dkr.ecr.us-east-1.amazonaws.com", "is not in a registry of ECR"],
  ["12345678901.dkr.ecr.us-east-1.amazonaws.com/shop:1", "is not in a registry of ECR"],
])("%s is refused", (image, part) => {
  expect(problemsOf(image)).toEqual([expect.stringContaining("services[0].container.image: ")]);
  expect(problemsOf(image)[0]).toContain(part);
});

test.each([
  "nginx",
  "nginx:latest",
  "library/nginx:1.29-alpine",
  "my-registry:5000/nginx:1",
  "ghcr.io/acme/my_app__x/y.z-w:sha-abc",
  `nginx@${DIGEST}`,
  `nginx:1.2@${DIGEST}`,
  "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1",
  "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/shop:1",
  "123456789012.dkr-ecr.us-east-1.on.aws/shop:1",
  "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
  "registry.example.com:8443/a/b/c:1",
  "REG.example.com/a:1",
  "a--b:1",
  ":v1",
  ":1.4.2",
])("%s is accepted", (image) => {
  expect(problemsOf(image)).toEqual([]);
});

describe("the tag of the first image", () => {
  const first = { "services[0].container.image": ":first" };

  test.each([
    ["without a first image", first],
    ["beside a first image with another tag", { ...first, registry: { firstImage: { tag: "v0" } } }],
    ["in a sidecar", { "services[0].sidecars": [{ name: "other", image: ":first" }] }],
  ])("is refused %s", (_, changes) => {
    expect(problems(changedEnvironment(changes))).toEqual([
      expect.stringContaining('":first" is the image of registry.firstImage'),
    ]);
  });

  test.each([
    ["with a first image", { registry: { firstImage: {} } }],
    ["in an existing repository", { registry: { repositoryUrl: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop" } }],
  ])("is accepted %s", (_, changes) => {
    expect(problems(changedEnvironment({ ...first, ...changes }))).toEqual([]);
  });
});

test("a name of many hyphens is read quickly", () => {
  const started = performance.now();
  problemsOf(`a${"-".repeat(200)}.x/${"a-".repeat(20)}!`);
  expect(performance.now() - started).toBeLessThan(1000);
});
