import type { RefusalTable } from "../../../../support/refusable.ts";
import { APIS } from "./apis.ts";
import { BEYOND } from "./beyond.ts";
import { CONSTRAINTS } from "./constraints.ts";
import { CONTAINERS } from "./containers.ts";
import { DATABASES } from "./databases.ts";
import { DELIVERIES } from "./deliveries.ts";
import { DELIVERY } from "./delivery.ts";
import { DETECTION } from "./detection.ts";
import { SECURITY_GROUP, VPC } from "./ec2.ts";
import { ECS_SERVICE, TASK_DEFINITION } from "./ecs.ts";
import { EDGE } from "./edge.ts";
import { LOAD_BALANCER, TARGET_GROUP } from "./elb.ts";
import { GRANTS } from "./grants.ts";
import { IAM } from "./iam.ts";
import { INSTANCES } from "./instances.ts";
import { OPENINGS } from "./openings.ts";
import { OPERATIONS } from "./operations.ts";
import { OTHER } from "./other.ts";
import { PARTS } from "./parts.ts";
import { RECORDS } from "./records.ts";
import { REFERENCES } from "./references.ts";
import { SCALING } from "./scaling.ts";
import { SERVERLESS } from "./serverless.ts";
import { SERVICES } from "./services.ts";
import { SETTINGS } from "./settings.ts";
import { STORED } from "./stored.ts";

/** Every mistake of which is known how AWS or its provider refuses it. */
export const TABLES: readonly RefusalTable[] = [
  VPC,
  SECURITY_GROUP,
  INSTANCES,
  LOAD_BALANCER,
  TARGET_GROUP,
  TASK_DEFINITION,
  ECS_SERVICE,
  SCALING,
  IAM,
  DELIVERY,
  OTHER,
  DATABASES,
  SERVERLESS,
  EDGE,
  BEYOND,
  APIS,
  DETECTION,
  GRANTS,
  OPENINGS,
  RECORDS,
  REFERENCES,
  OPERATIONS,
  PARTS,
  STORED,
  DELIVERIES,
  SETTINGS,
  SERVICES,
  CONSTRAINTS,
  CONTAINERS,
];
