import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";
import { checkAuthentication } from "./authentication.ts";
import { checkContainers, checkExec } from "./containers.ts";
import { checkDeployment } from "./deployment.ts";
import { checkDisks } from "./disks.ts";
import { EVALUATION_RULES } from "./evaluation.ts";
import { checkFeatures } from "./features.ts";
import { checkFirelens } from "./firelens.ts";
import { checkHostNetwork } from "./host-network.ts";
import { checkInbound } from "./inbound.ts";
import { checkManagedInstances } from "./managed-instances.ts";
import { NETWORK_ROUTE_RULES } from "./network-route.ts";
import { PLATFORM_RULES } from "./platform.ts";
import { PORT_RULES } from "./ports.ts";
import { checkEnvironmentFiles } from "./reads.ts";
import { checkConditions, checkTiming } from "./route.ts";
import { checkHealthProtocol } from "./route-protocol.ts";
import { SCALING_RULES } from "./scaling.ts";
import { checkServiceConnect } from "./service-connect.ts";
import { checkServiceDiscovery } from "./service-discovery.ts";
import { SIZE_RULES } from "./size.ts";
import { TASK_DEFINITION_RULES } from "./task-definition.ts";
import { checkVolumes } from "./volumes.ts";
import { WIDE_RIGHTS_RULES } from "./wide-rights.ts";
import { checkWindowsService } from "./windows.ts";

/** What AWS would refuse of one service. */
export const SERVICE_RULES: readonly ((service: Service) => Finding[])[] = [
  ...PLATFORM_RULES,
  checkFeatures,
  ...SIZE_RULES,
  checkContainers,
  checkExec,
  ...PORT_RULES,
  checkHostNetwork,
  checkInbound,
  checkServiceConnect,
  checkServiceDiscovery,
  ...TASK_DEFINITION_RULES,
  checkEnvironmentFiles,
  checkFirelens,
  checkVolumes,
  checkWindowsService,
  checkManagedInstances,
  checkDisks,
  checkConditions,
  checkTiming,
  checkHealthProtocol,
  ...NETWORK_ROUTE_RULES,
  checkAuthentication,
  ...WIDE_RIGHTS_RULES,
  ...SCALING_RULES,
  ...EVALUATION_RULES,
  checkDeployment,
];
