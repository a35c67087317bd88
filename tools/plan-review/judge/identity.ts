import { type Json, textAt } from "../read/json.ts";
import { nameOf } from "../read/walk.ts";

/** Fields by which AWS tells entries of a list apart that have no name. */
const KEYS = ["id", "rule_name", "origin_id", "path_pattern", "device_name"] as const;

/** What an entry of a list is called; undefined for one that is only what it says. */
export const identityOf = (entry: Json | undefined): string | undefined =>
  nameOf(entry) ?? KEYS.map((key) => textAt(entry, key)).find((key) => key !== undefined && key !== "");
