import { type TerraformProvider, TerraformStack } from "cdktf";
import { minorUpdates } from "../packages/provider-lock/constraint.ts";

/**
 * Lets a stack take later minor versions of a provider than the one that its bindings are generated from. Which one it takes is
 * in `terraform.lock.hcl`.
 */
export function allowMinorUpdates<T extends TerraformProvider>(provider: T): T {
  const { providerName = "", providerVersion = "" } = provider.terraformGeneratorMetadata ?? {};
  const path = `terraform.required_providers.${providerName}.version`;
  TerraformStack.of(provider).addOverride(path, minorUpdates(providerVersion));
  return provider;
}
