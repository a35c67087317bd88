import type { Finding } from "../../finding.ts";
import { resolveService } from "../resolve.ts";
import type { Service } from "../service.ts";

/** An alarm of a service: where its name is given, and the name that it gets, given or not. */
interface Named {
  readonly path: Finding["path"];
  readonly name: string;
  readonly isGiven: boolean;
}

/**
 * Finds alarms with the name that another one has by default; CloudWatch has one alarm of a name. Names that are given
 * twice are found where services are compared.
 */
export function checkAlarmNames(services: readonly Service[], environmentName: string): Finding[] {
  const all = services.flatMap((service, index) => alarmsOf(service, index, environmentName));
  const defaults = new Map(all.filter(({ isGiven }) => !isGiven).map((each) => [each.name, each.path]));
  return all.flatMap(({ path, name, isGiven }) => {
    const [, index] = defaults.get(name) ?? [];
    if (!isGiven || index === undefined) return [];
    return [{ path, message: `is the default name of an alarm of services[${index}]: use another` }];
  });
}

function alarmsOf(service: Service, index: number, environmentName: string): Named[] {
  const { alarms, scaling } = resolveService(service, environmentName);
  const steps = (["out", "in"] as const).flatMap((direction) => {
    const step = scaling?.steps?.[direction];
    if (step === undefined) return [];
    const isGiven = service.scaling?.steps?.[direction].alarmName !== undefined;
    return [{ path: ["services", index, "scaling", "steps", direction, "alarmName"], name: step.alarmName, isGiven }];
  });
  return [
    ...steps,
    ...alarms.map(({ name }, at) => ({
      path: ["services", index, "alarms", at, "name"],
      name,
      isGiven: service.alarms[at]?.name !== undefined,
    })),
  ];
}
