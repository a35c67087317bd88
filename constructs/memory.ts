import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Keeps a value in the state, and returns the address that `replace_triggered_by` takes: of another value it is updated. */
export function remember(scope: Construct, id: string, value: string | number): string {
  const memory = new TerraformResource(scope, id, { terraformResourceType: "terraform_data" });
  memory.addOverride("input", value);
  return `${memory.terraformResourceType}.${memory.friendlyUniqueId}`;
}
