import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { protections } from "./protections.ts";

writeFileSync(resolve(__dirname, "../../../docs/protections.md"), protections());
process.stdout.write("docs/protections.md\n");
