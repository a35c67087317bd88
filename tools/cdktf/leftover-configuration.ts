import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StackJson } from "../../packages/leftovers/states.ts";

type Configuration = Required<Pick<StackJson, "terraform" | "provider">>;

/** Where the bindings of providers are installed; each names the version of its provider. */
const BINDINGS = resolve(__dirname, "../../node_modules/@cdktf");

/**
 * A configuration without resources that destroys a leftover: with the providers of its resources, each as a synthesized
 * stack has it. One that no stack has any more gets the version that its binding was made for, and no settings.
 */
export function configurationFor(providers: readonly string[], stacks: readonly StackJson[]): Configuration {
  const required: Record<string, { source: string; version?: string }> = {};
  const provider: Record<string, readonly object[]> = {};
  for (const source of providers.filter((each) => each !== BUILT_IN)) {
    const found = stacks.flatMap(({ terraform, provider }) =>
      Object.entries(terraform?.required_providers ?? {})
        .filter(([, each]) => shortSource(each.source) === shortSource(source))
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

/**
 * `aws` is short for `registry.terraform.io/hashicorp/aws`, and with OpenTofu for `registry.opentofu.org/hashicorp/aws`
 * (https://opentofu.org/docs/language/providers/requirements/#source-addresses).
 */
const shortSource = (source: string): string =>
  source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "").replace(/^hashicorp\//, "");

/** Settings may hold what a stack itself makes, such as a password for ECR; `$${` is a literal text. */
const refersToResources = (blocks: readonly object[]) => JSON.stringify(blocks).replaceAll("$${", "").includes("${");

function bindingVersion(source: string): { version?: string } {
  for (const name of readdirSync(BINDINGS)) {
    const { cdktf } = JSON.parse(readFileSync(join(BINDINGS, name, "package.json"), "utf8")) as {
      cdktf?: { provider?: { name: string; version: string } };
    };
    if (cdktf?.provider !== undefined && shortSource(cdktf.provider.name) === shortSource(source))
      return { version: cdktf.provider.version };
  }
  return {};
}
