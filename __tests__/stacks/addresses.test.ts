import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { compose } from "../../main.ts";
import { demo } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

// An address that changes makes Terraform destroy the resource and create another. Where that is meant, run
// `npx jest addresses -u`; where a resource only moved, give it its old place with `moveFromId`.
const app = Testing.app();
compose(app, demo);
app.synth();
const addresses = (stack: string) =>
  Template.parse(readFileSync(join(app.outdir, "stacks", stack, "cdk.tf.json"), "utf8")).addresses();

test("network", () => {
  expect(addresses("network")).toMatchInlineSnapshot(`
    [
      "aws_default_security_group.vpc_default-security-group_A4A9D8C1",
      "aws_eip.vpc_nat_us-east-1a_address_F656E24D",
      "aws_eip.vpc_nat_us-east-1b_address_C47D57BC",
      "aws_flow_log.flow-logs_flow-log_2E4F04EC",
      "aws_internet_gateway.vpc_internet-gateway_CB431535",
      "aws_nat_gateway.vpc_nat_us-east-1a_gateway_D62B75CB",
      "aws_nat_gateway.vpc_nat_us-east-1b_gateway_6FF2C4C9",
      "aws_route.vpc_private_us-east-1a_default-route_CA92D7D4",
      "aws_route.vpc_private_us-east-1b_default-route_5622163B",
      "aws_route.vpc_public_default-route_08063EBC",
      "aws_route_table.vpc_private_us-east-1a_route-table_45B9B401",
      "aws_route_table.vpc_private_us-east-1b_route-table_2E789FBD",
      "aws_route_table.vpc_public_route-table_203636E8",
      "aws_route_table_association.vpc_private_us-east-1a_association_50DD667E",
      "aws_route_table_association.vpc_private_us-east-1b_association_D3A629BE",
      "aws_route_table_association.vpc_public_us-east-1a_association_F7BA7C00",
      "aws_route_table_association.vpc_public_us-east-1b_association_6BF5DF1A",
      "aws_s3_bucket.flow-logs_bucket_46D6A62B",
      "aws_s3_bucket_lifecycle_configuration.flow-logs_bucket_lifecycle_26718593",
      "aws_s3_bucket_ownership_controls.flow-logs_bucket_ownership_1F2FFB64",
      "aws_s3_bucket_policy.flow-logs_bucket_policy_8F9B50D2",
      "aws_s3_bucket_public_access_block.flow-logs_bucket_public-access_E9384A54",
      "aws_s3_bucket_server_side_encryption_configuration.flow-logs_bucket_encryption_CCEFE673",
      "aws_s3_bucket_versioning.flow-logs_bucket_versioning_3F3E90C1",
      "aws_subnet.vpc_private_us-east-1a_subnet_ECD9F11A",
      "aws_subnet.vpc_private_us-east-1b_subnet_F7F1D96D",
      "aws_subnet.vpc_public_us-east-1a_subnet_17F967AE",
      "aws_subnet.vpc_public_us-east-1b_subnet_7529D73E",
      "aws_vpc.vpc_6776A399",
      "aws_vpc_endpoint.vpc_s3-endpoint_5A7CA6B0",
    ]
  `);
});

test("iam", () => {
  expect(addresses("iam")).toMatchInlineSnapshot(`
[
  "aws_iam_instance_profile.instance_profile_1A18D2E2",
  "aws_iam_policy.build_policy_5CD5C7BF",
  "aws_iam_role.autoscaling_role_53D3FD5F",
  "aws_iam_role.build_role_356A73FC",
  "aws_iam_role.codedeploy_role_41D8E681",
  "aws_iam_role.deploy-project_deploy_role_49B112FA",
  "aws_iam_role.ecs_infrastructure_role_2EEB6755",
  "aws_iam_role.execution-ecs-demo-ec2-service_execution_role_D52AF192",
  "aws_iam_role.execution-ecs-demo-fargate-service_execution_role_A29E7A33",
  "aws_iam_role.execution-ecs-demo-service-blue-green_execution_role_735A3007",
  "aws_iam_role.execution-ecs-demo-service_execution_role_B6C0081B",
  "aws_iam_role.instance_role_E9CD5E25",
  "aws_iam_role.pipeline-event_role_396645D0",
  "aws_iam_role.pipeline_role_C47BFD46",
  "aws_iam_role.release_role_80963D42",
  "aws_iam_role.task-ecs-demo-ec2-service_task_role_1F92312B",
  "aws_iam_role.task-ecs-demo-fargate-service_task_role_4050ED38",
  "aws_iam_role.task-ecs-demo-service-blue-green_task_role_B3D9B87E",
  "aws_iam_role.task-ecs-demo-service_task_role_B5A6E68C",
  "aws_iam_role.task-execution_role_6F46A87D",
  "aws_iam_role_policy.autoscaling_policy_E6DEDD12",
  "aws_iam_role_policy.deploy-project_deploy_policy_E880F91C",
  "aws_iam_role_policy.execution-ecs-demo-ec2-service_execution_policy_262CBE06",
  "aws_iam_role_policy.execution-ecs-demo-fargate-service_execution_policy_63D598FC",
  "aws_iam_role_policy.execution-ecs-demo-service-blue-green_execution_policy_3E9F89CE",
  "aws_iam_role_policy.execution-ecs-demo-service_execution_policy_B7988AD8",
  "aws_iam_role_policy.instance_policy_4B9D5417",
  "aws_iam_role_policy.pipeline-event_policy_83B096FA",
  "aws_iam_role_policy.pipeline_policy_AE33F713",
  "aws_iam_role_policy.release_policy_5DC1237F",
  "aws_iam_role_policy.task-execution_policy_18EAD25B",
  "aws_iam_role_policy_attachment.build_attachment_C6754A07",
  "aws_iam_role_policy_attachment.codedeploy_AWSCodeDeployRoleForECS_AE6E3784",
  "aws_iam_role_policy_attachment.ecs_infrastructure_AmazonECSInfrastructureRolePolicyForLoadBalancers_73244FC1",
]
`);
});

test("registry", () => {
  expect(addresses("registry")).toMatchInlineSnapshot(`
    [
      "aws_ecr_lifecycle_policy.images_lifecycle_3E0390F9",
      "aws_ecr_repository.images_repository_F169625C",
    ]
  `);
});

test("ec2-cluster", () => {
  expect(addresses("ec2-cluster")).toMatchInlineSnapshot(`
[
  "aws_autoscaling_group.capacity_group_0A6BE8D2",
  "aws_cloudwatch_log_group.ecs-demo-ec2-service_task_logs_95A164ED",
  "aws_ecs_capacity_provider.capacity_capacity-provider_21FED75B",
  "aws_ecs_cluster.cluster",
  "aws_ecs_cluster_capacity_providers.capacity-providers",
  "aws_ecs_service.ecs-demo-ec2-service_651BC6A7",
  "aws_ecs_task_definition.ecs-demo-ec2-service_task_task-definition_BCE5751C",
  "aws_launch_template.capacity_template_launch-template_F70CAD3B",
  "aws_lb.load-balancer_30A23327",
  "aws_lb_listener.load-balancer_http_listener_A0410867",
  "aws_lb_listener_rule.ecs-demo-ec2-service_target_rule_D2F6CCDA",
  "aws_lb_target_group.ecs-demo-ec2-service_target_target-group_84D395C4",
  "aws_s3_bucket.load-balancer_access-log_bucket_96A138A4",
  "aws_s3_bucket_lifecycle_configuration.load-balancer_access-log_bucket_lifecycle_77F1F0E9",
  "aws_s3_bucket_ownership_controls.load-balancer_access-log_bucket_ownership_41956E9D",
  "aws_s3_bucket_policy.load-balancer_access-log_bucket_policy_C692DDB3",
  "aws_s3_bucket_public_access_block.load-balancer_access-log_bucket_public-access_9EBB2CA2",
  "aws_s3_bucket_server_side_encryption_configuration.load-balancer_access-log_bucket_encryption_60D06B55",
  "aws_s3_bucket_versioning.load-balancer_access-log_bucket_versioning_E980BA9C",
  "aws_security_group.instances_group_FDC8671A",
  "aws_security_group.load-balancer_ports_security-group_80375A8A",
  "aws_vpc_security_group_egress_rule.instances_from-load-balancer_out_7C0569DA",
  "aws_vpc_security_group_egress_rule.instances_web-access_rule_01A224FE",
  "aws_vpc_security_group_ingress_rule.instances_from-load-balancer_in_5706A746",
  "aws_vpc_security_group_ingress_rule.load-balancer_ports_from-0000-0-to-80_rule_5D8983C1",
  "terraform_data.ecs-demo-ec2-service_deployment-family_507A27E5",
]
`);
});

test("fargate-cluster", () => {
  expect(addresses("fargate-cluster")).toMatchInlineSnapshot(`
[
  "aws_appautoscaling_policy.ecs-demo-service_scaling_scale-in_policy_751A8627",
  "aws_appautoscaling_policy.ecs-demo-service_scaling_scale-out_policy_CA0B4E38",
  "aws_appautoscaling_target.ecs-demo-service_scaling_target_46D29413",
  "aws_cloudwatch_dashboard.ecs-demo-service-blue-green_dashboard_FD4BB3FA",
  "aws_cloudwatch_dashboard.ecs-demo-service_dashboard_F5BFB428",
  "aws_cloudwatch_log_group.ecs-demo-fargate-service_task_logs_A07F43D3",
  "aws_cloudwatch_log_group.ecs-demo-service-blue-green_task_logs_4DD67E30",
  "aws_cloudwatch_log_group.ecs-demo-service_task_logs_FBEACB51",
  "aws_cloudwatch_metric_alarm.ecs-demo-service-blue-green_alarm-ecs-demo-service-blue-green-server-errors_alarm_3E99F5E4",
  "aws_cloudwatch_metric_alarm.ecs-demo-service_scaling_scale-in_alarm_11944808",
  "aws_cloudwatch_metric_alarm.ecs-demo-service_scaling_scale-out_alarm_255E19B4",
  "aws_ecs_cluster.cluster",
  "aws_ecs_cluster_capacity_providers.capacity-providers",
  "aws_ecs_service.ecs-demo-fargate-service_75D09F9F",
  "aws_ecs_service.ecs-demo-service-blue-green_service_D56E5127",
  "aws_ecs_service.ecs-demo-service_882AFCEF",
  "aws_ecs_task_definition.ecs-demo-fargate-service_task_task-definition_0DA0280C",
  "aws_ecs_task_definition.ecs-demo-service-blue-green_task_task-definition_D2048AFF",
  "aws_ecs_task_definition.ecs-demo-service_task_task-definition_2278E6ED",
  "aws_lb.load-balancer_30A23327",
  "aws_lb_listener.load-balancer_http_listener_A0410867",
  "aws_lb_listener.load-balancer_listener-8000_listener_412526DA",
  "aws_lb_listener.load-balancer_listener-8080_listener_E0B3ED21",
  "aws_lb_listener_rule.ecs-demo-service-blue-green_target_rule_168E7BD1",
  "aws_lb_listener_rule.ecs-demo-service-blue-green_target_test-rule_42AE987A",
  "aws_lb_listener_rule.ecs-demo-service_target_rule_5F178F6C",
  "aws_lb_target_group.ecs-demo-service-blue-green_target_second-target-group_30489A0D",
  "aws_lb_target_group.ecs-demo-service-blue-green_target_target-group_88E2DF39",
  "aws_lb_target_group.ecs-demo-service_target_target-group_F9A46F9F",
  "aws_s3_bucket.load-balancer_access-log_bucket_96A138A4",
  "aws_s3_bucket_lifecycle_configuration.load-balancer_access-log_bucket_lifecycle_77F1F0E9",
  "aws_s3_bucket_ownership_controls.load-balancer_access-log_bucket_ownership_41956E9D",
  "aws_s3_bucket_policy.load-balancer_access-log_bucket_policy_C692DDB3",
  "aws_s3_bucket_public_access_block.load-balancer_access-log_bucket_public-access_9EBB2CA2",
  "aws_s3_bucket_server_side_encryption_configuration.load-balancer_access-log_bucket_encryption_60D06B55",
  "aws_s3_bucket_versioning.load-balancer_access-log_bucket_versioning_E980BA9C",
  "aws_security_group.ecs-demo-fargate-service_security-group_9527BC8D",
  "aws_security_group.ecs-demo-service-blue-green_security-group_201D95EB",
  "aws_security_group.ecs-demo-service_security-group_7DAA04D7",
  "aws_security_group.load-balancer_ports_security-group_80375A8A",
  "aws_vpc_security_group_egress_rule.ecs-demo-fargate-service_security-group_web-access_rule_EAD31296",
  "aws_vpc_security_group_egress_rule.ecs-demo-service-blue-green_security-group_from-load-balancer_out_CA2C01C4",
  "aws_vpc_security_group_egress_rule.ecs-demo-service-blue-green_security-group_web-access_rule_CC881BE5",
  "aws_vpc_security_group_egress_rule.ecs-demo-service_security-group_from-load-balancer_out_F4E44D89",
  "aws_vpc_security_group_egress_rule.ecs-demo-service_security-group_web-access_rule_23BED920",
  "aws_vpc_security_group_ingress_rule.ecs-demo-service-blue-green_security-group_from-load-balancer_in_6361FE24",
  "aws_vpc_security_group_ingress_rule.ecs-demo-service_security-group_from-load-balancer_in_AF64739A",
  "aws_vpc_security_group_ingress_rule.load-balancer_ports_from-0000-0-to-8080_rule_F4C7D73E",
  "aws_vpc_security_group_ingress_rule.load-balancer_ports_from-0000-0-to-80_rule_5D8983C1",
  "aws_vpc_security_group_ingress_rule.load-balancer_ports_from-20301130-24-to-8000_rule_62723358",
  "terraform_data.ecs-demo-fargate-service_deployment-family_260CE3F1",
  "terraform_data.ecs-demo-service-blue-green_security-group_from-load-balancer_ports_88623223",
  "terraform_data.ecs-demo-service-blue-green_service_deployment-family_C3847551",
  "terraform_data.ecs-demo-service_deployment-family_A9FCC305",
  "terraform_data.ecs-demo-service_security-group_from-load-balancer_ports_53391574",
]
`);
});

test("cicd", () => {
  expect(addresses("cicd")).toMatchInlineSnapshot(`
[
  "aws_cloudwatch_event_rule.trigger_rule_19A3325C",
  "aws_cloudwatch_event_target.trigger_target_BA21F983",
  "aws_cloudwatch_log_group.build_logs_A16560CF",
  "aws_cloudwatch_log_group.deploy_logs_1CD8FDD1",
  "aws_cloudwatch_log_group.release_logs_FECCE43A",
  "aws_codebuild_project.build_project_3983C723",
  "aws_codebuild_project.deploy_project_4D502DBC",
  "aws_codebuild_project.release_project_5E624810",
  "aws_codecommit_repository.source",
  "aws_codedeploy_app.codedeploy",
  "aws_codedeploy_deployment_group.deployment-ecs-demo-service-blue-green_deployment-group_A7D95DEC",
  "aws_codepipeline.pipeline_ECD41627",
  "aws_kms_alias.artifacts_alias_58263EE2",
  "aws_kms_key.artifacts_key_6DD7A8ED",
  "aws_s3_bucket.artifacts_bucket_E0571754",
  "aws_s3_bucket_lifecycle_configuration.artifacts_bucket_lifecycle_EFA41509",
  "aws_s3_bucket_ownership_controls.artifacts_bucket_ownership_700DF6B9",
  "aws_s3_bucket_policy.artifacts_bucket_policy_FD9ED324",
  "aws_s3_bucket_public_access_block.artifacts_bucket_public-access_87E68DDE",
  "aws_s3_bucket_server_side_encryption_configuration.artifacts_bucket_encryption_A234E786",
  "aws_s3_bucket_versioning.artifacts_bucket_versioning_992B7D00",
  "aws_s3_object.definitions-ecs-demo-service-blue-green_app-spec_5A259790",
  "aws_s3_object.definitions-ecs-demo-service-blue-green_task-definition_2365F5AA",
  "aws_s3_object.definitions-ecs-demo-service_task-definition_C0071A00",
]
`);
});
