import { shellQuote } from "../../../packages/processes/shell.cjs";
import { run } from "../../support/terraform.ts";

test("a quoted text is one word of a shell", async () => {
  const text = 'it\'s $HOME `x` "y"\n\\z';
  expect((await run("sh", ["-c", `printf %s ${shellQuote(text)}`], process.env)).text).toBe(text);
});
