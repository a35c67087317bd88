/** What Terraform makes of a template in which everything is literal. Throws if it would evaluate a part. */
export function evaluated(template: string): string {
  if (template.includes("${")) throw new Error("Terraform would evaluate a part");
  return template.replaceAll("%{if true}%{endif}", "").replaceAll("%%{", "%{");
}
