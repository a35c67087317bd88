import { type Json, listAt } from "../read/json.ts";

/** Whether an alarm notifies a person or a runbook. Those of autoscaling don't: they come and go with their policies. */
export const notifies = (alarm: Json): boolean =>
  listAt(alarm, "alarm_actions").some((action) => /^arn:[\w-]+:(sns|ssm-incidents|ssm|lambda):/.test(String(action)));
