import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { NetworkStack } from "../../stacks/network-stack.ts";
import { app } from "../support/outputs.ts";
import { type Accepted, problems, type Refused } from "../support/problems.ts";
import { Template } from "../support/template.ts";

const web = smallest.services[0] as (typeof smallest.services)[number];
const FILE = "arn:aws:s3:::acme-settings/web.env";

/** The policy of the gateway endpoint of S3. */
function policyOf(network: object, more: object = {}): unknown {
  const config = parseConfig({ ...smallest, ...more, network: { ...smallest.network, ...network } }, "test");
  const endpoint = Template.ofStack(new NetworkStack(app(), "network", config)).one(VpcEndpoint);
  return endpoint.policy === undefined ? undefined : JSON.parse(String(endpoint.policy));
}

const LAYERS = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"],
};
const buckets = (...names: string[]) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:*",
  Resource: names.flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]),
});

test("the endpoint leads to every bucket by default", () => {
  expect(policyOf({})).toBeUndefined();
});

test.each<[string, string[], object, object[]]>([
  ["image layers alone", [], {}, [LAYERS]],
  ["what is listed", ["acme-uploads", "al2023-repos-*"], {}, [LAYERS, buckets("acme-uploads", "al2023-repos-*")]],
  [
    "environment files",
    [],
    { services: [{ ...web, container: { ...web.container, environmentFiles: [FILE] } }] },
    [LAYERS, buckets("acme-settings")],
  ],
  [
    "artifacts of builds in the VPC",
    ["acme-uploads"],
    { names: { artifactBucket: "acme-artifacts" }, delivery: { services: ["web"], build: { vpc: true } } },
    [LAYERS, buckets("acme-artifacts", "acme-uploads")],
  ],
])("it leads to %s", (_, storageBuckets, more, Statement) => {
  expect(policyOf({ storageBuckets }, more)).toEqual({ Version: "2012-10-17", Statement });
});

const ACCEPTED: Accepted[] = [
  ["a name with dots", { storageBuckets: ["acme.uploads"] }],
  ["names that end alike", { storageBuckets: ["*-uploads"] }],
];

test.each(ACCEPTED)("%s is accepted", (_, network) => {
  expect(problems({ ...smallest, network: { ...smallest.network, ...network } })).toEqual([]);
});

const REFUSED: Refused[] = [
  [
    "an ARN",
    { storageBuckets: [FILE] },
    `network.storageBuckets[0]: "${FILE}" is not a bucket: write its name, such as acme-uploads, with * for any part of it`,
  ],
  [
    "every bucket",
    { storageBuckets: ["***"] },
    'network.storageBuckets[0]: "***" is not a bucket: write its name, such as acme-uploads, with * for any part of it',
  ],
  [
    "a network without the endpoint",
    { endpoints: "none", storageBuckets: ["acme-uploads"] },
    'network.storageBuckets: ["acme-uploads"] needs a gateway endpoint of S3: set network.endpoints to "gateway", or leave it out',
  ],
];

test.each(REFUSED)("%s is refused", (_, network, message) => {
  expect(problems({ ...smallest, network: { ...smallest.network, ...network } })).toEqual([message]);
});
