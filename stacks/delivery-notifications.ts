import type { Construct } from "constructs";
import { NotificationTopic } from "../constructs/cicd/notification-topic.ts";
import { ResultNotifications, type ResultNotificationsProps } from "../constructs/cicd/result-notifications.ts";
import { RoleUseAlarm } from "../constructs/cicd/role-use-alarm.ts";
import { freeId } from "../constructs/free-id.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import { FindingNotifications } from "../constructs/monitoring/finding-notifications.ts";
import type { Delivering } from "./delivering.ts";

/** What results come from. Each is set only if the environment has it. */
export interface ResultSources {
  readonly pipelineArn?: string;
  /** CodeDeploy's application. */
  readonly applicationArn?: string;
  /** Pipeline of the stacks themselves. */
  readonly infrastructureArn?: string;
  /** Pipeline that finds drift; only its failures are notified. */
  readonly driftArn?: string;
  /** CodeBuild project that compares images of running tasks; only its failures are notified. */
  readonly imageCheckArn?: string;
}

/** Notifications of an environment, and what they are about. */
export interface NotificationsProps {
  readonly sources: ResultSources;
  /** Roles of the delivery that only services of AWS take. */
  readonly roleArns: readonly string[];
}

/** Writes results to a topic, and returns its ARN; undefined if the environment asks for no notifications. */
export function createNotifications(
  scope: Construct,
  { names, delivery, encryption, detection }: Delivering,
  awsScope: AwsScope,
  {
    sources: { pipelineArn, applicationArn, infrastructureArn, driftArn, imageCheckArn },
    roleArns,
  }: NotificationsProps,
): string | undefined {
  if (delivery.notifications === undefined) return undefined;
  const { topicArn: given, emails, of: results, roleUse } = delivery.notifications;
  const findings = detection.runtimeMonitoring !== undefined;
  const topicArn =
    given ??
    new NotificationTopic(scope, "notifications", {
      name: names.notificationTopic,
      keyAlias: names.notificationKey,
      keyArn: encryption.topicKeyArn,
      emails,
      events: roleUse || findings,
      awsScope,
    }).arn;
  const notify = (
    id: string,
    name: string,
    of: ResultNotificationsProps["of"],
    resourceArn: string | undefined,
    told = results,
  ) =>
    resourceArn &&
    new ResultNotifications(scope, freeId(scope, id), { name, resourceArn, of, results: told, topicArn });
  notify("pipeline-results", names.pipelineNotification, "pipeline", pipelineArn);
  notify("infrastructure-results", names.infrastructureNotification, "pipeline", infrastructureArn);
  const failures = results.filter((result) => result === "failed");
  notify("drift-results", names.driftNotification, "pipeline", driftArn, failures);
  notify("image-check-results", names.imageCheckNotification, "builds", imageCheckArn, failures);
  notify("deployment-results", names.deploymentNotification, "deployments", applicationArn);
  if (roleUse) new RoleUseAlarm(scope, "role-use", { name: names.roleUseRule, roleArns, topicArn });
  if (findings) new FindingNotifications(scope, "findings", { name: names.findingRule, topicArn });
  return topicArn;
}
