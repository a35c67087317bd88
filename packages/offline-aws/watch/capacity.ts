import type { ObjectValue } from "../protocol/values.ts";
import { blocks, find, firstBlock, present, stringIn, texts, type View } from "./view.ts";

/** What the instances of capacity providers have, for tasks that share it. */
export interface Instances {
  subnets: string[];
  securityGroups: string[];
  /** Names of their instance profiles. */
  profiles: string[];
}

/** The instances of capacity providers with Auto Scaling groups. */
export function instancesOf(view: View, providers: readonly string[]): Instances {
  const groups = providers.flatMap((name) =>
    present(groupOf(view, find(view, "aws_ecs_capacity_provider", "name", name))),
  );
  const templates = groups.flatMap((group) => present(templateOf(view, group)));
  return {
    subnets: groups.flatMap((group) => texts(group.vpc_zone_identifier)),
    securityGroups: templates.flatMap((template) => [
      ...texts(template.vpc_security_group_ids),
      ...blocks(template.network_interfaces).flatMap((each) => texts(each.security_groups)),
    ]),
    profiles: templates.flatMap((template) => {
      const { name, arn } = firstBlock(template.iam_instance_profile);
      const profile =
        find(view, "aws_iam_instance_profile", "name", stringIn(name)) ??
        find(view, "aws_iam_instance_profile", "arn", stringIn(arn));
      return texts(profile?.name);
    }),
  };
}

/** Names of the roles that instances have through their profiles by now: they follow a profile that gets another one. */
export const rolesIn = (view: View, profiles: readonly string[]): string[] =>
  profiles.flatMap((name) => texts(find(view, "aws_iam_instance_profile", "name", name)?.role));

function groupOf(view: View, provider: ObjectValue | undefined): ObjectValue | undefined {
  const arn = stringIn(firstBlock(provider?.auto_scaling_group_provider).auto_scaling_group_arn);
  return arn === "" ? undefined : find(view, "aws_autoscaling_group", "arn", arn);
}

function templateOf(view: View, group: ObjectValue): ObjectValue | undefined {
  const mixed = firstBlock(firstBlock(group.mixed_instances_policy).launch_template).launch_template_specification;
  const { id, launch_template_id, name } = { ...firstBlock(mixed), ...firstBlock(group.launch_template) };
  return (
    find(view, "aws_launch_template", "id", stringIn(id) || stringIn(launch_template_id)) ??
    find(view, "aws_launch_template", "name", stringIn(name))
  );
}

/** Why none of the capacity providers of some tasks has capacity; undefined if one has, or none is named. */
export function withoutCapacity(view: View, cluster: string, providers: readonly string[]): string | undefined {
  const problems = providers.map((name) => problemOf(view, cluster, name));
  return problems.includes(undefined) ? undefined : problems[0];
}

function problemOf(view: View, cluster: string, name: string): string | undefined {
  const provider = find(view, "aws_ecs_capacity_provider", "name", name);
  const fargate = name.startsWith("FARGATE");
  if (!fargate && provider === undefined) return `capacity provider ${name} does not exist`;
  const listed = texts(find(view, "aws_ecs_cluster_capacity_providers", "cluster_name", cluster)?.capacity_providers);
  if (!listed.includes(name) && provider?.cluster !== cluster)
    return `capacity provider ${name} is not associated with cluster ${cluster}`;
  if (fargate || blocks(provider?.managed_instances_provider).length > 0) return undefined;
  const group = groupOf(view, provider);
  if (group === undefined) return `the Auto Scaling group of capacity provider ${name} does not exist`;
  return group.max_size === 0 ? `Auto Scaling group ${stringIn(group.name)} has a maximum size of 0` : undefined;
}
