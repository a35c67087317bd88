import { readArguments, UsageError } from "../../../packages/offline-aws/options.ts";
import { WRONG_USAGE } from "../../support/wrong-usage.ts";

test.each(WRONG_USAGE)("%j is wrong usage", (args, message) => {
  const read = () => readArguments(args);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
});

test("what follows the options is the command, with its own options", () => {
  expect(readArguments(["--latency", "5", "--fail", "aws_vpc:create=X", "terraform", "plan", "--help"])).toEqual({
    action: "run",
    options: { latency: "5", fail: ["aws_vpc:create=X"] },
    command: ["terraform", "plan", "--help"],
  });
});
