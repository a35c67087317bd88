import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import { ConfigurationScan } from "../../../packages/offline-aws/schema/selection.ts";
import { ServedSchemas } from "../../../packages/offline-aws/schema/served.ts";
import { newFolder } from "../../support/folder.ts";

interface Answer {
  provider: object;
  resourceSchemas: object;
  dataSourceSchemas: object;
}

const aws = Catalog.of("aws");

function served(files: Record<string, string>, existing: string[] = []) {
  const root = newFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const schemas = new ServedSchemas(aws, new ConfigurationScan([root]), () => existing);
  const answer = () => {
    const { resourceSchemas, dataSourceSchemas } = schemas.message() as Answer;
    return { resources: Object.keys(resourceSchemas), data: Object.keys(dataSourceSchemas) };
  };
  return { root, answer };
}

test("the types that configuration names are served, whatever language it is written in", () => {
  const { answer } = served({
    "cdktf.out/stacks/network/cdk.tf.json": '{"resource":{"aws_vpc":{}},"data":{"aws_region":{}}}',
    "modules/db/main.tf": 'resource "aws_db_instance" "db" {}',
    "main.tofu": 'resource "aws_eip" "ip" {}',
  });
  expect(answer()).toEqual({
    resources: ["aws_db_instance", "aws_eip", "aws_vpc"],
    data: ["aws_db_instance", "aws_eip", "aws_region", "aws_vpc"].filter((type) => aws.dataSources.has(type)),
  });
});

test("what exists is served too, because it may have to be destroyed", () => {
  expect(served({ "main.tf": "aws_vpc" }, ["aws_sns_topic"]).answer().resources).toEqual(["aws_sns_topic", "aws_vpc"]);
});

test("installed packages, other files and words that are not types are passed over", () => {
  const { answer } = served({
    "main.tf": "aws_vpc aws_account_id",
    "node_modules/x/main.tf": "aws_eip",
    "README.md": "aws_subnet",
  });
  expect(answer().resources).toEqual(["aws_vpc"]);
});

test("a file that has changed is read again", () => {
  const { root, answer } = served({ "main.tf": "aws_vpc" });
  answer();
  writeFileSync(join(root, "other.tf"), "aws_eip");
  expect(answer().resources).toEqual(["aws_eip", "aws_vpc"]);
});

test("without any configuration all types are served", () => {
  expect(served({}).answer().resources.length).toBe(aws.resources.size);
});
