import { demo } from "../../../config/environments/demo.ts";
import { ecrRepository } from "../../../config/services/image.ts";
import { type Accepted, completed, problems, type Refused, service, serviceProblems } from "../../support/problems.ts";

const V4 = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const CHINA = "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn";

test.each([
  [`${V4}/team/web:1.4`, "us-east-1", "team/web"],
  [`${V4}/web@sha256:00ff`, "us-east-1", "web"],
  [`${V4}/web`, "us-east-1", "web"],
  [`${CHINA}/web:1`, "cn-north-1", "web"],
  ["123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/web:1", "us-gov-west-1", "web"],
  ["123456789012.dkr-ecr.eu-west-1.on.aws/web:1", "eu-west-1", "web"],
  ["123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/web:1", "cn-north-1", "web"],
])("%s is in Amazon ECR", (image, region, name) => {
  expect(ecrRepository(image)).toMatchObject({ account: "123456789012", region, name });
});

test.each(["nginx:1.29", ":first", "public.ecr.aws/nginx/nginx:1.29", "ghcr.io/123456789012.dkr.ecr/web:1"])(
  "%s is elsewhere",
  (image) => {
    expect(ecrRepository(image)).toBeUndefined();
  },
);

test("a service knows the repositories of all of its containers, and of the log router, each once", () => {
  const other = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.4";
  const change = {
    container: { image: `${V4}/web:1` },
    sidecars: [
      { name: "a", image: other },
      { name: "b", image: `${V4}/web:2` },
      { name: "c", image: "nginx:1.29" },
    ],
    logs: { type: "firelens", options: {}, image: `${V4}/fluent-bit:1` },
  };
  expect(completed(change).repositoryArns).toEqual([
    "arn:aws:ecr:us-east-1:123456789012:repository/web",
    "arn:aws:ecr:eu-west-1:210987654321:repository/team/web",
    "arn:aws:ecr:us-east-1:123456789012:repository/fluent-bit",
  ]);
});

test.each<Accepted>([
  ["another account and region", { container: { image: "210987654321.dkr.ecr.ap-south-1.amazonaws.com/web:1" } }],
  ["a registry for IPv6", { container: { image: "123456789012.dkr-ecr.us-east-1.on.aws/web:1" } }],
])("an image of %s is accepted", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

const ELSEWHERE = "us-east-1 has no access to: copy the image to a registry of partition aws";

test.each<Refused>([
  [
    "another partition",
    { container: { image: `${CHINA}/web:1` } },
    `services[0].container.image: "${CHINA}/web:1" is in partition aws-cn, which ${ELSEWHERE}`,
  ],
  [
    "another partition, beside the container",
    { sidecars: [{ name: "a", image: "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/web:1" }] },
    `services[0].sidecars[0].image: "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/web:1" is in partition aws-us-gov, which ${ELSEWHERE}`,
  ],
  [
    "another partition, of the log router",
    { logs: { type: "firelens", options: {}, image: `${CHINA}/fluent-bit:1` } },
    `services[0].logs.image: "${CHINA}/fluent-bit:1" is in partition aws-cn, which ${ELSEWHERE}`,
  ],
  [
    "a host that is of China only at its end",
    { container: { image: `${V4}.cn/web:1` } },
    `services[0].container.image: "${V4}.cn/web:1" is not in an ECR registry of this partition: in us-east-1 the host ends in amazonaws.com or on.aws`,
  ],
])("an image of %s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test("a host of China that does not end so is refused", () => {
  const network = { cidr: "10.0.0.0/16", zones: ["cn-north-1a", "cn-north-1b"] };
  const image = "123456789012.dkr.ecr.cn-north-1.amazonaws.com/web:1";
  const china = { name: "demo", account: demo.account, region: "cn-north-1", state: demo.state, network };
  expect(problems({ ...china, services: [{ ...service, container: { image } }] })).toEqual([
    `services[0].container.image: "${image}" is not in an ECR registry of this partition: in cn-north-1 the host ends in amazonaws.com.cn or on.amazonwebservices.com.cn`,
  ]);
});
