/**
 * Types that AWS does not delete while something is in them or uses them: DependencyViolation (EC2), ResourceInUse
 * (Elastic Load Balancing, ACM, Cloud Map), ClusterContainsServicesException (ECS).
 */
export const REFUSED_IN_USE =
  /^aws_(vpc|subnet|security_group|internet_gateway|lb_target_group|acm_certificate|ecs_cluster|ecs_capacity_provider|service_discovery_http_namespace|service_discovery_private_dns_namespace)$/;
