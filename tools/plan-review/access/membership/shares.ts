import { type Json, listAt, objectAt, textAt } from "../../read/json.ts";
import type { Condition } from "../statement.ts";
import { allowed, type Membership, membership, namedBy } from "./membership.ts";

/**
 * Contexts of encryption that a grant asks for
 * (https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html).
 */
const constraintsOf = (grant: Json): Condition[] =>
  listAt(grant, "constraints").flatMap((constraints) =>
    ["encryption_context_equals", "encryption_context_subset"].flatMap((operator) =>
      Object.entries(objectAt(constraints, operator)).map(([key, value]) => ({
        operator,
        key,
        values: [String(value)],
      })),
    ),
  );

/** What leaves the account, or is let into it. */
export const SHARE_MEMBERSHIPS: readonly Membership[] = [
  membership(/^aws_kms_grant$/, "operations", (operation, values) => ({
    ...allowed(namedBy(values, "grantee_principal"), `${operation} with key ${namedBy(values, "key_id")}`),
    conditions: constraintsOf(values),
  })),
  membership(/^aws_config_aggregate_authorization$/, "account_id", (account, values) =>
    allowed(
      `account ${account}`,
      "read what resources are there",
      `region ${namedBy(values, "authorized_aws_region", "region")}`,
    ),
  ),
  ...["account_id", "group", "organization_arn", "organizational_unit_arn"].map((attribute) =>
    membership(/^aws_ami_launch_permission$/, attribute, (name, values) =>
      allowed(name, "start instances of it", `image ${namedBy(values, "image_id")}`),
    ),
  ),
  membership(/^aws_snapshot_create_volume_permission$/, "account_id", (account, values) =>
    allowed(account, "make volumes of it", `snapshot ${namedBy(values, "snapshot_id")}`),
  ),
  membership(
    /^aws_(db_snapshot|db_snapshot_copy|db_cluster_snapshot|rds_cluster_snapshot_copy)$/,
    "shared_accounts",
    (account, values) =>
      allowed(
        account,
        "restore it",
        namedBy(values, "db_snapshot_identifier", "db_cluster_snapshot_identifier", "target_db_snapshot_identifier"),
      ),
  ),
  membership(/^aws_ram_principal_association$/, "principal", (principal, values) =>
    allowed(principal, `what share ${namedBy(values, "resource_share_arn")} holds`),
  ),
  membership(/^aws_ram_resource_association$/, "resource_arn", (resource, values) =>
    allowed(`members of share ${namedBy(values, "resource_share_arn")}`, "what it shares", resource),
  ),
  membership(/^aws_lambda_layer_version_permission$/, "principal", (principal, values) =>
    allowed(principal, namedBy(values, "action"), `layer ${namedBy(values, "layer_name")}`),
  ),
  membership(/^aws_cloudwatch_event_permission$/, "principal", (principal, values) =>
    allowed(principal, "put events", `bus ${namedBy(values, "event_bus_name")}`),
  ),
  membership(/^aws_ssm_document$/, "permissions.account_ids", (account, values) =>
    allowed(account, "read it", `document ${namedBy(values, "name")}`),
  ),
  membership(/^aws_cloudwatch_log_subscription_filter$/, "destination_arn", (destination, values) =>
    allowed(destination, "get what it logs", `log group ${namedBy(values, "log_group_name")}`),
  ),
  membership(/^aws_s3_bucket_replication_configuration$/, "rule.destination.bucket", (bucket, values) =>
    allowed(bucket, "get copies of objects", `bucket ${namedBy(values, "bucket")}`),
  ),
  membership(
    /^aws_ecr_replication_configuration$/,
    "replication_configuration.rule.destination.registry_id",
    (account) => allowed(`registry ${account}`, "get copies of images"),
  ),
  ...["uri", "id", "email_address"].map((key) =>
    membership(/^aws_s3_bucket_acl$/, `access_control_policy.grant.grantee.${key}`, (grantee, values) =>
      allowed(grantee, "what its ACL says", `bucket ${namedBy(values, "bucket")}`),
    ),
  ),
  membership(/^aws_vpc_endpoint_service$/, "allowed_principals", (principal, values) =>
    allowed(principal, "connect", `endpoint service ${namedBy(values, "service_name")}`),
  ),
  membership(/^aws_vpc_endpoint_service_allowed_principal$/, "principal_arn", (principal, values) =>
    allowed(principal, "connect", `endpoint service ${namedBy(values, "vpc_endpoint_service_id")}`),
  ),
  membership(/^aws_opensearch_authorize_vpc_endpoint_access$/, "account", (account, values) =>
    allowed(account, "connect", `domain ${namedBy(values, "domain_name")}`),
  ),
  membership(/^aws_redshift_endpoint_authorization$/, "account", (account, values) =>
    allowed(account, "connect", `cluster ${namedBy(values, "cluster_identifier")}`),
  ),
  membership(/^aws_redshift_data_share_authorization$/, "consumer_identifier", (consumer, values) =>
    allowed(consumer, "read it", `data share ${namedBy(values, "data_share_arn")}`),
  ),
  membership(/^aws_vpc_endpoint_connection_accepter$/, "vpc_endpoint_id", (endpoint, values) =>
    allowed(`endpoint ${endpoint}`, "connect", `endpoint service ${namedBy(values, "vpc_endpoint_service_id")}`),
  ),
  membership(/^aws_dx_gateway_association$/, "associated_gateway_id", (gateway, values) =>
    allowed(
      `networks behind Direct Connect gateway ${namedBy(values, "dx_gateway_id")}`,
      "be routed to and from",
      gateway,
    ),
  ),
  membership(/^aws_signer_signing_profile_permission$/, "principal", (principal, values) =>
    allowed(principal, namedBy(values, "action"), `signing profile ${namedBy(values, "profile_name")}`),
  ),
  membership(/^aws_acmpca_permission$/, "actions", (action, values) =>
    allowed(namedBy(values, "principal"), action, namedBy(values, "certificate_authority_arn")),
  ),
  membership(/^aws_servicecatalog_portfolio_share$/, "principal_id", (principal, values) =>
    allowed(principal, "use its products", `portfolio ${namedBy(values, "portfolio_id")}`),
  ),
  membership(/^aws_servicecatalog_principal_portfolio_association$/, "principal_arn", (principal, values) =>
    allowed(principal, "use its products", `portfolio ${namedBy(values, "portfolio_id")}`),
  ),
  membership(/^aws_s3control_access_grant$/, "grantee.grantee_identifier", (grantee, values) =>
    allowed(grantee, namedBy(values, "permission"), `location ${namedBy(values, "access_grants_location_id")}`),
  ),
  membership(/^aws_route53_vpc_association_authorization$/, "vpc_id", (network, values) =>
    allowed(`network ${network}`, "resolve its names", `zone ${namedBy(values, "zone_id")}`),
  ),
  ...["user_ids", "user_groups", "organization_arns", "organizational_unit_arns"].map((attribute) =>
    membership(
      /^aws_imagebuilder_distribution_configuration$/,
      `distribution.ami_distribution_configuration.launch_permission.${attribute}`,
      (name, values) => allowed(name, "start instances of its images", namedBy(values, "name")),
    ),
  ),
  membership(/^aws_lakeformation_permissions$/, "permissions", (permission, values) =>
    allowed(namedBy(values, "principal"), permission),
  ),
  membership(/^aws_lakeformation_data_lake_settings$/, "admins", (admin) => allowed(admin, "administer the data lake")),
  membership(/^aws_vpc_peering_connection$/, "peer_vpc_id", (peer, values) =>
    allowed(
      `network ${peer}${textAt(values, "peer_owner_id") ? ` of account ${namedBy(values, "peer_owner_id")}` : ""}`,
      "be routed to and from",
      `network ${namedBy(values, "vpc_id")}`,
    ),
  ),
  membership(/^aws_vpc_peering_connection_accepter$/, "vpc_peering_connection_id", (peering) =>
    allowed(`the network at the other end of ${peering}`, "be routed to and from"),
  ),
  membership(
    /^aws_ec2_transit_gateway_(vpc_attachment|peering_attachment)(_accepter)?$/,
    "transit_gateway_id",
    (gateway, values) =>
      allowed(
        `networks of ${gateway}`,
        "be routed to and from",
        `network ${namedBy(values, "vpc_id", "peer_transit_gateway_id")}`,
      ),
  ),
  membership(
    /^aws_ec2_transit_gateway_(vpc|peering)_attachment_accepter$/,
    "transit_gateway_attachment_id",
    (attachment) => allowed(`the network at the other end of ${attachment}`, "be routed to and from"),
  ),
  membership(/^aws_vpn_connection$/, "customer_gateway_id", (gateway) =>
    allowed(`networks behind ${gateway}`, "be routed to and from"),
  ),
  membership(/^aws_ec2_managed_prefix_list$/, "entry.cidr", (cidr, values) =>
    allowed(cidr, `what is open to prefix list ${namedBy(values, "name", "id")}`),
  ),
  membership(/^aws_ec2_managed_prefix_list_entry$/, "cidr", (cidr, values) =>
    allowed(cidr, `what is open to prefix list ${namedBy(values, "prefix_list_id")}`),
  ),
];
