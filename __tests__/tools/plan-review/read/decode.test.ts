import { Problem } from "../../../../tools/plan-review/problem.ts";
import { decodeObject } from "../../../../tools/plan-review/read/decode.ts";

const utf8 = (text: string) => Buffer.from(text, "utf8");
const utf16 = (text: string) => Buffer.from(text, "utf16le");

const TEXT = '{"format_version":"1.2","name":"é€😀"}';
const OBJECT = { format_version: "1.2", name: "é€😀" };

test.each<[string, Uint8Array]>([
  ["UTF-8", utf8(TEXT)],
  ["UTF-8 with a mark", utf8(`\ufeff${TEXT}`)],
  ["UTF-16 LE with a mark, of PowerShell", utf16(`\ufeff${TEXT}\r\n`)],
  ["UTF-16 BE with a mark", utf16(`\ufeff${TEXT}`).swap16()],
  ["UTF-8 over several lines", utf8(`\n${TEXT.replaceAll(",", ",\r\n  ")}\n`)],
])("%s is read", (_, bytes) => {
  expect(decodeObject(bytes, "plan.json")).toEqual(OBJECT);
});

test.each<[string, string, string]>([
  ["a line of a wrapper", "[command]/bin/terraform show -json plan\n", "1 line"],
  ["lines of a log", "Initializing…\n\ndone\n", "2 lines"],
  ["lines of a log in JSON", '{"level":"info"}\n{"level":"warn"}\n', "2 lines"],
])("%s before a plan is skipped, and that is noted", (_, lines, skipped) => {
  const notes: string[] = [];
  expect(decodeObject(utf8(lines + TEXT), "plan.json", (text) => notes.push(text))).toEqual(OBJECT);
  expect(notes).toEqual([`plan.json: ${skipped} of other output before the plan skipped`]);
});

test("a number that JavaScript would round is kept", () => {
  const { id } = decodeObject(utf8('{"id":12345678901234567890}'), "plan.json");
  expect(String(id)).toBe("12345678901234567890");
});

test.each(["__proto__", "constructor", "toString"])("%s is a key like any other", (key) => {
  const object = decodeObject(utf8(`{"${key}":{"polluted":true}}`), "plan.json");
  expect(Object.entries(object)).toEqual([[key, { polluted: true }]]);
  expect({}).not.toHaveProperty("polluted");
});

const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;

test("values may be nested as deep as providers do", () => {
  expect(() => decodeObject(utf8(nested(200)), "plan.json")).not.toThrow();
});

test.each<[string, Uint8Array, string]>([
  ["nothing", utf8(""), "plan.json is empty"],
  ["blanks", utf8(" \r\n\t"), "plan.json is empty"],
  ["nothing but a mark", utf16("\ufeff"), "plan.json is empty"],
  ["a plan as terraform plan -out writes it", Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xc0), "is binary"],
  ["half a character of UTF-16", utf16(`\ufeff${TEXT}`).subarray(0, -1), "is not text in UTF-16LE"],
  ["one plan a line", utf8(`${TEXT}\n${TEXT}\n${TEXT}\n`), "it holds 3 objects, one a line"],
  [
    "another object behind a line",
    utf8(`[command]/bin/terraform output -json\n{"name":1}`),
    "1 other line is before it",
  ],
  ["half a plan behind lines", utf8(`Initializing…\n\ndone\n${TEXT.slice(0, -4)}`), "2 other lines are before it"],
  ["half a plan", utf8(TEXT.slice(0, -4)), "it ends in the middle"],
  ["half a plan over several lines", utf8('{\n  "a": [\n    1,\n'), "it ends in the middle"],
  ["a key twice", utf8('{"a":1,"a":2}'), "it has invalid JSON"],
  ["words", utf8("No changes."), "it has invalid JSON"],
  ["a list", utf8("[]"), "holds no JSON object"],
  ["a text", utf8('"plan"'), "holds no JSON object"],
  ["a big number", utf8("12345678901234567890"), "holds no JSON object"],
  ["null", utf8("null"), "holds no JSON object"],
  ["what is nested too deep", utf8(nested(202)), "is nested more than 200 levels deep"],
  ["what is nested without end", utf8(nested(100_000)), "it is nested too deeply"],
])("%s is refused with what is wrong", (_, bytes, message) => {
  expect(() => decodeObject(bytes, "plan.json")).toThrow(Problem);
  expect(() => decodeObject(bytes, "plan.json")).toThrow(message);
});
