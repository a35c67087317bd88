import { textsAt } from "../../provider/references.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";

export const CAPACITY_RULES: readonly AwsRule[] = [
  {
    name: "capacity-provider",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html",
    types: ["aws_ecs_capacity_provider"],
    plan(_, __, config) {
      const isManaged = !isMissing(config.managed_instances_provider);
      if (isManaged === !isMissing(config.auto_scaling_group_provider))
        return "exactly one of auto_scaling_group_provider or managed_instances_provider must be specified";
      if (isManaged && config.cluster === null) return "cluster is required when using managed_instances_provider";
      return !isManaged && knownText(config.cluster) !== undefined
        ? "cluster must not be set when using auto_scaling_group_provider"
        : undefined;
    },
    apply({ planned, others }) {
      const name = knownText(planned.name) ?? "";
      if (/^(aws|ecs|fargate)/i.test(name) || !/^[A-Za-z0-9_-]{1,255}$/.test(name))
        return "ClientException: The specified capacity provider name is invalid. Up to 255 characters are allowed, including letters (upper and lowercase), numbers, underscores, and hyphens. The name cannot be prefixed with 'aws', 'ecs', or 'fargate'. Specify a valid name and try again.";
      const provider = blockOf(planned.auto_scaling_group_provider);
      if (provider.managed_termination_protection !== "ENABLED") return undefined;
      if (knownText(blockOf(provider.managed_scaling).status) !== "ENABLED")
        return "ClientException: The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, managed scaling must be enabled.";
      const group = others("aws_autoscaling_group").find(({ arn }) => arn === provider.auto_scaling_group_arn);
      return group !== undefined && group.protect_from_scale_in !== true
        ? "ClientException: The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled."
        : undefined;
    },
  },
  {
    name: "cluster-strategy",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html",
    types: ["aws_ecs_cluster_capacity_providers"],
    apply({ planned }) {
      const attached = textsAt(planned, "capacity_providers");
      const asked = textsAt(planned, "default_capacity_provider_strategy.capacity_provider");
      const missing = asked.find((name) => !attached.includes(name));
      if (missing !== undefined)
        return `InvalidParameterException: The specified default capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: ${missing}.`;
      const fargate = asked.filter((name) => name.startsWith("FARGATE"));
      if (fargate.length > 0 && fargate.length < asked.length)
        return "InvalidParameterException: A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.";
      const bases = Array.isArray(planned.default_capacity_provider_strategy)
        ? planned.default_capacity_provider_strategy.map((each) => numberOf(blockOf([each]).base) ?? 0)
        : [];
      return bases.filter((base) => base > 0).length > 1
        ? "InvalidParameterException: Only one capacity provider in a capacity provider strategy can have a base value defined."
        : undefined;
    },
  },
  {
    name: "container-insights",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html",
    types: ["aws_ecs_cluster"],
    apply({ planned }) {
      const wrong = blocksOf(planned.setting).find(
        ({ name, value }) =>
          name === "containerInsights" && !["enabled", "enhanced", "disabled"].includes(knownText(value) ?? "enabled"),
      );
      return wrong === undefined
        ? undefined
        : `InvalidParameterException: Invalid setting value '${String(wrong.value)}' for containerInsights: use enabled, enhanced or disabled`;
    },
  },
];
