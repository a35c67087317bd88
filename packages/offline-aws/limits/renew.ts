import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { factsOf } from "../provider/facts.ts";
import { Catalog } from "../schema/catalog.ts";
import { type Limit, limitsOf, type ModelShapes } from "./derive.ts";
import { MISLEADING, SERVICES } from "./operations.ts";

const USAGE = `Renews data/limits/limits.json from the models of AWS's APIs, as botocore has them:
  node --import tsx limits/renew.ts "$(python3 -c 'import botocore; print(botocore.__path__[0])')/data"
`;

/** A model of an API, as far as it is read here. */
interface Model {
  operations: Record<string, { input?: { shape: string } }>;
  shapes: ModelShapes;
}

function modelOf(folder: string): Model {
  const version = readdirSync(folder).sort().at(-1) as string;
  return JSON.parse(gunzipSync(readFileSync(join(folder, version, "service-2.json.gz"))).toString("utf8")) as Model;
}

/** Limits that the service keeps. What the provider has choices for already is not asked twice: it says so at validate. */
function usable(type: string, limits: Record<string, Limit>): Record<string, Limit> {
  const { enum: choices = {} } = factsOf(type);
  const entries = Object.entries(limits).map(([at, limit]): [string, Limit] => {
    const { enum: values, ...rest } = limit;
    return [at, values === undefined || choices[at] !== undefined ? rest : limit];
  });
  const isUsable = ([at, limit]: [string, Limit]) =>
    Object.keys(limit).length > 1 && MISLEADING[type]?.includes(at) !== true;
  return Object.fromEntries(entries.filter(isUsable));
}

const itemOf = (shapes: ModelShapes, list = ""): string => shapes[list]?.member?.shape ?? "";

function main([folder]: readonly string[]): number {
  if (folder === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const catalog = Catalog.of("aws");
  const types: Record<string, { code: string; arguments: Record<string, Limit> }> = {};
  for (const [service, { code, calls }] of Object.entries(SERVICES)) {
    const { operations, shapes } = modelOf(join(folder, service));
    for (const [type, names] of Object.entries(calls)) {
      const schema = catalog.find("resource", type);
      if (schema === undefined) throw new Error(`the provider has no ${type}`);
      const inputs = names.split(" ").map((name) => {
        const [operation = "", list] = name.split("/");
        const input = operations[operation]?.input?.shape ?? "";
        const shape = list === undefined ? input : itemOf(shapes, shapes[input]?.members?.[list]?.shape);
        if (shapes[shape] === undefined) throw new Error(`${service} has no ${name}`);
        return shape;
      });
      types[type] = { code, arguments: usable(type, limitsOf(type, schema.block, inputs, shapes)) };
    }
  }
  const lines = Object.entries(types).map(([type, limits]) => `${JSON.stringify(type)}: ${JSON.stringify(limits)}`);
  writeFileSync(join(__dirname, "../data/limits/limits.json"), `{\n${lines.join(",\n")}\n}\n`);
  process.stdout.write(`${Object.keys(types).length} types\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
