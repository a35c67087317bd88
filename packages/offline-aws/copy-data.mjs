// Copies what the compiler leaves out into the package: facts, schemas, the protocol, and the programs found in Terraform's place.
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(fileURLToPath(import.meta.url));
const PARTS = ["data", "isolation/bin", "protocol/tfplugin6.proto", "schema/aws.gz", "schema/docker.gz"];

// npm leaves symbolic links out of a package.
for (const part of PARTS)
  cpSync(join(ROOT, part), join(ROOT, "dist/offline-aws", part), { recursive: true, dereference: true });
