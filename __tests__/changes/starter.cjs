// A small process that starts programs for a large one, which would copy its page tables for each.
const { spawn } = require("node:child_process");
const { openSync, closeSync } = require("node:fs");

process.on(
  "message",
  (
    /** @type {{ id: number, file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, out: string, err: string }} */ message,
  ) => {
    const { id, file, args, cwd, env } = message;
    const files = [openSync(message.out, "w"), openSync(message.err, "w")];
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", ...files] });
    for (const each of files) closeSync(each);
    child.on("error", ({ message: problem }) => process.send?.({ id, problem }));
    child.on("close", (code) => process.send?.({ id, code: code ?? 1 }));
  },
);
