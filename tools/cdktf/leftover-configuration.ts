import { resolve } from "node:path";
import type { StackJson } from "../../packages/leftovers/states.ts";
import { boundProviders, providerSource } from "../../packages/provider-lock/bindings.ts";
import { minorUpdates } from "../../packages/provider-lock/constraint.ts";

type Configuration = Required<Pick<StackJson, "terraform" | "provider">>;

/** Where the bindings of providers are installed; each names the version of its provider. */
const BINDINGS = resolve(__dirname, "../../node_modules/@cdktf");

/**
 * A configuration without resources that destroys a leftover: with the providers of its resources, each as a synthesized
 * stack has it. One that no stack has any more gets the versions that its bindings hold for, and no settings.
 */
export function configurationFor(providers: readonly string[], stacks: readonly StackJson[]): Configuration {
  const required: Record<string, { source: string; version?: string }> = {};
  const provider: Record<string, readonly object[]> = {};
  for (const source of providers.filter((each) => each !== BUILT_IN)) {
    const found = stacks.flatMap(({ terraform, provider }) =>
      Object.entries(terraform?.required_providers ?? {})
        .filter(([, each]) => providerSource(each.source) === providerSource(source))
        .map(([name, each]) => ({ name, required: each, blocks: provider?.[name] ?? [] })),
    )[0];
    const name = found?.name ?? source.slice(source.lastIndexOf("/") + 1);
    required[name] = found?.required ?? { source, ...bindingVersion(source) };
    if (found !== undefined && !refersToResources(found.blocks)) provider[name] = found.blocks;
  }
  const version = stacks[0]?.terraform?.required_version;
  return {
    terraform: { required_providers: required, ...(version !== undefined && { required_version: version }) },
    provider,
  };
}

/** The provider that is part of Terraform. */
const BUILT_IN = "terraform.io/builtin/terraform";

/** Settings may hold what a stack itself makes, such as a password for ECR; `$${` is a literal text. */
const refersToResources = (blocks: readonly object[]) => JSON.stringify(blocks).replaceAll("$${", "").includes("${");

function bindingVersion(source: string): { version?: string } {
  const found = boundProviders(BINDINGS).find((each) => each.source === providerSource(source));
  return found === undefined ? {} : { version: minorUpdates(found.version) };
}
