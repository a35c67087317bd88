import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reference } from "./reference.ts";

writeFileSync(resolve(__dirname, "../../docs/reference.md"), reference());
process.stdout.write("docs/reference.md\n");
