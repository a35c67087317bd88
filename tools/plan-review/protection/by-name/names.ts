/** Words of a name, between `_` and `.`. */
const words = (pattern: string) => new RegExp(`(^|[_.])(${pattern})(?=[_.]|$)`);

/** What a setting is about that protects while it is on. */
export const PROTECTING = words(
  [
    "encrypt\\w*|ssl|tls|m?tls|https",
    "audit\\w*|logs?|logging|flow_logs?|monitor\\w*|insights|trac(e|ing)",
    "backup\\w*|\\w*snapshots?|retention|recovery|versioning|replicat\\w*|failover|opt_in",
    "protect\\w*|lock\\w*|immutable|enforce\\w*|restrict\\w*|deny|block|isolation|private|secure\\w*",
    "mfa|sign(ed|ing)|verif\\w*|validat\\w*|authenticat\\w*|authoriz\\w*|auth|rbac|approval\\w*|acceptance",
    "waf|firewall|guard\\w*|scan\\w*|detect\\w*|threat\\w*|remediation|rotat\\w*|health_check|auto_enable",
  ].join("|"),
);

/** What a setting is about that opens while it is on. */
export const OPENING = words(
  [
    "public(ly)?|insecure\\w*|anonymous\\w*|unauthenticated\\w*|unencrypted|plaintext|privileged|superuser",
    "allow_(all|any|external|public|unauthenticated|anonymous|insecure)\\w*|bypass\\w*|admin_enabled",
    "force_(destroy|delete)|skip_final\\w*",
    "(skip|disable)_(ssl|tls|verif\\w*|validat\\w*|encrypt\\w*|log|logging|audit\\w*|authenticat\\w*|backups?|protect\\w*|rotation)",
  ].join("|"),
);

/** Words after which what follows is off while the setting is on: `skip_destroy`, `disable_logging`. */
export const SWITCHING_OFF = words("ignore|no|skip|disabled?|exclude\\w*|without");

/** Words after which what follows is kept out: `block_public_acls`. */
export const KEEPING_OUT = words("block|deny|restrict|prevent|disallow|ignore|no");

/** What is kept for a time or a number of times. */
export const KEEPING = words("\\w*retention\\w*|retain\\w*|backups?");

/** Blocks and values that protect while they are there. */
export const PRESENT_PROTECTS = words(
  "kms_key\\w*|encryption\\w*|logging\\w*|log_(config|configuration|settings|options|destination)\\w*|access_logs?\\w*|dead_letter\\w*|guardrail\\w*|firewall\\w*|web_acl\\w*|client_certificate\\w*|truststore\\w*|authorizer\\w*|audit\\w*|backup_\\w+",
);

/** Lists and values that say from where something is reached, or by whom. */
export const SOURCES = words(
  "(\\w+_)?(cidrs?|cidr_(ip|blocks?|ranges?|ipv[46]))|source_\\w+|sources?|allow(ed|list)?_\\w+|authorized_\\w+|trusted_\\w+|ips|ip_(rules?|ranges?|addresses|allow\\w*|white\\w*)|remote_\\w+|(\\w+_)?whitelist|clients?|principals?|members?",
);

/** Where something goes to, and what is kept out. */
export const TARGETS = words(
  "destination\\w*|dest_\\w+|dst\\w*|route\\w*|egress\\w*|outbound\\w*|exclude\\w*|deny\\w*|denied\\w*|block|blocked\\w*",
);
