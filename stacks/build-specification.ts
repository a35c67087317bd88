import { readFileSync } from "node:fs";
import { join } from "node:path";
import { literal } from "../constructs/literal.ts";

/** Text of a build specification at the root of this project, as an argument that Terraform takes literally. */
export const readBuildspec = (file: string): string => literal(readFileSync(join(__dirname, "..", file), "utf8"));
