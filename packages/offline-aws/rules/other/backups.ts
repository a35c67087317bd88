import { type AwsRule, blocksOf, knownText } from "../rule.ts";
import { isSchedule } from "./events.ts";

export const BACKUP_RULES: readonly AwsRule[] = [
  {
    name: "backup-schedule",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html",
    types: ["aws_backup_plan"],
    apply({ planned }) {
      const schedules = blocksOf(planned.rule).flatMap(({ schedule }) => knownText(schedule) ?? []);
      const wrong = schedules.find((each) => !isSchedule(each));
      return wrong === undefined ? undefined : `InvalidParameterValueException: Invalid schedule expression: ${wrong}`;
    },
  },
];
