import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformLocal, TerraformOutput } from "cdktf";
import fc from "fast-check";
import { toJson, withAngleBrackets } from "../../constructs/json.ts";
import { literal, literals } from "../../constructs/literal.ts";
import { newFolder } from "../support/folder.ts";
import { Template } from "../support/template.ts";
import { describeWithTerraform, terraform } from "../support/terraform.ts";

test.each(["$HOME 100% {}", "#{variables.TAG}", "sha256:12e45", "-1.5e298x", "$ {", ""])(
  "%j stays as it is",
  (text) => {
    expect(literal(text)).toBe(text);
  },
);

test("texts are literal at every depth, and names too; other values stay", () => {
  expect(literals({ "%{a}": ["%{b}", 1, null, undefined, true] })).toEqual({
    "%%{a}": ["%%{b}", 1, null, undefined, true],
  });
});

/** What Terraform and cdktf look for, in any order. Terraform takes texts in Unicode's normal form C. */
const part = fc.constantFrom(
  ..."$ % # & { } ${ %{ $${ %%{ \" \\ \n \r\n \t \b \f ' < > é 日 ~ a 1 - | e+298 -8.2e298 -8.2e+298 TfToken[ ${TfToken[TOKEN.5]}"
    .split(" ")
    .concat(
      " ",
      '${upper("x")}',
      "%{ if true }x%{ endif }",
      "#{TfToken[TOKEN.6]}",
      "&{TfToken[TOKEN.7]}",
      "\\u003cA\\u003e",
    ),
);
const TEXTS = [
  "String Map Token Value",
  "Any Map Token Value",
  ...fc.sample(
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
    { numRuns: 150, seed: 1 },
  ),
];

describeWithTerraform("for Terraform a literal text is the text", () => {
  let outputs: Record<string, { value: unknown }> = {};
  beforeAll(async () => {
    const template = Template.of((scope) => {
      const later = new TerraformLocal(scope, "later", 'a "role"').asString;
      const documents = TEXTS.map(literals).map((text) => ({ text, [`name ${text}`]: [text] }));
      const values = {
        plain: TEXTS.map(literal),
        names: Object.fromEntries(TEXTS.map((text) => [literal(text), 1])),
        beside: TEXTS.map((text) => `${literal(text)} ${later}`),
        json: documents.map((each) => toJson(each)),
        laterJson: documents.map((each) => withAngleBrackets(toJson({ ...each, later }))),
      };
      for (const [name, value] of Object.entries(values)) new TerraformOutput(scope, name, { value, staticId: true });
    });
    const folder = newFolder();
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(template.json));
    await terraform(folder, {}, "apply", "-auto-approve");
    outputs = JSON.parse((await terraform(folder, {}, "output", "-json")).text);
  });

  const parsed = (name: string) => (outputs[name] as { value: string[] }).value.map((text) => JSON.parse(text));
  const documents = (more: object) => TEXTS.map((text) => ({ text, [`name ${text}`]: [text], ...more }));

  test("by itself", () => {
    expect(outputs.plain?.value).toEqual(TEXTS);
  });

  test("as the name of a member", () => {
    expect(Object.keys(outputs.names?.value as object).sort()).toEqual([...new Set(TEXTS)].sort());
  });

  test("beside a value that Terraform knows later", () => {
    expect(outputs.beside?.value).toEqual(TEXTS.map((text) => `${text} a "role"`));
  });

  test("in a JSON document", () => {
    expect(parsed("json")).toEqual(documents({}));
  });

  test("in a JSON document that Terraform writes", () => {
    expect(parsed("laterJson")).toEqual(documents({ later: 'a "role"' }));
  });
});
