import * as v from "valibot";
import { architecture, arn, choice, cidr, list, port, repeatable, text, whole } from "../fields.ts";
import { givenName } from "../names.ts";
import { alarm } from "./alarm.ts";
import { capacity, placement } from "./capacity.ts";
import { container, sidecar } from "./container.ts";
import { deployment } from "./deployment.ts";
import { logs } from "./logs.ts";
import { route } from "./route.ts";
import { scaling } from "./scaling.ts";
import { serviceConnect } from "./service-connect.ts";
import { taskRole } from "./task-role.ts";
import { volume } from "./volume.ts";

/** A service: tasks that ECS keeps running. */
export const service = v.strictObject({
  /** Unique in the environment. */
  name: givenName("service"),
  /** Which of the two clusters runs it. */
  cluster: choice("ec2", "fargate"),

  /** @default `SERVICE-task-def`: the service's name, with the environment's before it */
  taskFamily: v.optional(givenName("taskFamily")),
  /** CPU of a task in units of 1/1024 vCPU. Fargate: 256, 512, 1024, 2048, 4096, 8192 or 16384. @default 256 on Fargate, none on EC2 */
  cpuUnits: v.optional(whole(128, 196608, "CPU units")),
  /** Memory of a task in MiB; Fargate has certain amounts for each `cpuUnits`. @default 512 on Fargate, none on EC2 */
  memoryMiB: v.optional(whole(6, 249856, "MiB")),
  /** The container that the service is about; it gets the requests, and the pipeline's images. */
  container,
  /** Other containers of each task. @default none */
  sidecars: v.optional(repeatable(sidecar), []),
  /** What containers can mount. @default none */
  volumes: v.optional(repeatable(volume), []),
  /** Where the containers' output goes. @default a log group, kept for 30 days */
  logs: v.optional(logs, { type: "cloudwatch" }),
  /** What the tasks may do in AWS. @default nothing */
  taskRole: v.optional(taskRole, {}),
  /** Whether a person may open a shell in a container (ECS Exec); sessions are logged. @default false */
  exec: v.optional(v.boolean(), false),

  /** What runs the tasks, and in which shares. @default all on `FARGATE`, or on `instances` */
  capacity: v.optional(repeatable(capacity)),
  /** Fargate only. @default "linux" */
  os: v.optional(
    choice("linux", "windows-2019-core", "windows-2019-full", "windows-2022-core", "windows-2022-full"),
    "linux",
  ),
  /** @default that of the EC2 cluster's instances; "x86_64" on Fargate */
  architecture: v.optional(architecture()),
  /** Fargate only: version of the platform, such as `1.4.0`. @default "LATEST" */
  platformVersion: v.optional(
    text(/^(LATEST|\d+\.\d+\.\d+)$/, "is no platform version: use LATEST or 1.4.0"),
    "LATEST",
  ),
  /** Fargate only: disk of a task, 21 to 200 GiB. @default 20 GiB, which every task has */
  ephemeralStorageGiB: v.optional(whole(21, 200, "GiB")),
  /**
   * `bridge`: containers share the network of their instance, and Docker chooses a port for each; `awsvpc`: each task
   * has an address and a security group of its own. @default "bridge" on instances, "awsvpc" elsewhere
   */
  networkMode: v.optional(choice("bridge", "awsvpc")),
  /** Whether a container in bridge mode can ask its instance's metadata service, and so become the instance's role. @default false */
  instanceMetadata: v.optional(v.boolean(), false),

  /** `replica`: a number of tasks; `daemon`: one on each instance of the EC2 cluster. @default "replica" */
  scheduling: v.optional(choice("replica", "daemon"), "replica"),
  /** EC2 only: which instances tasks are put on. */
  placement: v.optional(placement, {}),
  /** Whether ECS moves tasks between zones when they are unevenly spread. @default true where ECS can */
  zoneRebalancing: v.optional(v.boolean()),
  /** Tasks to run; to start with, if it scales. @default 2, or the nearest number that `scaling` allows */
  desiredCount: v.optional(whole(0, 5000, "tasks")),
  /** How new tasks take the place of old ones. @default rolling: new ones start before old ones stop */
  deployment: v.optional(deployment, { type: "rolling" }),

  /** Requests that the cluster's load balancer sends here. @default none */
  route: v.optional(route),
  /** What tasks may connect to besides HTTPS anywhere, such as a database in the VPC; in bridge mode their instances may. @default nothing */
  outbound: v.optional(list(v.strictObject({ port: port(), cidrs: list(cidr()) })), []),
  /** How services of the cluster call each other by name. @default not at all */
  serviceConnect: v.optional(serviceConnect),
  /** @default none: always `desiredCount` tasks */
  scaling: v.optional(scaling),
  /** @default none besides those of `scaling` */
  alarms: v.optional(repeatable(alarm), []),
  /** SNS topic that hears when an alarm of the service goes off, and when it is over. @default none */
  alarmTopicArn: v.optional(arn()),
  /** Name of the dashboard, which a service with alarms has. @default `SERVICE-dashboard` */
  dashboardName: v.optional(givenName("dashboard")),

  /** Whether ECS tags tasks with cluster and service, for bills. @default true */
  managedTags: v.optional(v.boolean(), true),
  /** Whose tags tasks get. @default "none" */
  propagateTags: v.optional(choice("none", "service", "task-definition"), "none"),
});

/** A service as the rules see it: checked field by field, with the defaults of fields. */
export type Service = v.InferOutput<typeof service>;
