import type { SecurityCase } from "./losses-of-security.ts";

type Sides = readonly [what: string, type: string, before: object | null, after: object | null];

const cases = (back: boolean, rows: readonly Sides[]): SecurityCase[] =>
  rows.map(([what, type, before, after]) => ({ what, type, before, after, back }));

/** Settings of other providers, each with the way back. */
export const OTHER_SETTINGS: readonly SecurityCase[] = cases(true, [
  [
    "Google: firewall disabled deny",
    "google_compute_firewall",
    { name: "f", direction: "INGRESS", source_ranges: ["0.0.0.0/0"], deny: [{ protocol: "all" }], disabled: false },
    { name: "f", direction: "INGRESS", source_ranges: ["0.0.0.0/0"], deny: [{ protocol: "all" }], disabled: true },
  ],
  [
    "bucket: retention",
    "google_storage_bucket",
    { name: "b", retention_policy: [{ is_locked: false, retention_period: 31536000 }] },
    { name: "b", retention_policy: [] },
  ],
  [
    "cluster: authorized networks",
    "google_container_cluster",
    { name: "c", master_authorized_networks_config: [{ cidr_blocks: [{ cidr_block: "10.0.0.0/8" }] }] },
    { name: "c", master_authorized_networks_config: [{ cidr_blocks: [{ cidr_block: "0.0.0.0/0" }] }] },
  ],
  [
    "cluster: network policy",
    "google_container_cluster",
    { name: "c", network_policy: [{ enabled: true }] },
    { name: "c", network_policy: [{ enabled: false }] },
  ],
  [
    "instance public ip",
    "google_compute_instance",
    { name: "i", network_interface: [{ network: "n", access_config: [] }] },
    { name: "i", network_interface: [{ network: "n", access_config: [{ nat_ip: "" }] }] },
  ],
  [
    "instance secure boot",
    "google_compute_instance",
    { name: "i", shielded_instance_config: [{ enable_secure_boot: true }] },
    { name: "i", shielded_instance_config: [{ enable_secure_boot: false }] },
  ],
  [
    "kms rotation",
    "google_kms_crypto_key",
    { name: "k", rotation_period: "7776000s" },
    { name: "k", rotation_period: null },
  ],
  [
    "dataset: dataset inline",
    "google_bigquery_dataset",
    { dataset_id: "d", access: [{ role: "OWNER", user_by_email: "a@b" }] },
    {
      dataset_id: "d",
      access: [
        { role: "OWNER", user_by_email: "a@b" },
        { role: "READER", special_group: "allAuthenticatedUsers" },
      ],
    },
  ],
  [
    "federation: condition dropped",
    "google_iam_workload_identity_pool_provider",
    {
      workload_identity_pool_id: "p",
      workload_identity_pool_provider_id: "gh",
      attribute_condition: "assertion.repository=='acme/web'",
    },
    { workload_identity_pool_id: "p", workload_identity_pool_provider_id: "gh", attribute_condition: "" },
  ],
  [
    "Google: custom role",
    "google_project_iam_custom_role",
    { role_id: "r", project: "p", permissions: ["a.get"] },
    { role_id: "r", project: "p", permissions: ["a.get", "a.delete"] },
  ],
  [
    "a rule of Cloud Armor",
    "google_compute_security_policy",
    {
      name: "s",
      rule: [
        { priority: 1000, action: "deny(403)", match: [{}] },
        { priority: 2147483647, action: "allow" },
      ],
    },
    { name: "s", rule: [{ priority: 2147483647, action: "allow" }] },
  ],
  [
    "backend iap",
    "google_compute_backend_service",
    { name: "b", iap: [{ enabled: true, oauth2_client_id: "x" }] },
    { name: "b", iap: [] },
  ],
  [
    "Azure: role def",
    "azurerm_role_definition",
    { name: "r", scope: "s", permissions: [{ actions: ["Microsoft.Storage/*/read"] }] },
    { name: "r", scope: "s", permissions: [{ actions: ["*"] }] },
  ],
  [
    "Azure: group deny removed",
    "azurerm_network_security_group",
    {
      name: "n",
      security_rule: [
        {
          name: "d",
          access: "Deny",
          direction: "Inbound",
          protocol: "*",
          source_address_prefix: "*",
          destination_port_range: "*",
          priority: 100,
        },
      ],
    },
    { name: "n", security_rule: [] },
  ],
  [
    "Azure: vault inline access",
    "azurerm_key_vault",
    { name: "k", access_policy: [] },
    { name: "k", access_policy: [{ object_id: "o", tenant_id: "t", secret_permissions: ["Get"] }] },
  ],
  [
    "Azure: app auth",
    "azurerm_linux_web_app",
    { name: "a", auth_settings_v2: [{ auth_enabled: true, require_authentication: true }] },
    { name: "a", auth_settings_v2: [] },
  ],
  [
    "Azure: app ftps",
    "azurerm_linux_web_app",
    { name: "a", site_config: [{ ftps_state: "Disabled" }] },
    { name: "a", site_config: [{ ftps_state: "AllAllowed" }] },
  ],
  [
    "Azure: redis non ssl",
    "azurerm_redis_cache",
    { name: "r", non_ssl_port_enabled: false },
    { name: "r", non_ssl_port_enabled: true },
  ],
  [
    "Azure: web ACL: detection",
    "azurerm_web_application_firewall_policy",
    { name: "w", policy_settings: [{ enabled: true, mode: "Prevention" }] },
    { name: "w", policy_settings: [{ enabled: true, mode: "Detection" }] },
  ],
  [
    "Entra: conditional access report only",
    "azuread_conditional_access_policy",
    { display_name: "mfa", state: "enabled" },
    { display_name: "mfa", state: "enabledForReportingButNotEnforced" },
  ],
  [
    "Kubernetes: role",
    "kubernetes_role",
    { metadata: [{ name: "r" }], rule: [{ api_groups: [""], resources: ["pods"], verbs: ["get"] }] },
    { metadata: [{ name: "r" }], rule: [{ api_groups: ["*"], resources: ["*"], verbs: ["*"] }] },
  ],
  [
    "Kubernetes: service balancer:",
    "kubernetes_service",
    { metadata: [{ name: "s" }], spec: [{ type: "ClusterIP", port: [{ port: 80 }] }] },
    { metadata: [{ name: "s" }], spec: [{ type: "LoadBalancer", port: [{ port: 80 }] }] },
  ],
  [
    "Kubernetes: host path",
    "kubernetes_deployment",
    { metadata: [{ name: "d" }], spec: [{ template: [{ spec: [{ volume: [] }] }] }] },
    {
      metadata: [{ name: "d" }],
      spec: [{ template: [{ spec: [{ volume: [{ name: "h", host_path: [{ path: "/" }] }] }] }] }],
    },
  ],
  [
    "Kubernetes: run as root",
    "kubernetes_deployment",
    {
      metadata: [{ name: "d" }],
      spec: [{ template: [{ spec: [{ security_context: [{ run_as_non_root: true }] }] }] }],
    },
    {
      metadata: [{ name: "d" }],
      spec: [{ template: [{ spec: [{ security_context: [{ run_as_non_root: false }] }] }] }],
    },
  ],
  [
    "Kubernetes: namespace pod security",
    "kubernetes_namespace",
    { metadata: [{ name: "n", labels: { "pod-security.kubernetes.io/enforce": "restricted" } }] },
    { metadata: [{ name: "n", labels: { "pod-security.kubernetes.io/enforce": "privileged" } }] },
  ],
  [
    "GitHub: reviews fewer",
    "github_branch_protection",
    {
      repository_id: "r",
      pattern: "main",
      required_pull_request_reviews: [{ required_approving_review_count: 2 }],
      enforce_admins: true,
    },
    {
      repository_id: "r",
      pattern: "main",
      required_pull_request_reviews: [{ required_approving_review_count: 0 }],
      enforce_admins: true,
    },
  ],
  [
    "GitHub: force pushes",
    "github_branch_protection",
    { repository_id: "r", pattern: "main", allows_force_pushes: false },
    { repository_id: "r", pattern: "main", allows_force_pushes: true },
  ],
  [
    "GitHub: ruleset disabled",
    "github_repository_ruleset",
    { name: "r", repository: "x", target: "branch", enforcement: "active" },
    { name: "r", repository: "x", target: "branch", enforcement: "disabled" },
  ],
  [
    "GitHub: actions permissions",
    "github_actions_repository_permissions",
    { repository: "r", allowed_actions: "selected" },
    { repository: "r", allowed_actions: "all" },
  ],
  [
    "GitHub: env reviewers",
    "github_repository_environment",
    { repository: "r", environment: "prod", reviewers: [{ teams: [1] }] },
    { repository: "r", environment: "prod", reviewers: [] },
  ],
  [
    "GitHub: webhook",
    "github_repository_webhook",
    { repository: "r", events: ["push"], configuration: [{ url: "https://a", insecure_ssl: false }] },
    { repository: "r", events: ["push"], configuration: [{ url: "https://a", insecure_ssl: true }] },
  ],
  [
    "gitlab push level",
    "gitlab_branch_protection",
    { project: "1", branch: "main", push_access_level: "maintainer" },
    { project: "1", branch: "main", push_access_level: "developer" },
  ],
  ["okta mfa", "okta_policy_rule_signon", { name: "r", mfa_required: true }, { name: "r", mfa_required: false }],
  ["PostgreSQL: role superuser", "postgresql_role", { name: "r", superuser: false }, { name: "r", superuser: true }],
  [
    "hcloud firewall",
    "hcloud_firewall",
    { name: "f", rule: [{ direction: "in", protocol: "tcp", port: "22", source_ips: ["10.0.0.0/8"] }] },
    { name: "f", rule: [{ direction: "in", protocol: "tcp", port: "22", source_ips: ["0.0.0.0/0"] }] },
  ],
  [
    "firewall",
    "digitalocean_firewall",
    { name: "f", inbound_rule: [{ protocol: "tcp", port_range: "22", source_addresses: ["10.0.0.0/8"] }] },
    { name: "f", inbound_rule: [{ protocol: "tcp", port_range: "22", source_addresses: ["0.0.0.0/0"] }] },
  ],
]);

/** What comes, goes or becomes another with other providers. */
export const OTHER_COMING_AND_GOING: readonly SecurityCase[] = cases(false, [
  [
    "instance account scope",
    "google_compute_instance",
    { name: "i", service_account: [{ email: "a@x", scopes: ["logging.write"] }] },
    { name: "i", service_account: [{ email: "a@x", scopes: ["cloud-platform"] }] },
  ],
  [
    "dataset: dataset access",
    "google_bigquery_dataset_access",
    null,
    { dataset_id: "d", role: "READER", special_group: "allAuthenticatedUsers" },
  ],
  [
    "federation: pool provider",
    "google_iam_workload_identity_pool_provider",
    null,
    {
      workload_identity_pool_id: "p",
      workload_identity_pool_provider_id: "gh",
      attribute_condition: null,
      oidc: [{ issuer_uri: "https://token.actions.githubusercontent.com" }],
    },
  ],
  [
    "Azure: aks ips",
    "azurerm_kubernetes_cluster",
    { name: "k", api_server_access_profile: [{ authorized_ip_ranges: ["1.2.3.4/32"] }] },
    { name: "k", api_server_access_profile: [] },
  ],
  [
    "Entra: federated",
    "azuread_application_federated_identity_credential",
    null,
    {
      application_id: "a",
      subject: "repo:acme/web:ref:refs/heads/main",
      issuer: "https://token.actions.githubusercontent.com",
      audiences: ["api://AzureADTokenExchange"],
    },
  ],
  [
    "Entra: conditional access gone",
    "azuread_conditional_access_policy",
    { display_name: "mfa", state: "enabled" },
    null,
  ],
  [
    "Kubernetes: network policy gone",
    "kubernetes_network_policy",
    { metadata: [{ name: "deny" }], spec: [{ policy_types: ["Ingress"] }] },
    null,
  ],
]);
