import { type AwsRule, knownText, numberOf } from "../rule.ts";

/** Families of parameter groups: an engine, with its edition, and a version. */
const FAMILY =
  /^(aurora|aurora-mysql|aurora-postgresql|custom-.+|db2-(ae|se)-|docdb|mariadb|mysql|neptune|oracle-(ee|se|se1|se2|ee-cdb|se2-cdb|custom-.+)-|postgres|sqlserver-(dev-ee|ee|ex|se|web)-)\d+(\.\d+)?$/;

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MINUTES_OF_DAY = 24 * 60;

/** First and last minute of a window such as `03:00-04:00`, or of a week as `mon:03:00-mon:04:00`. */
function windowOf(text: string | undefined): [from: number, to: number] | undefined {
  const match = /^(?:(\w{3}):)?(\d\d):(\d\d)-(?:(\w{3}):)?(\d\d):(\d\d)$/.exec(text ?? "");
  if (match === null) return undefined;
  const [, day, hour, minute, lastDay, lastHour, lastMinute] = match;
  const at = (name = "", hours = "", minutes = "") =>
    Math.max(0, DAYS.indexOf(name.toLowerCase())) * MINUTES_OF_DAY + Number(hours) * 60 + Number(minutes);
  const [from, to] = [at(day, hour, minute), at(lastDay, lastHour, lastMinute)];
  return [from, to > from ? to : to + (day === undefined ? 1 : 7) * MINUTES_OF_DAY];
}

/** Whether a window of a day and one of a week have a minute in common. */
function overlap(daily: readonly [number, number], weekly: readonly [number, number]): boolean {
  return Array.from({ length: 9 }, (_, day) => (day - 1) * MINUTES_OF_DAY).some(
    (start) => daily[0] + start < weekly[1] && weekly[0] < daily[1] + start,
  );
}

export const DATABASE_SETTING_RULES: readonly AwsRule[] = [
  {
    name: "parameter-group-family",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html",
    types: ["aws_db_parameter_group", "aws_rds_cluster_parameter_group"],
    apply({ planned, prior }) {
      const family = knownText(planned.family);
      return prior !== null || family === undefined || FAMILY.test(family)
        ? undefined
        : `InvalidParameterValue: ParameterGroupFamily ${family} is not a valid parameter group family`;
    },
  },
  {
    name: "windows-of-database",
    // "Must not conflict with the preferred maintenance window."
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    types: ["aws_db_instance", "aws_rds_cluster"],
    apply({ planned }) {
      const daily = windowOf(knownText(planned.backup_window ?? planned.preferred_backup_window));
      const weekly = windowOf(knownText(planned.maintenance_window ?? planned.preferred_maintenance_window));
      if (daily !== undefined && daily[1] - daily[0] < 30)
        return "InvalidParameterValue: The backup window must be at least 30 minutes.";
      if (weekly !== undefined && weekly[1] - weekly[0] < 30)
        return "InvalidParameterValue: The maintenance window must be at least 30 minutes.";
      return daily !== undefined && weekly !== undefined && overlap(daily, weekly)
        ? "InvalidParameterValue: The backup window and maintenance window must not overlap."
        : undefined;
    },
  },
  {
    name: "insights-retention",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance",
    types: ["aws_db_instance", "aws_rds_cluster_instance"],
    validate({ performance_insights_retention_period: days = null }) {
      const value = numberOf(days);
      return value === undefined || value === 7 || value === 731 || value % 31 === 0
        ? undefined
        : `expected performance_insights_retention_period to be one of [7 731], got ${value}`;
    },
  },
];
