import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Fn, TerraformOutput } from "cdktf";
import { toJson } from "../../constructs/json.ts";
import { Template } from "../support/template.ts";

/** What Terraform gets to see of a value with something in it that it will know later. */
const written = (value: (later: string) => unknown): unknown =>
  Template.of((scope) => {
    const { repositoryUrl } = new EcrRepository(scope, "images", { name: "images" });
    new TerraformOutput(scope, "json", { value: toJson(value(repositoryUrl)), staticId: true });
  }).outputs().json;

test("members are sorted at every depth, so equal values are equal texts", () => {
  expect(toJson([{ b: 1, a: { d: 2, c: 3 } }])).toBe('[{"a":{"c":3,"d":2},"b":1}]');
});

test("members without a value are left out", () => {
  expect(toJson({ a: undefined, b: 0 })).toBe('{"b":0}');
});

test("nothing is something too", () => {
  expect(toJson({ a: null, b: [null] })).toBe('{"a":null,"b":[null]}');
});

test("a value that Terraform knows later is written by Terraform, which escapes it", () => {
  expect(written((image) => [{ image }])).toBe('${jsonencode([{"image" = aws_ecr_repository.images.repository_url}])}');
});

test("members are sorted and left out where Terraform writes them too", () => {
  expect(written((later) => ({ c: 1, b: undefined, a: later }))).toBe(
    '${jsonencode({"a" = aws_ecr_repository.images.repository_url, "c" = 1})}',
  );
});

test("what Terraform knows later may be a list or an object", () => {
  const later = "aws_ecr_repository.images.repository_url";
  expect(written((url) => ({ list: Fn.split(",", url), none: null, object: Fn.merge([{ url }]) }))).toBe(
    `\${jsonencode({"list" = split(",", ${later}), "none" = null, "object" = merge({"url" = ${later}})})}`,
  );
});

test("a value that Terraform knows later may be a part of a text", () => {
  expect(written((later) => ({ image: `${later}:1` }))).toBe(
    '${jsonencode({"image" = "${aws_ecr_repository.images.repository_url}:1"})}',
  );
});

test.each([
  ['say "hi"', '\\"hi\\"'],
  ["C:\\logs", "C:\\\\logs"],
  ["two\nlines", "two\\nlines"],
  ["\b\f\u0007\\b", "\\u0008\\u000c\\u0007\\\\b"],
  ["%%{template}", "%%{template}"],
])("beside it the text %j has %s in it, so that Terraform reads it as it is", (text, expected) => {
  expect(written((later) => ({ later, text }))).toContain(expected);
});
