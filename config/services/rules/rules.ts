import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";
import { checkContainers } from "./containers.ts";
import { checkDeployment } from "./deployment.ts";
import { checkPlatform } from "./platform.ts";
import { checkRoute } from "./route.ts";
import { checkScaling } from "./scaling.ts";
import { checkSize } from "./size.ts";
import { checkVolumes } from "./volumes.ts";

/** Finds what AWS would refuse of one service. */
export function checkService(service: Service): Finding[] {
  return [checkPlatform, checkSize, checkContainers, checkVolumes, checkRoute, checkScaling, checkDeployment].flatMap(
    (check) => check(service),
  );
}
