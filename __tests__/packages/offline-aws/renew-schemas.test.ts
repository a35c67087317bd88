import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { schemaLines, type TerraformProvider } from "../../../packages/offline-aws/schema/from-terraform.ts";
import { linesOf, textOfLines } from "../../../packages/offline-aws/schema/lines.ts";
import { newFolder } from "../../support/folder.ts";
import { offline } from "../../support/offline.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

jest.setTimeout(120_000);

const kept = (name: string) =>
  gunzipSync(readFileSync(join(__dirname, `../../../packages/offline-aws/schema/${name}.gz`))).toString("utf8");

/** A schema as it is kept, without the order of its members. */
const members = (lines: ReadonlyMap<string, string>) =>
  Object.fromEntries([...lines].map(([key, json]) => [key, JSON.parse(json) as unknown]));

describeWithTerraform("schemas that Terraform prints", () => {
  test("are the ones that are kept", async () => {
    const folder = newFolder();
    const versions = { aws: "hashicorp/aws", docker: "kreuzwerker/docker" };
    const required = Object.entries(versions).map(([name, source]) => `${name} = { source = "${source}" }`);
    const types = [
      "aws_vpc",
      "aws_ecs_service",
      "aws_security_group",
      "aws_wafv2_web_acl",
      "aws_ssm_parameter",
      "docker_image",
    ];
    const blocks = types.map((type) => `resource "${type}" "a" {}\n`).join("");
    writeFileSync(
      join(folder, "main.tf"),
      `terraform {\nrequired_providers {\n${required.join("\n")}\n}\n}\n${blocks}`,
    );
    await offline(folder, ["terraform", "init", "-input=false"]);
    const printed = join(folder, "schema.json");
    const { code } = await offline(folder, ["sh", "-c", `terraform providers schema -json > ${printed}`]);
    expect(code).toBe(0);
    const { provider_schemas: schemas } = JSON.parse(readFileSync(printed, "utf8")) as {
      provider_schemas: Record<string, TerraformProvider>;
    };
    for (const [name, source] of Object.entries(versions)) {
      const lines = schemaLines(name, "0.0.0", schemas[`registry.terraform.io/${source}`] as TerraformProvider);
      lines.delete(`version ${name}`);
      const all = members(linesOf(kept(name)));
      expect(members(lines)).toEqual(Object.fromEntries([...lines.keys()].map((key) => [key, all[key]])));
      const own = types.filter((type) => type.startsWith(`${name}_`));
      expect([...lines.keys()]).toEqual(expect.arrayContaining(own.map((type) => `resource ${type}`)));
      expect(lines.has("ephemeral aws_ssm_parameter")).toBe(name === "aws");
    }
  });
});

test("are kept in lines", () => {
  expect(textOfLines(linesOf(kept("docker")))).toBe(kept("docker"));
});

const schema = (block: object) => ({
  provider: { version: 0, block: {} },
  resource_schemas: { aws_a: { version: 1, block } },
});

test("flags that are not set are left out, and a block that contains itself is cut", () => {
  const statement = (inner: object): object => ({ nesting_mode: "list", max_items: 1, block: { block_types: inner } });
  const nested = {
    statement: statement({
      not: statement({ statement: statement({ not: statement({ statement: statement({}) }) }) }),
    }),
  };
  const attributes = {
    a: { type: "string", required: true, description: "…" },
    b: { type: "bool", optional: true, write_only: true },
  };
  const given = {
    provider: schema({}).provider,
    resource_schemas: { aws_wafv2_web_acl: { version: 0, block: { attributes, block_types: nested } } },
  };
  const json = schemaLines("aws", "1.0.0", given as never).get("resource aws_wafv2_web_acl") as string;
  expect(JSON.parse(json).block.attributes).toEqual({
    a: { type: "string", required: true },
    b: { type: "bool", optional: true, writeOnly: true },
  });
  expect(json.match(/"statement"/g)).toHaveLength(2);
});

test.each([
  [
    "nested attributes",
    { attributes: { a: { nested_type: {} } } },
    "aws_a.a has nested attributes, which are not served",
  ],
  [
    "maps of blocks",
    { block_types: { b: { nesting_mode: "map", block: {} } } },
    "aws_a.b is nested as map, which is not served",
  ],
])("%s are refused", (_, block, problem) => {
  expect(() => schemaLines("aws", "1.0.0", schema(block) as never)).toThrow(problem);
});
