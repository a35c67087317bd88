import { smallest } from "../../examples/smallest.ts";
import { problems } from "../support/problems.ts";

const OTHERS = "210987654321.dkr.ecr.us-east-1.amazonaws.com/acme/shop";
const ELSEWHERE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme/shop";
const OF_CHINA = "210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn/acme/shop";
const OWN = "123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/shop";

const created = (field: string, value: string) =>
  `registry.${field}: ${value} is for a repository that is created: leave it out, or repositoryUrl`;

test.each<[what: string, change: object, message: string]>([
  [
    "a tag behind the repository",
    { registry: { repositoryUrl: `${OWN}:1` } },
    `registry.repositoryUrl: "${OWN}:1" is not a repository of ECR: write ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME, without a tag`,
  ],
  ["a number of images", { registry: { repositoryUrl: OWN, keepImages: 9 } }, created("keepImages", "9")],
  ["days", { registry: { repositoryUrl: OWN, untaggedDays: 9 } }, created("untaggedDays", "9")],
  ["deletion", { registry: { repositoryUrl: OWN, deleteWithImages: true } }, created("deleteWithImages", "true")],
  [
    "a key",
    {
      registry: {
        repositoryUrl: OWN,
        kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      },
    },
    created("kmsKeyArn", '"arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"'),
  ],
  ["a first image", { registry: { repositoryUrl: OWN, firstImage: {} } }, created("firstImage", "{}")],
  [
    "another partition",
    { registry: { repositoryUrl: OF_CHINA } },
    `registry.repositoryUrl: "${OF_CHINA}" is in partition aws-cn, which us-east-1 has no access to: use a repository of partition aws`,
  ],
])("%s is refused of a repository that exists", (_, change, message) => {
  expect(problems({ ...smallest, ...change })).toEqual([message]);
});

test.each([
  ["another account's", { registry: { repositoryUrl: OTHERS } }],
  [
    "another account's, with a pipeline that builds",
    { registry: { repositoryUrl: OTHERS }, delivery: { services: ["web"] } },
  ],
  ["another region's, with a pipeline", { registry: { repositoryUrl: ELSEWHERE }, delivery: { services: ["web"] } }],
  ["the account's own, with a pipeline", { registry: { repositoryUrl: OWN }, delivery: { services: ["web"] } }],
  [
    "another account's, for images that are pushed there",
    {
      registry: { repositoryUrl: OTHERS },
      delivery: { services: ["web"], source: { type: "ecr", repositoryName: "acme/shop" } },
    },
  ],
])("%s is accepted", (_, change) => {
  expect(problems({ ...smallest, ...change })).toEqual([]);
});
