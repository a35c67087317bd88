import { resolve } from "node:path";
import { environment } from "../../config/config.ts";
import { type Field, FieldReader } from "./fields.ts";
import type { ValibotSchema } from "./schema.ts";
import { Sources } from "./sources.ts";

const CONFIG = resolve(__dirname, "../../config/config.ts");

/** All fields that an environment may have, with their comments. */
export function environmentFields(): Field[] {
  const sources = new Sources();
  return new FieldReader(sources).read(
    environment as unknown as ValibotSchema,
    sources.constant(CONFIG, "environment"),
  );
}
