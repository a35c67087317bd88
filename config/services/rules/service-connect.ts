import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";
import { isCallable } from "../service-connect.ts";
import { namedPortsOf } from "./ports.ts";

/** Finds settings of Service Connect that nothing uses, or that its protocols don't have. */
export function checkServiceConnect(service: Service): Finding[] {
  const { serviceConnect } = service;
  if (serviceConnect === undefined) return [];
  return [...checkUnused(serviceConnect), ...checkTimeouts(service, serviceConnect)];
}

type Settings = NonNullable<Service["serviceConnect"]>;

/** Encryption and timeouts are of what others call. */
function checkUnused(settings: Settings): Finding[] {
  const { name, tls, idleTimeoutSeconds, perRequestTimeoutSeconds } = settings;
  const found: Finding[] = [];
  if (tls !== undefined && !isCallable(settings))
    found.push({
      path: ["serviceConnect", "tls"],
      message: "is for what other services call: give the service a name, or leave it out",
    });
  for (const [field, value] of Object.entries({ idleTimeoutSeconds, perRequestTimeoutSeconds }))
    if (value !== undefined && name === undefined)
      found.push({
        path: ["serviceConnect", field],
        message: "is for requests to serviceConnect.name: add that, or leave it out",
      });
  return found;
}

/** A connection of TCP has no requests (ECS API reference, TimeoutConfiguration). */
function checkTimeouts(service: Service, { name, protocol, perRequestTimeoutSeconds, further }: Settings): Finding[] {
  const message = "is not for TCP, which has no requests: use idleTimeoutSeconds, or another protocol";
  const ports = namedPortsOf(service);
  const isTcp = (portName: string) => ports.find(({ name }) => name === portName)?.appProtocol === undefined;
  return [
    ...(name !== undefined && protocol === "tcp" && perRequestTimeoutSeconds !== undefined
      ? [{ path: ["serviceConnect", "perRequestTimeoutSeconds"], message }]
      : []),
    ...further.flatMap((each, index) =>
      each.perRequestTimeoutSeconds !== undefined && isTcp(each.portName)
        ? [{ path: ["serviceConnect", "further", index, "perRequestTimeoutSeconds"], message }]
        : [],
    ),
  ];
}

/** Certificates and keys are of one region, as ECS is. */
export function checkTlsRegion({ serviceConnect }: Service, { region }: Parsed): Finding[] {
  return Object.entries(serviceConnect?.tls ?? {}).flatMap(([field, arn]) => {
    const own = arn?.split(":")[3];
    if (own === undefined || own === region) return [];
    const message = `is of ${own}, and Service Connect takes none but those of ${region}`;
    return [{ path: ["serviceConnect", "tls", field], message }];
  });
}
