import { type Json, listAt, textAt } from "../read/json.ts";
import { notifies } from "./notifies.ts";
import { control, type GuardRule } from "./rule.ts";

const AWS = "https://docs.aws.amazon.com";

/** A row: id, types, what it protects, what is lost, where that is written, and which of them count. */
type Row = readonly [
  id: string,
  type: RegExp,
  of: readonly string[],
  lost: string,
  source: string,
  counts?: GuardRule["counts"],
];

const rows: readonly Row[] = [
  [
    "web-acl",
    /^aws_(wafv2_web_acl_association|wafregional_web_acl_association)$/,
    ["resource_arn"],
    "requests no longer pass a web application firewall",
    control("ELB.16"),
  ],
  [
    "web-acl-log",
    /^aws_wafv2_web_acl_logging_configuration$/,
    ["resource_arn"],
    "what the firewall decides is not logged",
    control("WAF.11"),
  ],
  [
    "shield",
    /^aws_shield_(protection|subscription)$/,
    ["resource_arn"],
    "DDoS attacks are not mitigated",
    `${AWS}/waf/latest/developerguide/ddos-manage-protected-resources.html`,
  ],
  [
    "flow-log",
    /^aws_flow_log$/,
    ["vpc_id", "subnet_id", "eni_id", "transit_gateway_id"],
    "its traffic is not recorded",
    control("EC2.6"),
  ],
  [
    "cloudtrail",
    /^aws_cloudtrail(_event_data_store)?$/,
    ["name"],
    "calls of AWS's API are not recorded",
    control("CloudTrail.1"),
  ],
  [
    "approval-rule",
    /^aws_codecommit_approval_rule_template_association$/,
    ["repository_name"],
    "pull requests are merged without the approvals of a rule",
    `${AWS}/codecommit/latest/userguide/approval-rule-templates.html`,
  ],
  [
    "guardduty",
    /^aws_guardduty_(detector|organization_configuration|malware_protection_plan)$/,
    [],
    "threats are not detected",
    control("GuardDuty.1"),
  ],
  [
    "config-recorder",
    /^aws_config_(configuration_recorder|configuration_recorder_status|delivery_channel)$/,
    ["name"],
    "changes of resources are not recorded",
    control("Config.1"),
  ],
  [
    "config-rule",
    /^aws_config_(config_rule|conformance_pack|organization_managed_rule|remediation_configuration)$/,
    ["name"],
    "nothing notices when the rule is broken",
    `${AWS}/config/latest/developerguide/evaluate-config.html`,
  ],
  [
    "security-hub",
    /^aws_(securityhub_account|securityhub_standards_subscription|macie2_account|inspector2_enabler|accessanalyzer_analyzer|detective_graph)$/,
    ["standards_arn", "analyzer_name"],
    "findings are no longer generated",
    `${AWS}/securityhub/latest/userguide/what-is-securityhub.html`,
  ],
  [
    "query-log",
    /^aws_route53_(query_log|resolver_query_log_config_association|resolver_firewall_rule_group_association|resolver_dnssec_config)$/,
    ["zone_id", "hosted_zone_id", "resource_id", "vpc_id"],
    "queries of DNS are not recorded, or not filtered",
    control("Route53.2"),
  ],
  [
    "dnssec",
    /^aws_route53_(hosted_zone_dnssec|key_signing_key)$/,
    ["hosted_zone_id"],
    "answers are not signed",
    `${AWS}/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html`,
  ],
  [
    "network-firewall",
    /^aws_networkfirewall_(firewall|logging_configuration)$/,
    ["name", "firewall_arn"],
    "traffic is not filtered, or that is not recorded",
    control("NetworkFirewall.2"),
  ],
  [
    "network-acl",
    /^aws_network_acl_rule$/,
    ["network_acl_id", "rule_number", "egress"],
    "what it denied may get through",
    `${AWS}/vpc/latest/userguide/vpc-network-acls.html`,
    (values) => textAt(values, "rule_action") === "deny",
  ],
  ["bucket-log", /^aws_s3_bucket_logging$/, ["bucket"], "requests are not logged", control("S3.9")],
  [
    "versions",
    /^aws_s3_bucket_versioning$/,
    ["bucket"],
    "what is overwritten or deleted can't be restored",
    control("S3.14"),
    isVersioned,
  ],
  [
    "own-key",
    /^aws_s3_bucket_server_side_encryption_configuration$/,
    ["bucket"],
    "it is no longer encrypted as configured",
    control("S3.17"),
  ],
  [
    "object-lock",
    /^aws_s3_bucket_object_lock_configuration$/,
    ["bucket"],
    "new objects are not locked",
    control("S3.15"),
  ],
  [
    "vault-lock",
    /^aws_glacier_vault_lock$/,
    ["vault_name"],
    "archives may be deleted earlier",
    `${AWS}/amazonglacier/latest/dev/vault-lock.html`,
  ],
  ["object-ownership", /^aws_s3_bucket_ownership_controls$/, ["bucket"], "ACLs of objects may count", control("S3.12")],
  [
    "replication",
    /^aws_(s3_bucket_replication_configuration|ecr_replication_configuration|efs_replication_configuration)$/,
    ["bucket", "source_file_system_id"],
    "what changes is not copied",
    control("S3.7"),
  ],
  [
    "account-public-access",
    /^aws_(s3_account_public_access_block|ebs_snapshot_block_public_access|ec2_image_block_public_access|vpc_block_public_access_options|emr_block_public_access_configuration)$/,
    [],
    "public access is no longer blocked",
    control("S3.1"),
  ],
  [
    "account-defaults",
    /^aws_(ebs_encryption_by_default|ebs_default_kms_key|ec2_instance_metadata_defaults)$/,
    [],
    "new disks are not encrypted, or new instances answer IMDSv1",
    control("EC2.7"),
  ],
  ["passwords", /^aws_iam_account_password_policy$/, [], "passwords may be simpler", control("IAM.7")],
  [
    "second-factor",
    /^aws_iam_virtual_mfa_device$/,
    ["virtual_mfa_device_name"],
    "a user logs in without a second factor",
    control("IAM.5"),
  ],
  [
    "organization-policy",
    /^aws_organizations_(policy_attachment|policy)$/,
    ["policy_id", "target_id", "name"],
    "what the policy denies may be done",
    `${AWS}/organizations/latest/userguide/orgs_manage_policies_scps.html`,
  ],
  [
    "secret-rotation",
    /^aws_secretsmanager_secret_rotation$/,
    ["secret_id"],
    "the secret is not rotated",
    control("SecretsManager.1"),
  ],
  [
    "backups",
    /^aws_backup_(plan|selection|vault_lock_configuration|vault_policy|vault_notifications|region_settings|restore_testing_plan)$/,
    ["plan_id", "backup_vault_name", "name"],
    "backups are no longer taken or locked",
    `${AWS}/aws-backup/latest/devguide/vault-lock.html`,
  ],
  [
    "snapshot-policy",
    /^aws_(dlm_lifecycle_policy|efs_backup_policy|redshift_snapshot_schedule_association|fsx_backup)$/,
    ["description", "file_system_id", "cluster_identifier"],
    "backups are no longer taken",
    `${AWS}/ebs/latest/userguide/snapshot-lifecycle.html`,
  ],
  ["image-scan", /^aws_ecr_registry_scanning_configuration$/, [], "images are not scanned", control("ECR.1")],
  [
    "access-logs",
    /^aws_(redshift_logging|docdb_event_subscription|db_event_subscription)$/,
    ["cluster_identifier", "name"],
    "events are not recorded",
    control("Redshift.4"),
  ],
  [
    "alarm",
    /^aws_cloudwatch_(metric|composite)_alarm$/,
    ["alarm_name"],
    "notifications are no longer sent",
    control("CloudWatch.15"),
    notifies,
  ],
  [
    "branch-protection",
    /^github_(branch_protection(_v3)?|repository_ruleset|organization_ruleset)$/,
    ["repository_id", "repository", "pattern", "branch", "name"],
    "commits reach the branch without a check",
    "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches",
  ],
  [
    "google-log",
    /^google_(logging_project_sink|project_iam_audit_config|organization_policy|project_organization_policy|org_policy_policy)$/,
    ["project", "name", "service", "constraint"],
    "a record or a limit of the organization ends",
    "https://cloud.google.com/resource-manager/docs/organization-policy/overview",
  ],
  [
    "azure-log",
    /^azurerm_(monitor_diagnostic_setting|management_lock|security_center_subscription_pricing|policy_assignment|subscription_policy_assignment|resource_group_policy_assignment|backup_policy_vm|backup_protected_vm)$/,
    ["name", "scope", "target_resource_id", "resource_type"],
    "a record, a lock or a backup ends",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  ],
];

/** What protects something else by being there. */
export const GUARDS: readonly GuardRule[] = rows.map(([id, type, of, lost, source, counts]) => ({
  id,
  type,
  of,
  lost,
  source,
  ...(counts !== undefined && { counts }),
}));

function isVersioned(values: Json): boolean {
  return listAt(values, "versioning_configuration").some((each) => textAt(each, "status") === "Enabled");
}
