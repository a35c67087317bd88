import { PlainOutput } from "../../../tools/cdktf/cli/plain-output.cjs";

/** What is written for texts of cdktf, on both outputs. */
function written(...texts: readonly string[]): { stdout: string; stderr: string } {
  const written = { stdout: "", stderr: "" };
  const add = (name: keyof typeof written) => (text: string) => {
    written[name] += text;
  };
  const output = new PlainOutput(add("stdout"), add("stderr"));
  for (const text of texts) output.write(text);
  output.end();
  return written;
}

test("colours, carriage returns and spaces at the end of lines are left out", () => {
  expect(written("iam  \u001b[0m\u001b[1mInitializing the backend...\u001b[0m\r\n     done  \r\n")).toEqual({
    stdout: "iam  Initializing the backend...\n     done\n",
    stderr: "",
  });
});

test.each([["\n⠋  Starting\n"], ["\n⠸  Synthesizing\n"], ["⠇ Processing"], ["\n\n"]])("%j is left out", (frame) => {
  expect(written(frame).stdout).toBe("");
});

test.each(["deploying", "destroying"])("so is the number of stacks that are %s", (action) => {
  expect(written(`\n\n0 Stacks ${action}     5 Stacks done     1 Stack waiting\n`).stdout).toBe("");
  expect(written(`1 Stack ${action}     0 Stacks done     0 Stacks waiting\n`).stdout).toBe("");
});

test("outputs and messages of the app stay as they are", () => {
  const text = "Processing of orders\n\n  network\n  vpcId = vpc-1\n\n";
  expect(written(text).stdout).toBe(text);
});

const ERROR = "iam  ╷\n     │ Error: access denied\n     │\n     │   with aws_iam_role.task,\n     ╵\n";

test("an error of Terraform is written to standard error alone", () => {
  expect(written(`iam  one\n${ERROR}     two\n`)).toEqual({ stdout: "iam  one\n     two\n", stderr: ERROR });
});

test("also where it comes in parts, between lines of other stacks", () => {
  expect(
    written("iam  ╷\n", "network  busy\n", "iam  │ Error: access denied\n", "network  done\n", "iam  ╵\n"),
  ).toEqual({
    stdout: "network  busy\nnetwork  done\n",
    stderr: "iam  ╷\niam  │ Error: access denied\niam  ╵\n",
  });
});

test("so is one without a frame, to the end or to a warning", () => {
  expect(
    written(
      "iam  one\niam  Error: access denied\n\n       with aws_iam_role.task\n",
      "network  two\n",
      "iam  Warning: old\n",
    ),
  ).toEqual({
    stdout: "iam  one\nnetwork  two\niam  Warning: old\n",
    stderr: "iam  Error: access denied\n\n       with aws_iam_role.task\n",
  });
});

test("one that is cut off is not lost", () => {
  expect(written("iam  ╷\n     │ Error: access denied\n").stderr).toBe("iam  ╷\n     │ Error: access denied\n");
});

test("a warning stays among the lines of its stack", () => {
  const warning = ERROR.replace("Error", "Warning");
  expect(written(warning)).toEqual({ stdout: warning, stderr: "" });
});

test("the last stack is known, for a question about its plan", () => {
  const output = new PlainOutput(
    () => {},
    () => {},
  );
  output.write("iam  one\nnetwork  two\n         three\n");
  expect(output.stack).toBe("network");
});
