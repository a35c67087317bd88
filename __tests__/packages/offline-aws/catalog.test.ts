import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import type { Block, Schema } from "../../../packages/offline-aws/schema/types.ts";
import { nonEmpty } from "../../support/non-empty.ts";

const aws = Catalog.of("aws");

function schema(type: string, kind: "resource" | "data" = "resource"): Schema {
  const found = aws.find(kind, type);
  if (found === undefined) throw new Error(type);
  return found;
}

const attribute = (type: string, name: string) => schema(type).block.attributes[name];
const nested = (type: string, ...path: string[]) =>
  path.reduce<{ block: Block; nesting?: string; min?: number; max?: number }>(
    (from, name) => from.block.blocks[name] as never,
    { block: schema(type).block },
  );

test.each([
  ["aws_vpc", "cidr_block", { type: "string", optional: true, computed: true }],
  ["aws_vpc", "arn", { type: "string", computed: true }],
  ["aws_subnet", "vpc_id", { type: "string", required: true }],
  ["aws_vpc", "enable_dns_support", { type: "bool", optional: true }],
  ["aws_lb", "idle_timeout", { type: "number", optional: true }],
  ["aws_lb", "subnets", { type: ["set", "string"], optional: true, computed: true }],
  ["aws_vpc", "tags", { type: ["map", "string"], optional: true }],
  ["aws_iam_openid_connect_provider", "thumbprint_list", { type: ["list", "string"], optional: true, computed: true }],
])("%s.%s is %j", (type, name, expected) => {
  expect(attribute(type, name)).toEqual(expected);
});

test("a block that is written like an argument is a set of objects", () => {
  const ingress = attribute("aws_security_group", "ingress");
  expect(ingress).toMatchObject({ optional: true, computed: true });
  expect(ingress?.type).toEqual([
    "set",
    ["object", expect.objectContaining({ from_port: "number", cidr_blocks: ["list", "string"] })],
  ]);
});

test.each([
  ["aws_lb_target_group", ["health_check"], { nesting: "list", min: 0, max: 1 }],
  ["aws_lb_listener", ["default_action"], { nesting: "list", min: 1, max: 0 }],
  ["aws_lb_listener", ["default_action", "forward", "target_group"], { nesting: "set", min: 1, max: 5 }],
  ["aws_codepipeline", ["stage"], { nesting: "list", min: 2, max: 0 }],
  ["aws_autoscaling_group", ["tag"], { nesting: "set", min: 0, max: 0 }],
  ["aws_vpc", ["timeouts"], undefined],
  ["aws_ecs_service", ["timeouts"], { nesting: "single", min: 0, max: 0 }],
])("%s has the block %j as %j", (type, path, expected) => {
  const found = nested(type, ...path);
  expect(found && { nesting: found.nesting, min: found.min, max: found.max }).toEqual(expected);
});

test("a statement of a web ACL may hold others", () => {
  expect(nested("aws_wafv2_web_acl", "rule", "statement")).toMatchObject({ nesting: "list", min: 1, max: 1 });
  const inner = nested(
    "aws_wafv2_web_acl",
    "rule",
    "statement",
    "not_statement",
    "statement",
    "geo_match_statement",
  ).block;
  expect(inner.attributes.country_codes).toEqual({ type: ["list", "string"], required: true });
});

test("versions, sensitive and write-only arguments are there", () => {
  expect(schema("aws_ecs_service").version).toBe(1);
  expect(attribute("aws_db_instance", "password")).toMatchObject({ sensitive: true });
  expect(attribute("aws_secretsmanager_secret_version", "secret_string_wo")).toMatchObject({
    writeOnly: true,
    sensitive: true,
  });
});

test("a type that the provider does not have is not there", () => {
  expect(aws.find("resource", "aws_nothing")).toBeUndefined();
  expect(aws.find("data", "aws_ecs_capacity_provider")).toBeUndefined();
});

test("the provider's own configuration is there", () => {
  const { block } = aws.provider();
  expect(block.attributes.region).toEqual({ type: "string", optional: true });
  expect(block.blocks.default_tags?.block.attributes.tags).toEqual({ type: ["map", "string"], optional: true });
  expect(block.attributes).not.toHaveProperty("alias");
});

test("Docker's types are there too", () => {
  const image = Catalog.of("docker").find("resource", "docker_image");
  expect(image?.block.attributes.name).toEqual({ type: "string", required: true });
  expect(image?.block.blocks.build).toMatchObject({ max: 1 });
});

/** Every attribute of a block and of those inside it, with its path. */
function* attributes(block: Block, path: string): Generator<[string, Block["attributes"][string]]> {
  for (const [name, each] of Object.entries(block.attributes)) yield [`${path}.${name}`, each];
  for (const [name, each] of Object.entries(block.blocks)) yield* attributes(each.block, `${path}.${name}`);
}

test("every resource type and data source is there, each attribute with a type and what it is for", () => {
  const all = [
    ...[...aws.resources].map((type) => ["resource", type] as const),
    ...[...aws.dataSources].map((type) => ["data", type] as const),
  ];
  expect(all.length).toBeGreaterThan(2000);
  const wrong: string[] = [];
  const unknown = new Set<string>();
  for (const [kind, type] of all)
    for (const [path, { type: of, required, optional, computed }] of attributes(schema(type, kind).block, type)) {
      if (required === undefined && optional === undefined && computed === undefined) wrong.push(path);
      if (of === "dynamic") unknown.add(type);
    }
  expect(wrong).toEqual([]);
  // Too large to be written out.
  expect([...unknown].sort()).toEqual([
    "aws_quicksight_analysis",
    "aws_quicksight_dashboard",
    "aws_quicksight_template",
  ]);
});

test.each(["aws", "docker"])(
  "the schemas of %s are of the version that the bindings are of, with every type of theirs",
  (name) => {
    const manifest = require.resolve(`@cdktf/provider-${name}/package.json`);
    const { cdktf } = JSON.parse(readFileSync(manifest, "utf8")) as { cdktf: { provider: { version: string } } };
    const catalog = Catalog.of(name);
    expect(catalog.version).toBe(cdktf.provider.version);
    const folders = readdirSync(join(dirname(manifest), "lib"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "provider")
      .map((entry) => entry.name.replaceAll("-", "_"));
    const types = folders.flatMap((folder) => (folder.startsWith(`data_${name}_`) ? [] : [`${name}_${folder}`]));
    expect(nonEmpty(types).filter((type) => catalog.find("resource", type) === undefined)).toEqual([]);
  },
);
