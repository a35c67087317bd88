import * as v from "valibot";
import { topicArn } from "../arns.ts";
import {
  anyCidr,
  architecture,
  choice,
  integer,
  list,
  port,
  repeatable,
  rules,
  securityGroupId,
  text,
} from "../fields.ts";
import { givenName } from "../names.ts";
import { overrides } from "../overrides.ts";
import { WINDOWS } from "../windows.ts";
import { alarm } from "./alarm.ts";
import { capacity, placement } from "./capacity.ts";
import { container, sidecar } from "./container.ts";
import { deployment } from "./deployment.ts";
import { inbound } from "./inbound.ts";
import { logs } from "./logs.ts";
import { route } from "./route.ts";
import { scaling } from "./scaling.ts";
import { serviceConnect } from "./service-connect.ts";
import { serviceDiscovery } from "./service-discovery.ts";
import { checkTaskRole, executionRole, taskRole } from "./task-role.ts";
import { volume } from "./volume.ts";

/** A service: tasks that ECS keeps running. */
export const service = v.strictObject({
  /** Name of the ECS service, unique in the environment. */
  name: givenName("service"),
  /** Cluster that runs the service. */
  cluster: choice("ec2", "fargate"),

  /**
   * Family of the task definition.
   * @default `SERVICE-task-def`, where `SERVICE` is the name of the service, after that of the environment unless it begins so
   */
  taskFamily: v.optional(givenName("taskFamily")),
  /** CPU of a task in units of 1/1024 vCPU. On Fargate 256, 512, 1024, 2048, 4096, 8192 or 16384. @default 256 on Fargate, none on EC2 */
  cpuUnits: v.optional(integer(128, 196608, "CPU units")),
  /** Memory of a task in MiB. Fargate has certain sizes for each `cpuUnits`. @default 512 on Fargate, none on EC2 */
  memoryMiB: v.optional(integer(6, 249856, "MiB")),
  /** Main container of each task: it gets the requests, and the images of the pipeline. */
  container,
  /** Further containers of each task. @default none */
  sidecars: v.optional(repeatable(sidecar), []),
  /** Volumes that containers of a task can mount. @default none */
  volumes: v.optional(repeatable(volume), []),
  /** Where the output of the containers goes. @default a CloudWatch log group, kept for 30 days */
  logs: v.optional(logs, { type: "cloudwatch" }),
  /** IAM permissions of the code in the containers. @default none */
  taskRole: v.optional(v.pipe(taskRole, rules(checkTaskRole)), {}),
  /** Role with which ECS pulls images, reads secrets and writes logs. @default created, for exactly what the service names */
  executionRole: v.optional(executionRole),
  /** ECS Exec: whether shells can be opened in the containers; sessions are logged. Not with a read-only root file system. @default false */
  exec: v.optional(v.boolean(), false),

  /** Capacity providers, and their share of the tasks. @default all on `FARGATE`, or on `instances` */
  capacity: v.optional(repeatable(capacity)),
  /** Operating system: on `instances` that of `ec2Cluster.image`; on Fargate Linux, Windows Server 2019 or 2022; elsewhere Linux. @default "linux" */
  os: v.optional(choice("linux", ...WINDOWS), "linux"),
  /** Processor architecture of the image. @default that of the EC2 cluster; "x86_64" on Fargate */
  architecture: v.optional(architecture()),
  /** Platform version, such as `1.4.0`; Fargate only. @default "LATEST" */
  platformVersion: v.optional(
    text(/^(LATEST|\d+\.\d+\.\d+)$/, "is not a platform version: use LATEST or 1.4.0"),
    "LATEST",
  ),
  /** Ephemeral storage of a task, 21 to 200 GiB; Fargate on Linux only. @default 20 GiB, which every task has */
  ephemeralStorageGiB: v.optional(integer(21, 200, "GiB")),
  /**
   * `bridge`: Docker's network on the instance (NAT on Windows), with a dynamic host port for each container; `awsvpc`: a
   * network interface and a security group for each task; `host`: the network of the instance itself, whose ports are those
   * of the containers, so that an instance runs one task of the service; Linux only. @default "bridge" on `instances` and `external`, "awsvpc" elsewhere
   */
  networkMode: v.optional(choice("bridge", "awsvpc", "host")),
  /**
   * Whether containers in bridge mode can reach the metadata service of the instance, and with it the role of the instance.
   * In host mode they always can. @default false
   */
  instanceMetadata: v.optional(v.boolean(), false),

  /** `replica`: a number of tasks; `daemon`: one task on each instance of the EC2 cluster. @default "replica" */
  scheduling: v.optional(choice("replica", "daemon"), "replica"),
  /** Which instances tasks are placed on; EC2 only. @default spread over zones, then over instances */
  placement: v.optional(placement, {}),
  /** Availability Zone rebalancing of the tasks. @default true where ECS supports it */
  zoneRebalancing: v.optional(v.boolean()),
  /** Number of tasks, with `scaling` only at the start. @default 2, or the nearest number within `scaling`; none for a daemon */
  desiredCount: v.optional(integer(0, 5000, "tasks")),
  /** How a new version replaces the old one. @default rolling: new tasks start before old ones stop */
  deployment: v.optional(deployment, { type: "rolling" }),

  /**
   * Whether Terraform waits until the tasks are replaced before it continues, for example to close the port of the old
   * ones. Not with CodeDeploy, whose deployments it does not start. @default true; false with CodeDeploy, on `external`
   * instances, and for an image of the environment's own repository that only a pipeline pushes
   */
  waitForSteadyState: v.optional(v.boolean()),
  /** Which requests or connections the load balancers of the cluster route to the service. @default none */
  route: v.optional(route),
  /**
   * Outbound connections of the tasks besides HTTPS, such as to a database in the VPC. In bridge and host mode those of
   * their instances. @default none
   */
  outbound: v.optional(
    list(
      v.strictObject({
        /** TCP port of the destination. */
        port: port(),
        /** IPv4 and IPv6 networks of the destination. */
        cidrs: v.pipe(list(anyCidr()), v.minLength(1, "is empty: list a network, or remove the entry")),
      }),
    ),
    [],
  ),
  /**
   * Who may connect to the tasks besides the load balancer and Service Connect. In host mode to their instances; not in bridge
   * mode, in which Docker chooses the ports. @default none
   */
  inbound: v.optional(list(inbound), []),
  /**
   * Additional, existing security groups of each task; the service's own one opens its ports. A task has at most five.
   * Only with awsvpc. @default none
   */
  securityGroupIds: v.optional(list(securityGroupId()), []),
  /** ECS Service Connect: services of the cluster call each other by name. @default none */
  serviceConnect: v.optional(serviceConnect),
  /** DNS name with records of the tasks, for callers in the VPC that `inbound` lets in. @default none */
  serviceDiscovery: v.optional(serviceDiscovery),
  /** Automatic scaling of the number of tasks. @default none: always `desiredCount` tasks */
  scaling: v.optional(scaling),
  /** CloudWatch alarms. @default none besides those of `scaling.steps` */
  alarms: v.optional(repeatable(alarm), []),
  /** SNS topic that is notified when an alarm of the service changes state. @default none */
  alarmTopicArn: v.optional(topicArn()),
  /** Name of the dashboard, which is created for a service with alarms. @default `SERVICE-dashboard` */
  dashboardName: v.optional(givenName("dashboard")),

  /** Whether ECS tags tasks with cluster and service, for cost allocation. @default true */
  managedTags: v.optional(v.boolean(), true),
  /** Whose tags the tasks and their EBS volumes get: both have those of the environment. @default "service" */
  propagateTags: v.optional(choice("none", "service", "task-definition"), "service"),
  /** Arguments of the service's resources in its cluster's stack that no field covers. @default none */
  overrides: v.optional(overrides, []),
});

/** A service as the rules see it: checked field by field, with the defaults of fields. */
export type Service = v.InferOutput<typeof service>;
export type NetworkMode = NonNullable<Service["networkMode"]>;
export type OutboundConfig = Service["outbound"][number];
