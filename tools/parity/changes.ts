/** Texts of fixtures, and what each is replaced by: changes of single arguments, which are planned together. */
export const SINGLE_CHANGES: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  alb: [
    ['name_prefix                = "shop-"', 'name_prefix                = "mart-"'],
    ["idle_timeout               = 30", "idle_timeout               = 40"],
    ["port                 = 9090", "port                 = 9091"],
  ],
  autoscaling: [
    ['name_prefix            = "instances-"', 'name_prefix            = "machines-"'],
    ["heartbeat_timeout      = 120", "heartbeat_timeout      = 180"],
    ["size = 20", "size = 30"],
  ],
  cloudfront: [
    ['comment             = "site"', 'comment             = "shop"'],
    ["min_ttl     = 1", "min_ttl     = 2"],
    ['signing_behavior                  = "always"', 'signing_behavior                  = "never"'],
  ],
  dynamodb: [
    ['name         = "sessions"', 'name         = "visits"'],
    ['stream_view_type            = "NEW_AND_OLD_IMAGES"', 'stream_view_type            = "KEYS_ONLY"'],
  ],
  ecr: [
    ["keep = 3", "keep = 5"],
    ['ecr_repository_prefix = "public"', 'ecr_repository_prefix = "mirror"'],
    ['readers = ["arn:aws:iam::210987654321:root"]', 'mutable = true, readers = ["arn:aws:iam::210987654321:root"]'],
  ],
  ecs: [
    ["cpu     = optional(number, 256)", "cpu     = optional(number, 512)"],
    ["memory  = optional(number, 512)", "memory  = optional(number, 1024)"],
    ["internal        = true", "internal        = false"],
  ],
  efs: [
    ["encrypted        = true", "encrypted        = false"],
    ['path = "/web"', 'path = "/site"'],
  ],
  elasticache: [
    ["at_rest_encryption_enabled = true", "at_rest_encryption_enabled = false"],
    ['family = "redis7"', 'family = "redis6.x"'],
    ["num_cache_nodes      = 2", "num_cache_nodes      = 3"],
  ],
  eventbridge: [
    ["retention_days   = 30", "retention_days   = 10"],
    ['name = "nightly"', 'name = "daily"'],
  ],
  iam: [
    ['path        = "/people/"', 'path        = "/staff/"'],
    ["minimum_password_length        = 16", "minimum_password_length        = 20"],
    ['sid       = "Own"', 'sid       = "Home"'],
  ],
  kms: [
    ["deletion_window_in_days = 10", "deletion_window_in_days = 12"],
    ['description = "Imported"', 'description = "Brought"'],
    ['operations        = ["Decrypt", "DescribeKey"]', 'operations        = ["Decrypt"]'],
  ],
  lambda: [
    ["memory      = 512", "memory      = 1024"],
    ['layer_name          = "shared"', 'layer_name          = "common"'],
    ['authorization_type = "AWS_IAM"', 'authorization_type = "NONE"'],
  ],
  rds: [
    ["allocated_storage           = 20", "allocated_storage           = 30"],
    ['db_name                     = "shop"', 'db_name                     = "store"'],
    ['database_name               = "carts"', 'database_name               = "baskets"'],
  ],
  route53: [
    ["weight = 90", "weight = 80"],
    ["request_interval  = 30", "request_interval  = 10"],
    ['name = "old.${var.domain}"', 'name = "former.${var.domain}"'],
  ],
  s3: [
    ['prefix    = "logs-"', 'prefix    = "journal-"'],
    ['origins = ["https://example.com"]', 'origins = ["https://example.org"]'],
    ["expiration = { days = 90 }", "expiration = { days = 120 }"],
  ],
  "secrets-manager": [
    ['description = "Owner of the database"', 'description = "The owner of the database"'],
    ['text = "abc"', 'text = "abcd"'],
  ],
  sharing: [
    ['prefix               = "mirror"', 'prefix               = "copies"'],
    ['filter      = "latest*"', 'filter      = "main*"'],
  ],
  sns: [
    ['protocol = "email"', 'protocol = "email-json"'],
    ["period              = 300", "period              = 60"],
  ],
  sqs: [
    ['name        = "orders"', 'name        = "purchases"'],
    ["raw_message_delivery = true", "raw_message_delivery = false"],
  ],
  "step-functions": [
    ['name     = "checkout"', 'name     = "purchase"'],
    ['name = "approval"', 'name = "consent"'],
  ],
  vpc: [
    ["max_aggregation_interval = 60", "max_aggregation_interval = 600"],
    ['domain_name         = "${var.name}.internal"', 'domain_name         = "${var.name}.local"'],
    ["cidrsubnet(var.cidr, 8, index + 200)", "cidrsubnet(var.cidr, 8, index + 210)"],
  ],
};
