import { type DynamicValue, fromWire, toWire, type Value } from "../protocol/values.ts";
import type { TerraformType } from "../schema/types.ts";

/** A function that configuration calls as `provider::aws::NAME(…)`. */
interface ProviderFunction {
  parameters: readonly string[];
  /** Whether null may be passed. @default false */
  nullable?: boolean;
  returns: TerraformType;
  /** Throws `ArgumentError`. */
  call(...args: (string | null)[]): Value;
}

/** An argument that a function refuses. */
class ArgumentError extends Error {
  constructor(
    readonly position: number,
    message: string,
  ) {
    super(message);
  }
}

const PARTS = ["partition", "service", "region", "account_id", "resource"] as const;

/** Functions by provider (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse and its siblings). */
const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, ProviderFunction>>>> = {
  aws: {
    arn_build: {
      parameters: PARTS,
      returns: "string",
      call: (...parts) => ["arn", ...parts].join(":"),
    },
    arn_parse: {
      parameters: ["arn"],
      returns: ["object", Object.fromEntries(PARTS.map((part) => [part, "string"]))],
      call: (arn) => parseArn(String(arn)),
    },
    trim_iam_role_path: {
      parameters: ["arn"],
      returns: "string",
      call(text) {
        const { partition, service, region, account_id, resource } = parseArn(String(text));
        if (service !== "iam") throw new ArgumentError(0, `service must be "iam"`);
        if (region !== "") throw new ArgumentError(0, "region must be empty");
        if (!resource?.startsWith("role/")) throw new ArgumentError(0, `resource must begin with "role/"`);
        return ["arn", partition, service, region, account_id, `role/${resource.split("/").pop()}`].join(":");
      },
    },
    user_agent: {
      parameters: ["product_name", "product_version", "comment"],
      nullable: true,
      returns: "string",
      call(name, version, comment) {
        if (!name) throw new ArgumentError(0, "product_name must be set");
        return `${name}${version ? `/${version}` : ""}${comment ? ` (${comment})` : ""}`;
      },
    },
  },
};

function parseArn(text: string): Record<string, string> {
  const [prefix, ...parts] = text.split(":");
  if (prefix !== "arn") throw new ArgumentError(0, "arn parsing failed: arn: invalid prefix");
  if (parts.length < PARTS.length) throw new ArgumentError(0, "arn parsing failed: arn: not enough sections");
  const resource = parts.slice(PARTS.length - 1).join(":");
  return Object.fromEntries(PARTS.map((part, index) => [part, part === "resource" ? resource : (parts[index] ?? "")]));
}

const typeOnWire = (type: TerraformType) => Buffer.from(JSON.stringify(type));

/** The functions of a provider, as the protocol describes them. */
export function functionMessages(provider: string): Record<string, object> {
  const described = Object.entries(FUNCTIONS[provider] ?? {}).map(([name, { parameters, nullable, returns }]) => [
    name,
    {
      parameters: parameters.map((each) => ({
        name: each,
        type: typeOnWire("string"),
        allowNullValue: nullable === true,
      })),
      return: { type: typeOnWire(returns) },
    },
  ]);
  return Object.fromEntries(described);
}

/** Answers a call of a function. Terraform itself answers calls with unknown arguments. */
export function callFunction(provider: string, name: string, args: readonly DynamicValue[]): object {
  const called = FUNCTIONS[provider]?.[name];
  if (called === undefined) return { error: { text: `the ${provider} provider has no function ${name}` } };
  try {
    return { result: toWire(called.call(...args.map((each) => fromWire(each) as string | null))) };
  } catch (problem) {
    if (!(problem instanceof ArgumentError)) throw problem;
    return { error: { text: problem.message, functionArgument: problem.position } };
  }
}
