import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readStateSettings } from "../../../../packages/offline-aws/isolation/configuration.ts";
import { newFolder } from "../../../support/folder.ts";

function backendOf(name: string, text: string) {
  const folder = newFolder();
  writeFileSync(join(folder, name), text);
  return readStateSettings(folder).backend;
}

const json = (terraform: unknown) => JSON.stringify({ terraform });

test.each([
  ["main.tf", 'resource "aws_vpc" "a" {}', undefined],
  ["main.tf", 'terraform {\n backend "s3" {} \n}', { type: "unknown" }],
  ["main.tofu", "terraform {\n cloud {} \n}", { type: "unknown" }],
  ["main.tf", 'terraform { \nbackend local { path = "a/b" } \n}', { type: "local", path: "a/b" }],
  [
    "main.tf",
    'terraform {\nbackend "local" {\n workspace_dir = "w"\n path = "../b"\n}\n}',
    { type: "local", path: "../b" },
  ],
  [".hidden.tf", 'backend "s3" {}', undefined],
  ["main.txt", 'backend "s3" {}', undefined],
  ["a.tf.json", json({ backend: { s3: { key: "k" } } }), { type: "s3", path: "k", settings: { key: "k" } }],
  [
    "a.tf.json",
    json([{ required_version: "1" }, { backend: [{ local: [{ path: "p" }] }] }]),
    { type: "local", path: "p" },
  ],
  ["a.tf.json", '{"terraform":{"\\u0062ackend":{"s3":{}}}}', { type: "s3" }],
  ["a.tf.json", json({ cloud: { organization: "o" } }), { type: "unknown" }],
  ["a.tf.json", json({ required_version: "backend" }), undefined],
  ["a.tf.json", "{", { type: "unknown" }],
])("%s with %s has the backend %j", (name, text, expected) => {
  expect(backendOf(name, text)).toEqual(expected);
});
