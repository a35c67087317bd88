import { resolve } from "node:path";
import type { Environment } from "../../config/config.ts";
import { smallest } from "../../examples/smallest.ts";
import { readExisting } from "../../packages/offline-aws/existing/read.ts";
import { Catalog } from "../../packages/offline-aws/schema/catalog.ts";
import { codeBlocks, examplesIn } from "../support/document.ts";
import { brokenLinks } from "../support/links.ts";
import { problems } from "../support/problems.ts";

const PATH = resolve(__dirname, "../../docs/network.md");
const networks = examplesIn(PATH).map(({ network }) => network as Environment["network"]);

test.each(networks.map((network) => [network]))("%j is taken", (network) => {
  const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1";
  const services = smallest.services.map((service) => ({ ...service, container: { image } }));
  expect(problems({ ...smallest, network, services })).toEqual([]);
});

test("the list of what exists has what the environment names", () => {
  const existing = codeBlocks(PATH, "json").flatMap((code) => readExisting(JSON.parse(code), [Catalog.of("aws")]));
  const { vpcId, publicSubnetIds = [], privateSubnetIds = [] } = networks.find((each) => "vpcId" in each) ?? {};
  expect(existing.map(({ id }) => id)).toEqual([vpcId, ...publicSubnetIds, ...privateSubnetIds]);
});

test("links lead somewhere", () => {
  expect(brokenLinks(PATH)).toEqual([]);
});
