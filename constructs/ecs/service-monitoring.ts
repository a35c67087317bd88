import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import { freeId } from "../free-id.ts";
import type { AwsScope } from "../iam/arn.ts";
import type { ServiceRouting } from "../load-balancing/service-routing.ts";
import { AlarmDashboard } from "../monitoring/alarm-dashboard.ts";
import { ServiceAlarm, type ServiceAlarmProps } from "../monitoring/service-alarm.ts";

export interface ServiceAlarmsProps extends Pick<ServiceAlarmProps, "clusterName" | "target"> {
  readonly service: ServiceConfig;
}

/** An alarm for each that the service asks for, in their order. */
export function createAlarms(scope: Construct, { service, clusterName, target }: ServiceAlarmsProps): ServiceAlarm[] {
  return service.alarms.map(
    (alarm) =>
      new ServiceAlarm(new Construct(scope, freeId(scope, `alarm-${alarm.name}`)), "alarm", {
        alarm,
        clusterName,
        serviceName: service.name,
        target,
        topicArn: service.alarmTopicArn,
      }),
  );
}

/** A load balancer and the target groups of a service, as metrics know them. */
export const metricTarget = ({ route }: ServiceConfig, { loadBalancer, targetGroups }: ServiceRouting) => ({
  namespace: route?.type === "network" ? ("AWS/NetworkELB" as const) : ("AWS/ApplicationELB" as const),
  loadBalancer: loadBalancer.arnSuffix,
  targetGroups: targetGroups.map((group) => group.arnSuffix),
});

/** A dashboard of the service's alarms, those of scaling steps first; returns its URL, undefined without alarms. */
export function createDashboard(scope: Construct, service: ServiceConfig, awsScope: AwsScope): string | undefined {
  const { scaling, alarms, dashboardName } = service;
  const steps = scaling?.steps === undefined ? [] : [scaling.steps.out, scaling.steps.in];
  const alarmNames = [...steps.map(({ alarmName }) => alarmName), ...alarms.map(({ name }) => name)];
  if (alarmNames.length === 0) return undefined;
  return new AlarmDashboard(scope, "dashboard", { name: dashboardName, alarmNames, awsScope }).url;
}
