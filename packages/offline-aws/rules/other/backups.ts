import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, repeated } from "../rule.ts";
import { isSchedule } from "./events.ts";

/** Days that a backup stays in cold storage at least. */
const COLD_DAYS = 90;

function lifecycleProblem(lifecycle: ObjectValue): string | undefined {
  const [cold = 0, end = 0] = [lifecycle.cold_storage_after, lifecycle.delete_after].map(numberOf);
  return cold > 0 && end > 0 && end < cold + COLD_DAYS
    ? `Invalid lifecycle. DeleteAfterDays cannot be less than ${COLD_DAYS} days apart from MoveToColdStorageAfterDays`
    : undefined;
}

function ruleProblem(rule: ObjectValue): string | undefined {
  const lifecycles = [rule, ...blocksOf(rule.copy_action)].map(({ lifecycle }) => blockOf(lifecycle));
  const problem = lifecycles.map(lifecycleProblem).find((each) => each !== undefined);
  if (problem !== undefined) return problem;
  const [start = 480, end = 10_080] = [rule.start_window, rule.completion_window].map(numberOf);
  if (start < 60) return "Start window must be at least 60 minutes";
  if (end < start + 60) return "Completion window must be at least 60 minutes greater than start window";
  const kept = numberOf(blockOf(rule.lifecycle).delete_after) ?? 0;
  if (rule.enable_continuous_backup === true && (kept < 1 || kept > 35))
    return "Continuous backups must be deleted after 1 to 35 days";
  return rule.enable_continuous_backup === true &&
    !isMissing(blockOf(rule.lifecycle).cold_storage_after) &&
    numberOf(blockOf(rule.lifecycle).cold_storage_after) !== 0
    ? "Continuous backups can't be moved to cold storage"
    : undefined;
}

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
  {
    name: "backup-rules",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html",
    types: ["aws_backup_plan"],
    apply({ planned, others }) {
      const rules = blocksOf(planned.rule);
      const vaults = ["aws_backup_vault", "aws_backup_logically_air_gapped_vault"].flatMap(others);
      const names = ["Default", ...vaults.map(({ name }) => name)];
      const stray = rules.find(({ target_vault_name: vault }) => knownText(vault) && !names.includes(vault as string));
      if (stray !== undefined)
        return `InvalidParameterValueException: Error in rule ${String(stray.rule_name)}: Backup vault ${String(stray.target_vault_name)} does not exist`;
      const twin = repeated(rules.map(({ rule_name }) => String(rule_name)));
      if (twin !== undefined)
        return `InvalidParameterValueException: Rule names must be unique in a plan: ${twin} is used more than once`;
      for (const rule of rules) {
        const problem = ruleProblem(rule);
        if (problem !== undefined)
          return `InvalidParameterValueException: Error in rule ${String(rule.rule_name)} : ${problem}`;
      }
      return undefined;
    },
  },
  {
    name: "vault-lock",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html",
    types: ["aws_backup_vault_lock_configuration"],
    apply({ planned }) {
      const [least = 0, most = 0] = [planned.min_retention_days, planned.max_retention_days].map(numberOf);
      return most > 0 && least > most
        ? "InvalidParameterValueException: MinRetentionDays must not be greater than MaxRetentionDays"
        : undefined;
    },
  },
];
