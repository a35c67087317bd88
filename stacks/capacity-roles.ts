import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ExternalInstanceRole } from "../constructs/ecs/external-instance-role.ts";
import { InstanceRole } from "../constructs/ecs/instance-role.ts";
import { ManagedInstanceRoles } from "../constructs/ecs/managed-instance-roles.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import { pulledRepositories } from "./pulled-repositories.ts";

/** Roles of what runs tasks on the EC2 cluster, among those of the environment. */
export interface CapacityRoles {
  readonly instanceRoleArn?: string;
  readonly instanceProfileName?: string;
  /** Of instances that AWS manages. */
  readonly managedInstancesRoleArn?: string;
  readonly managedInstanceRoleArn?: string;
  readonly managedInstanceProfileArn?: string;
  /** Of ECS Anywhere servers. */
  readonly externalInstanceRoleArn?: string;
  /** With its path, which Systems Manager wants (Systems Manager user guide, create a hybrid activation). */
  readonly externalInstanceRoleName?: string;
}

export function createCapacityRoles(scope: Construct, config: Config, awsScope: AwsScope): CapacityRoles {
  const { ec2Cluster } = config;
  if (ec2Cluster === undefined) return {};
  return {
    ...createInstanceRole(scope, { ...config, ec2Cluster }, awsScope),
    ...(ec2Cluster.managedInstances && createManagedInstanceRoles(scope, config, awsScope)),
    ...(ec2Cluster.externalInstances && createExternalInstanceRole(scope, config, awsScope)),
  };
}

type WithInstances = Config & { readonly ec2Cluster: NonNullable<Config["ec2Cluster"]> };

function createInstanceRole(scope: Construct, config: WithInstances, awsScope: AwsScope): CapacityRoles {
  const { names, services, ec2Cluster } = config;
  const onInstances = services.filter(({ cluster }) => cluster === "ec2");
  const { roleArn, profileName } = new InstanceRole(scope, "instance", {
    name: names.ec2Role,
    profileName: names.instanceProfile,
    clusterName: names.ec2Cluster,
    pulled: pulledRepositories(config, onInstances, awsScope),
    logGroupPrefix: `/ecs/${config.name}/`,
    systemsManager: ec2Cluster.systemsManager,
    serviceConnect: onInstances.some(({ serviceConnect }) => serviceConnect !== undefined),
    awsScope,
  });
  return { instanceRoleArn: roleArn, instanceProfileName: profileName };
}

function createManagedInstanceRoles(scope: Construct, { names, identity }: Config, awsScope: AwsScope): CapacityRoles {
  const roles = new ManagedInstanceRoles(scope, "managed-instances", {
    infrastructureRoleName: names.managedInstancesRole,
    instanceRoleName: names.managedInstanceRole,
    instanceProfileName: names.managedInstanceProfile,
    passesItself: identity.path !== undefined || identity.namePrefix !== undefined,
    awsScope,
  });
  return {
    managedInstancesRoleArn: roles.infrastructureRoleArn,
    managedInstanceRoleArn: roles.instanceRoleArn,
    managedInstanceProfileArn: roles.instanceProfileArn,
  };
}

function createExternalInstanceRole(scope: Construct, { names, identity }: Config, awsScope: AwsScope): CapacityRoles {
  const props = { name: names.externalInstanceRole, clusterName: names.ec2Cluster, awsScope };
  const role = new ExternalInstanceRole(scope, "external-instances", props);
  return {
    externalInstanceRoleArn: role.arn,
    externalInstanceRoleName: identity.path === undefined ? role.name : `${identity.path.slice(1)}${role.name}`,
  };
}
