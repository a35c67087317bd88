import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { sharedName } from "../../names.ts";
import { whereParsed } from "../../unparsed.ts";
import { alarmNameOf, stepAlarmNameOf } from "../derive.ts";
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
export function checkAlarmNames({ services, name }: Parsed): Finding[] {
  const all = services.flatMap((service, index) => whereParsed(() => alarmsOf(service, index, name)));
  const defaults = new Map(all.filter(({ isGiven }) => !isGiven).map((each) => [each.name, each.path]));
  return all.flatMap(({ path, name, isGiven }) => {
    const [, index] = defaults.get(name) ?? [];
    if (!isGiven || index === undefined) return [];
    return [{ path, message: `is the default name of an alarm of services[${index}]: use another` }];
  });
}

function alarmsOf(service: Service, index: number, environmentName: string): Named[] {
  const shared = sharedName(service.name, environmentName);
  const steps = (["out", "in"] as const).flatMap((direction) => {
    const step = service.scaling?.steps?.[direction];
    if (step === undefined) return [];
    const path = ["services", index, "scaling", "steps", direction, "alarmName"];
    return [{ path, name: stepAlarmNameOf(step, direction, shared), isGiven: step.alarmName !== undefined }];
  });
  return [
    ...steps,
    ...service.alarms.map((alarm, at) => ({
      path: ["services", index, "alarms", at, "name"],
      name: alarmNameOf(alarm, shared),
      isGiven: alarm.name !== undefined,
    })),
  ];
}
