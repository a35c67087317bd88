import { isObject, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import { BALANCER_BEHAVIOURS } from "./balancer-behaviours.ts";
import type { Behaviour } from "./behaviour.ts";
import { DATABASE_BEHAVIOURS } from "./database-behaviours.ts";
import { ECS_BEHAVIOURS } from "./ecs-behaviours.ts";
import { differs, equal } from "./equivalence.ts";
import { AwsError } from "./failure.ts";
import { IMAGE_BEHAVIOURS } from "./image-behaviours.ts";
import { NETWORK_BEHAVIOURS } from "./network-behaviours.ts";
import { OBJECT_BEHAVIOURS } from "./object-behaviours.ts";
import { SECURITY_GROUP_BEHAVIOURS } from "./security-group-behaviours.ts";
import { SERVERLESS_BEHAVIOURS } from "./serverless-behaviours.ts";

/** What resource types do that facts can't say. */
export const BEHAVIOURS: Record<string, Behaviour> = {
  ...BALANCER_BEHAVIOURS,
  ...DATABASE_BEHAVIOURS,
  ...ECS_BEHAVIOURS,
  ...IMAGE_BEHAVIOURS,
  ...NETWORK_BEHAVIOURS,
  ...OBJECT_BEHAVIOURS,
  ...SERVERLESS_BEHAVIOURS,
  ...SECURITY_GROUP_BEHAVIOURS,
  aws_acm_certificate: {
    // Names of the domains are known early, so that configuration can make a record for each; the first one is among them.
    plan(planned, prior, replace) {
      if (typeof planned.domain_name !== "string") return;
      const others = Array.isArray(planned.subject_alternative_names) ? planned.subject_alternative_names : [];
      const names = [...new Set([planned.domain_name, ...others])].sort();
      if (prior !== null && Array.isArray(prior.subject_alternative_names)) {
        if (!equal(names, [...prior.subject_alternative_names].sort())) return;
        planned.subject_alternative_names = prior.subject_alternative_names;
        const at = replace.findIndex(([name]) => name === "subject_alternative_names");
        if (at >= 0) replace.splice(at, 1);
        return;
      }
      if (planned.validation_method !== "DNS") return;
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
  aws_s3_bucket: {
    // Its settings go with it, also those that Terraform has only forgotten.
    afterDelete({ attributes, account }, cloud) {
      for (const type of cloud.types().filter((each) => each.startsWith("aws_s3_bucket_")))
        for (const setting of cloud.list(type))
          if (setting.account === account && setting.attributes.bucket === attributes.bucket)
            cloud.delete(type, setting.key);
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
        !differs(
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
  aws_route53_record: {
    // Records that share a name and type are told apart by their set.
    finish(attributes) {
      const set = attributes.set_identifier;
      const id = String(attributes.id);
      if (typeof set === "string" && set !== "" && !id.endsWith(`_${set}`)) attributes.id = `${id}_${set}`;
    },
  },
  aws_service_discovery_service: {
    check(planned, prior, cloud) {
      if (prior !== null) return;
      const twin = cloud
        .list("aws_service_discovery_service")
        .find(({ attributes }) => attributes.name === planned.name && namespaceOf(attributes) === namespaceOf(planned));
      if (twin !== undefined) throw new AwsError("ServiceAlreadyExists: Service already exists.");
    },
    finish(attributes) {
      attributes.namespace_id = namespaceOf(attributes);
    },
  },
  aws_ssm_parameter: {
    plan(planned, prior) {
      if (prior !== null && differs(prior, planned, ["value", "insecure_value", "description"]))
        planned.version = UNKNOWN;
      if (prior !== null && differs(prior, planned, ["value"]) && !differs(prior, planned, ["insecure_value"]))
        planned.insecure_value = UNKNOWN;
    },
    fill(planned, prior) {
      if (prior !== null && planned.version === UNKNOWN) planned.version = Number(prior.version) + 1;
    },
  },
};

/** The namespace of a service of Cloud Map, which is known by its DNS records or by itself. */
function namespaceOf({ dns_config, namespace_id }: ObjectValue): Value {
  const [dns] = Array.isArray(dns_config) ? dns_config.filter(isObject) : [];
  return dns?.namespace_id ?? namespace_id ?? null;
}

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
