import { type Asked, NoAnswer } from "../data-sources/from-cloud.ts";
import { type Diagnostic, error, type OpenRequest, type ValidateRequest } from "../protocol/messages.ts";
import type { Methods } from "../protocol/server.ts";
import { fromWire, isObject, type ObjectValue, toWire } from "../protocol/values.ts";
import { conform } from "../provider/conform.ts";
import { AwsError, nameForMessages, toDiagnostic } from "../provider/failure.ts";
import { validate } from "../provider/validate.ts";
import type { Catalog } from "../schema/catalog.ts";
import { EPHEMERAL_RESOURCES } from "./ephemeral-resources.ts";

/** Ephemeral resources of a provider: they are opened in every plan and apply, and nothing of them is kept. */
export function ephemeralMethods(catalog: Catalog, here: () => Omit<Asked, "config">): Methods {
  return {
    ValidateEphemeralResourceConfig: ({ typeName, config }: ValidateRequest) => ({
      diagnostics: validate(EPHEMERAL_RESOURCES[typeName]?.facts ?? {}, objectIn(config)),
    }),

    OpenEphemeralResource({ typeName, config: wire }: OpenRequest) {
      const schema = catalog.find("ephemeral", typeName);
      const ephemeral = EPHEMERAL_RESOURCES[typeName];
      if (schema === undefined || ephemeral === undefined)
        return { diagnostics: [error(`The offline AWS has no ephemeral resource ${typeName}`)] };
      const config = objectIn(wire);
      try {
        const opened = { ...config, ...ephemeral.open({ config, ...here() }) };
        return { result: toWire(conform(opened, schema.block)) };
      } catch (problem) {
        return { diagnostics: [refusal(problem, typeName, config)] };
      }
    },

    // What is opened here neither expires nor is held.
    RenewEphemeralResource: () => ({}),
    CloseEphemeralResource: () => ({}),
  };
}

function refusal(problem: unknown, type: string, config: ObjectValue): Diagnostic {
  if (problem instanceof NoAnswer) return error(problem.message);
  if (!(problem instanceof AwsError)) throw problem;
  const { about, operation } = EPHEMERAL_RESOURCES[type] as (typeof EPHEMERAL_RESOURCES)[string];
  const name = nameForMessages({ name: config.secret_id ?? config.arn ?? config.function_name ?? config.name ?? null });
  return toDiagnostic(problem, "reading", type, name, { api: [...about, "", ""] }, { operation });
}

function objectIn(wire: OpenRequest["config"]): ObjectValue {
  const value = fromWire(wire);
  return isObject(value) ? value : {};
}
