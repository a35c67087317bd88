import { readInvocation, redirect, splitWords } from "../../../../packages/offline-aws/isolation/arguments.ts";

test.each([
  [["plan"], { global: [], rest: ["plan"] }],
  [["-chdir=x", "plan", "-out=p"], { chdir: "x", global: [], rest: ["plan", "-out=p"] }],
  [["-no-color", "-chdir=x=y", "plan"], { chdir: "x=y", global: ["-no-color"], rest: ["plan"] }],
  [["plan", "-chdir=x"], { global: [], rest: ["plan", "-chdir=x"] }],
  [["-version"], { global: ["-version"], rest: [] }],
])("%j is read as %j", (args, expected) => {
  expect(readInvocation(args)).toEqual(expected);
});

const places = { folder: "/p/x", state: (path: string) => `/offline${path}` };

test.each([
  ["a state", ["-state=s"], ["-state=/offline/p/x/s"]],
  ["a state in the next argument", ["-state", "../s", "-json"], ["-state=/offline/p/s", "-json"]],
  ["a flag with two hyphens", ["--state-out=/s"], ["-state-out=/offline/s"]],
  ["a backup", ["-backup=b"], ["-backup=/offline/p/x/b"]],
  ["no backup", ["-backup=-"], ["-backup=-"]],
  ["a state without a value", ["-state="], ["-state="]],
  ["a plan", ["-out=../plan"], ["-out=/p/plan"]],
  ["settings of a backend", ["-backend-config=a=b", "-backend-config", "c=d", "-input=false"], ["-input=false"]],
  [
    "others",
    ["-var", "a=b", "-var-file=v", "-lock=false", "aws_vpc.a"],
    ["-var", "a=b", "-var-file=v", "-lock=false", "aws_vpc.a"],
  ],
])("%s: %j becomes %j", (_, args, expected) => {
  expect(redirect(args, places)).toEqual(expected);
});

test.each([
  ["", []],
  ["  -a  -b ", ["-a", "-b"]],
  [`-var='a b' -var="c \\" d" e\\ f`, ["-var=a b", '-var=c " d', "e f"]],
  ["-var='a", undefined],
])("the words of %j are %j", (text, expected) => {
  expect(splitWords(text)).toEqual(expected);
});
