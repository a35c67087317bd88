import type { Json } from "../../read/json.ts";

const OFF =
  /^(off|none|no|disabled?|suspended|inactive|paused|pass_?through|optional|not_?required|plain_?text|unencrypted|unlocked)$/i;

/** Values of settings that do not protect. */
export const isOff = (value: Json): boolean => value === false || (typeof value === "string" && OFF.test(value));

/** Values of settings that are there and not off. */
export const isOn = (value: Json): boolean =>
  value === true || (typeof value === "string" && value !== "" && !isOff(value));

const STRICT = /^(deny|denied|block|drop|reject|private|internal|prevent(ion)?|enforc(e|ed|ing))$/i;
const LAX =
  /^(allow(ed)?|accept|pass|permit|count|alert|public|external|detect(ion)?|monitor|audit|warn|permissive|dry_?run|report\w*)$/i;

/** Whether what was stopped is let through or only noted now, whatever the setting is called. */
export const isLaxer = (before: Json, after: Json): boolean =>
  typeof before === "string" && typeof after === "string" && STRICT.test(before) && LAX.test(after);

/** All addresses, or everyone, as providers write them. */
export const isEveryone = (value: Json): boolean =>
  typeof value === "string" &&
  /^(\*|0\.0\.0\.0(\/0)?|::\/0|any|all|internet|everyone|public|allUsers|allAuthenticatedUsers)$/i.test(value);
