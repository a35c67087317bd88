import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { schemaLines, type TerraformProvider } from "./from-terraform.ts";
import { textOfLines } from "./lines.ts";

const USAGE = `Renews the schemas of a provider, where the real one is at hand:
  terraform providers schema -json > schema.json
  node --import tsx schema/renew.ts aws VERSION schema.json
`;

/** Writes the schemas of a provider, `aws` or `docker`, as `terraform providers schema -json` prints them. */
function main([name, version, file]: readonly string[]): number {
  if ((name !== "aws" && name !== "docker") || version === undefined || file === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const printed = JSON.parse(readFileSync(file, "utf8")) as { provider_schemas?: Record<string, TerraformProvider> };
  const providers = printed.provider_schemas ?? {};
  const address = Object.keys(providers).find((each) => each.endsWith(`/${name}`));
  if (address === undefined) {
    process.stderr.write(`${file} has no provider ${name}\n`);
    return 1;
  }
  const lines = schemaLines(name, version, providers[address] as TerraformProvider);
  writeFileSync(join(__dirname, `${name}.gz`), gzipSync(textOfLines(lines), { level: 9 }));
  process.stdout.write(`${lines.size} schemas of ${address} ${version}\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
