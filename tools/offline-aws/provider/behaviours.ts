import type { Cloud, Resource } from "../cloud/cloud.ts";
import { isObject, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import { equal } from "./equivalence.ts";
import { AwsError } from "./failure.ts";
import { textsAt } from "./references.ts";

/** What one resource type does that facts can't say. */
export interface Behaviour {
  /** Changes the plan; `prior` is null at create. */
  plan?(planned: ObjectValue, prior: ObjectValue | null): void;
  /** Refuses a change before anything is stored. Throws `AwsError`. */
  check?(planned: ObjectValue, prior: ObjectValue | null, cloud: Cloud): void;
  /** Gives values to what is unknown, before the facts do. */
  fill?(planned: ObjectValue, prior: ObjectValue | null, cloud: Cloud): void;
  /** Corrects what the facts have filled in. */
  finish?(attributes: ObjectValue): void;
  /** Refuses to delete. Throws `AwsError`. */
  checkDelete?(resource: Resource, cloud: Cloud): void;
}

const LISTENERS = ["aws_lb_listener", "aws_lb_listener_rule"];
const TARGETS = [
  "default_action.target_group_arn",
  "default_action.forward.target_group.arn",
  "action.target_group_arn",
  "action.forward.target_group.arn",
];

/** Target groups that some listener or rule sends requests to. */
function groupsInUse(cloud: Cloud): Set<string> {
  const rules = LISTENERS.flatMap((type) => cloud.list(type));
  return new Set(rules.flatMap(({ attributes }) => TARGETS.flatMap((path) => textsAt(attributes, path))));
}

const isKnownPair = (prior: ObjectValue, planned: ObjectValue, names: string[]) =>
  names.some((name) => !equal(prior[name], planned[name]));

export const BEHAVIOURS: Record<string, Behaviour> = {
  aws_acm_certificate: {
    // Names of the domains are known early, so that configuration can make a record for each.
    plan(planned, prior) {
      if (prior !== null || planned.validation_method !== "DNS" || typeof planned.domain_name !== "string") return;
      const others = Array.isArray(planned.subject_alternative_names) ? planned.subject_alternative_names : [];
      const names = [...new Set([planned.domain_name, ...others])].sort();
      planned.subject_alternative_names = names;
      planned.domain_validation_options = names.map((domain_name) => ({
        domain_name,
        resource_record_name: UNKNOWN,
        resource_record_type: UNKNOWN,
        resource_record_value: UNKNOWN,
      }));
    },
    fill(planned) {
      const options = Array.isArray(planned.domain_validation_options)
        ? planned.domain_validation_options.filter(isObject)
        : [];
      planned.domain_validation_options = options.map(({ domain_name }) => ({
        domain_name: domain_name as Value,
        resource_record_name: `_validation.${String(domain_name).replace(/^\*\./, "")}.`,
        resource_record_type: "CNAME",
        resource_record_value: "_validation.acm-validations.aws.",
      }));
    },
  },
  aws_autoscaling_group: {
    checkDelete({ attributes }) {
      if (attributes.protect_from_scale_in === true && attributes.force_delete !== true)
        throw new AwsError(
          "ResourceInUse: You cannot delete an AutoScalingGroup while there are protected instances still in the group.",
        );
    },
  },
  aws_ecs_service: {
    check(planned, prior, cloud) {
      if (prior !== null) return;
      const inUse = groupsInUse(cloud);
      const idle = textsAt(planned, "load_balancer.target_group_arn").find((arn) => !inUse.has(arn));
      if (idle !== undefined)
        throw new AwsError(
          `InvalidParameterException: The target group with targetGroupArn ${idle} does not have an associated load balancer.`,
        );
      checkCapacityProviders(planned, cloud);
    },
  },
  aws_ecs_task_definition: {
    // Revisions count up and are never used again.
    fill(planned, prior, cloud) {
      if (prior !== null) return;
      let revision = 1;
      while (!cloud.claim("aws_ecs_task_definition", `${String(planned.region)}/${String(planned.family)}:${revision}`))
        revision++;
      planned.revision = revision;
    },
  },
  aws_eip: {
    finish(attributes) {
      const dashed = String(attributes.public_ip).replaceAll(".", "-");
      const zone = attributes.region === "us-east-1" ? "compute-1" : `${String(attributes.region)}.compute`;
      attributes.public_dns = `ec2-${dashed}.${zone}.amazonaws.com`;
    },
  },
  aws_launch_template: {
    plan(planned, prior) {
      if (
        prior === null ||
        !isKnownPair(
          prior,
          planned,
          Object.keys(planned).filter((name) => !UNVERSIONED.has(name)),
        )
      )
        return;
      planned.latest_version = UNKNOWN;
      if (planned.update_default_version === true) planned.default_version = UNKNOWN;
    },
    fill(planned, prior) {
      if (prior === null) return;
      const next = Number(prior.latest_version) + 1;
      if (planned.latest_version === UNKNOWN) planned.latest_version = next;
      if (planned.default_version === UNKNOWN) planned.default_version = next;
    },
  },
  aws_lb: {
    finish(attributes) {
      if (attributes.internal === true) attributes.dns_name = `internal-${String(attributes.dns_name)}`;
    },
    checkDelete({ attributes }) {
      if (attributes.enable_deletion_protection === true)
        throw new AwsError(
          `OperationNotPermitted: Load balancer '${String(attributes.arn)}' cannot be deleted because deletion protection is enabled`,
        );
    },
  },
  aws_lb_listener_rule: {
    fill(planned, prior, cloud) {
      if (prior !== null || planned.priority !== UNKNOWN) return;
      const siblings = cloud
        .list("aws_lb_listener_rule")
        .filter(({ attributes }) => attributes.listener_arn === planned.listener_arn);
      planned.priority = 1 + Math.max(0, ...siblings.map(({ attributes }) => Number(attributes.priority)));
    },
  },
  aws_ssm_parameter: {
    plan(planned, prior) {
      if (prior !== null && isKnownPair(prior, planned, ["value", "insecure_value", "description"]))
        planned.version = UNKNOWN;
    },
    fill(planned, prior) {
      if (prior !== null && planned.version === UNKNOWN) planned.version = Number(prior.version) + 1;
    },
  },
  aws_subnet: {
    // us-east-1a is use1-az1 here, as in many accounts.
    finish(attributes) {
      const zone = /^(\w\w)-(\w)\w*-(\d)(\w)$/.exec(String(attributes.availability_zone));
      if (zone === null) return;
      const [, area, direction, number, letter = "a"] = zone;
      attributes.availability_zone_id = `${area}${direction}${number}-az${letter.charCodeAt(0) - 96}`;
    },
  },
};

/** Arguments of a launch template whose change makes no new version. */
const UNVERSIONED = new Set([
  "name",
  "name_prefix",
  "description",
  "default_version",
  "update_default_version",
  "tags",
  "tags_all",
  "latest_version",
]);

function checkCapacityProviders(service: ObjectValue, cloud: Cloud): void {
  const cluster = String(service.cluster).split("/").pop();
  const attached = cloud
    .list("aws_ecs_cluster_capacity_providers")
    .find(({ attributes }) => attributes.cluster_name === cluster);
  const names = textsAt(attached?.attributes ?? {}, "capacity_providers");
  const managed = cloud.list("aws_ecs_capacity_provider").filter(({ attributes }) => attributes.cluster === cluster);
  for (const { attributes } of managed) names.push(String(attributes.name));
  const missing = textsAt(service, "capacity_provider_strategy.capacity_provider").find(
    (name) => !names.includes(name),
  );
  if (missing !== undefined)
    throw new AwsError(
      `InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: ${missing}.`,
    );
}
