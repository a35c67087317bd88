import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, serveCalls } from "../../../../packages/offline-aws/isolation/calls.ts";
import { newFolder } from "../../../support/folder.ts";
import { run } from "../../../support/terraform.ts";

/** Asks as `bin/terraform` does, several times as one process, which each time goes on as soon as it has the answer. */
const ASK = `
for number in 1 2 3 4 5 6 7 8 9 10; do
  printf '%s\\0' A=b '' terraform /x "$number" >"$OFFLINE_AWS_CALLS/7.call"
  mkfifo "$OFFLINE_AWS_CALLS/7.answer" || exit
  cat "$OFFLINE_AWS_CALLS/7.answer"
  test ! -e "$OFFLINE_AWS_CALLS/7.answer" || exit 1
done
`;

test("a process that asks again at once gets every answer", async () => {
  const calls: Call[] = [];
  const server = serveCalls((call) => {
    calls.push(call);
    return `answer ${call.args[0]}\n`;
  });
  try {
    const script = join(newFolder(), "ask");
    writeFileSync(script, ASK);
    const { code, text } = await run("sh", [script], { ...process.env, ...server.environment });
    const numbers = Array.from({ length: 10 }, (_, index) => String(index + 1));
    expect({ code, text }).toEqual({ code: 0, text: numbers.map((number) => `answer ${number}\n`).join("") });
    expect(calls).toEqual(
      numbers.map((number) => ({ name: "terraform", cwd: "/x", args: [number], environment: { A: "b" } })),
    );
  } finally {
    server.close();
  }
});
