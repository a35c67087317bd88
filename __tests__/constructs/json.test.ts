import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { TerraformOutput } from "cdktf";
import { toJson } from "../../constructs/json.ts";
import { Template } from "../support/template.ts";

test("members are sorted at every depth, so equal values are equal texts", () => {
  expect(toJson([{ b: 1, a: { d: 2, c: 3 } }])).toBe('[{"a":{"c":3,"d":2},"b":1}]');
});

test("members without a value are left out", () => {
  expect(toJson({ a: undefined, b: 0 })).toBe('{"b":0}');
});

test("a value that Terraform knows later is written by Terraform, which escapes it", () => {
  const template = Template.of((scope) => {
    const { repositoryUrl } = new EcrRepository(scope, "images", { name: "images" });
    new TerraformOutput(scope, "json", { value: toJson([{ image: repositoryUrl }]), staticId: true });
  });
  expect(template.outputs().json).toMatch(
    /^\$\{jsonencode\(\[\{"image" = aws_ecr_repository\.images\.repository_url\}\]\)\}$/,
  );
});
