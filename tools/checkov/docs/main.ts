import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { acceptedFindings } from "../findings.ts";
import { withFindings } from "../table.ts";

const DOCUMENT = resolve(__dirname, "../../../docs/security.md");

writeFileSync(DOCUMENT, withFindings(readFileSync(DOCUMENT, "utf8"), acceptedFindings()));
process.stdout.write("docs/security.md\n");
