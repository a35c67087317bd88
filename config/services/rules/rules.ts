import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";
import { checkAuthentication } from "./authentication.ts";
import { checkContainers, checkExec } from "./containers.ts";
import { checkDeployment } from "./deployment.ts";
import { checkFeatures } from "./features.ts";
import { checkHostNetwork } from "./host-network.ts";
import { checkInbound } from "./inbound.ts";
import { PLATFORM_RULES } from "./platform.ts";
import { PORT_RULES } from "./ports.ts";
import { checkEnvironmentFiles } from "./reads.ts";
import { checkConditions, checkTiming } from "./route.ts";
import { checkHealthProtocol } from "./route-protocol.ts";
import { SCALING_RULES } from "./scaling.ts";
import { checkServiceConnect } from "./service-connect.ts";
import { checkServiceDiscovery } from "./service-discovery.ts";
import { SIZE_RULES } from "./size.ts";
import { checkVolumes } from "./volumes.ts";
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
  checkEnvironmentFiles,
  checkVolumes,
  checkWindowsService,
  checkConditions,
  checkTiming,
  checkHealthProtocol,
  checkAuthentication,
  ...SCALING_RULES,
  checkDeployment,
];
