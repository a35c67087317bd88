import { isNoneOf, isOneOf, MORE_THAN_NONE, OFF, ON, SEVERAL } from "../mechanism.ts";
import { type ProtectionRule, rulesOf } from "../rule.ts";

const AWS = "https://docs.aws.amazon.com";

/** What runs and answers. */
export const AVAILABILITY: readonly ProtectionRule[] = rulesOf([
  [
    "running",
    /^aws_ecs_service$/,
    "desired_count",
    MORE_THAN_NONE,
    "the service runs no task",
    `${AWS}/AmazonECS/latest/APIReference/API_UpdateService.html`,
  ],
  [
    "running",
    /^aws_appautoscaling_target$/,
    "max_capacity",
    MORE_THAN_NONE,
    "it is scaled to nothing",
    `${AWS}/autoscaling/application/APIReference/API_RegisterScalableTarget.html`,
  ],
  [
    "running",
    /^aws_autoscaling_group$/,
    ["max_size", "desired_capacity"],
    MORE_THAN_NONE,
    "the group runs no instance",
    `${AWS}/autoscaling/ec2/userguide/asg-capacity-limits.html`,
  ],
  [
    "healing",
    /^aws_ecs_capacity_provider$/,
    ["auto_scaling_group_provider.managed_termination_protection", "auto_scaling_group_provider.managed_draining"],
    isOneOf("ENABLED"),
    "instances are terminated while they run tasks",
    `${AWS}/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html`,
  ],
  [
    "healing",
    /^aws_autoscaling_group$/,
    "protect_from_scale_in",
    ON,
    "instances are terminated while they run tasks",
    `${AWS}/autoscaling/ec2/userguide/ec2-auto-scaling-instance-protection.html`,
  ],
  [
    "multi-az",
    /^aws_(ecs_service|autoscaling_group|lb|alb|elb|lambda_function)$/,
    ["network_configuration.subnets", "vpc_zone_identifier", "subnets", "vpc_config.subnet_ids"],
    SEVERAL,
    "nothing takes over when its zone fails",
    `${AWS}/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html`,
  ],
  [
    "private-names",
    /^aws_vpc_endpoint$/,
    "private_dns_enabled",
    ON,
    "the name of its service leads past it",
    `${AWS}/vpc/latest/privatelink/privatelink-access-aws-services.html`,
  ],
  [
    "running",
    /^aws_lambda_function$/,
    "reserved_concurrent_executions",
    isNoneOf("0"),
    "the function is never run",
    `${AWS}/lambda/latest/dg/configuration-concurrency.html`,
  ],
  [
    "running",
    /^aws_lambda_event_source_mapping$/,
    "enabled",
    isNoneOf("false"),
    "events are not processed",
    `${AWS}/lambda/latest/dg/invocation-eventsourcemapping.html`,
  ],
  [
    "running",
    /^aws_cloudfront_distribution$/,
    "enabled",
    isNoneOf("false"),
    "requests are not answered",
    `${AWS}/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html`,
  ],
  [
    "failover",
    /^aws_route53_health_check$/,
    "disabled",
    OFF,
    "traffic is not routed away from what fails",
    `${AWS}/Route53/latest/DeveloperGuide/health-checks-creating-values.html`,
  ],
  [
    "multi-az",
    /^aws_(opensearch|elasticsearch)_domain$/,
    "cluster_config.zone_awareness_enabled",
    ON,
    "nothing takes over when its zone fails",
    `${AWS}/opensearch-service/latest/developerguide/managedomains-multiaz.html`,
  ],
]);
