import type { ObjectValue, Value } from "../../protocol/values.ts";
import type { AskedChange } from "../rule.ts";

/** The launch template that an id or a name refers to; undefined if it is not in the cloud. */
export const templateOf = (
  { others }: Pick<AskedChange, "others">,
  id: Value | undefined,
  name: Value | undefined,
): ObjectValue | undefined => others("aws_launch_template").find((each) => each.id === id || each.name === name);
