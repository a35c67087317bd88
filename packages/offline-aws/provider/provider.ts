import type { Cloud } from "../cloud/cloud.ts";
import { answerOf, DATA_SOURCES } from "../data-sources/data-sources.ts";
import { NoAnswer } from "../data-sources/from-cloud.ts";
import { ephemeralMethods } from "../ephemeral/methods.ts";
import {
  type ApplyRequest,
  type AttributePath,
  type CallRequest,
  type ConfigureRequest,
  error,
  type ImportRequest,
  type PlanRequest,
  type ReadDataRequest,
  type ReadRequest,
  type UpgradeRequest,
  type ValidateRequest,
} from "../protocol/messages.ts";
import type { Methods } from "../protocol/server.ts";
import { fromWire, isObject, type ObjectValue, toWire, type Value } from "../protocol/values.ts";
import { problemAtPlan, problemsAtValidate } from "../rules/rules.ts";
import type { Catalog } from "../schema/catalog.ts";
import type { Schema } from "../schema/types.ts";
import type { Watch } from "../watch/watch.ts";
import { create, destroy, findImport, read, update } from "./apply.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import { type Applying, placeOf } from "./completion.ts";
import { conform } from "./conform.ts";
import { factsOf, operationOf } from "./facts.ts";
import { AwsError, nameForMessages, PlanError, toDiagnostic } from "./failure.ts";
import { callFunction, functionMessages } from "./functions.ts";
import { type Path, plan } from "./plan.ts";
import { configurationProblem, type ProviderConfig, REGION_PATTERN, readProviderConfig } from "./provider-config.ts";
import { validate } from "./validate.ts";

/** What all connections to one provider share. */
export interface ProviderParts {
  catalog: Catalog;
  cloud: Cloud;
  watch: Watch;
  /** Puts what existed before into the cloud, in an account and region. */
  placeExisting(config: ProviderConfig): void;
  /** The answer to GetProviderSchema. */
  schemas(): object;
  environment: NodeJS.ProcessEnv;
}

/** The methods of one provider instance, as one Terraform process configures it. */
export function connectProvider({
  catalog,
  cloud,
  watch,
  schemas,
  placeExisting,
  environment,
}: ProviderParts): Methods {
  const run = watch.newRun();
  let config: ProviderConfig = readProviderConfig(null, environment);

  const schemaOf = (type: string): Schema => {
    const schema = catalog.find("resource", type);
    if (schema === undefined) throw new Error(`the ${catalog.name} provider has no resource type ${type}`);
    return schema;
  };
  const applying = (type: string): Applying => ({ type, block: schemaOf(type).block, cloud, config });

  return {
    GetProviderSchema: schemas,
    GetFunctions: () => ({ functions: functionMessages(catalog.name) }),
    CallFunction: ({ name, arguments: args }: CallRequest) => callFunction(catalog.name, name, args),
    ValidateProviderConfig: () => ({}),

    ConfigureProvider({ config: wire }: ConfigureRequest) {
      const problem = configurationProblem(fromWire(wire));
      if (problem !== undefined) return { diagnostics: [error(problem)] };
      config = readProviderConfig(fromWire(wire), environment);
      if (REGION_PATTERN.test(config.region)) {
        placeExisting(config);
        return {};
      }
      return { diagnostics: [error(`invalid AWS Region: ${config.region}`, "A region looks like us-east-1.")] };
    },

    ValidateResourceConfig({ typeName, config: wire }: ValidateRequest) {
      const given = object(fromWire(wire));
      const problems = problemsAtValidate(typeName, given).map((problem) => error(problem));
      return { diagnostics: [...validate(factsOf(typeName), given), ...problems] };
    },

    ValidateDataResourceConfig: () => ({}),

    UpgradeResourceState({ typeName, rawState }: UpgradeRequest) {
      const stored = JSON.parse(Buffer.from(rawState?.json ?? []).toString("utf8") || "null") as Value;
      return { upgradedState: toWire(conform(stored, schemaOf(typeName).block)) };
    },

    ReadResource({ typeName, currentState, private: bytes }: ReadRequest) {
      const found = read(applying(typeName), object(fromWire(currentState)));
      if (typeName === "aws_ecs_service" && found !== undefined) watch.refreshed({ ...found, after: found.attributes });
      return { newState: toWire(found === undefined ? null : known(typeName, found.attributes)), private: bytes };
    },

    PlanResourceChange({ typeName, priorState, proposedNewState, config: wire, priorPrivate }: PlanRequest) {
      const proposed = fromWire(proposedNewState);
      const prior = fromWire(priorState);
      if (!isObject(proposed) && isObject(prior)) watch.planDeletes(typeName, prior);
      if (!isObject(proposed))
        return { plannedState: toWire(null), plannedPrivate: priorPrivate, legacyTypeSystem: true };
      const change = plan(
        schemaOf(typeName).block,
        factsOf(typeName),
        isObject(prior) ? prior : null,
        proposed,
        config,
      );
      try {
        BEHAVIOURS[typeName]?.plan?.(change.planned, isObject(prior) ? prior : null, change.replace);
        const refusal = problemAtPlan(typeName, change.planned, isObject(prior) ? prior : null, object(fromWire(wire)));
        if (refusal !== undefined) throw new PlanError(refusal);
      } catch (problem) {
        if (!(problem instanceof PlanError)) throw problem;
        return { plannedState: priorState, plannedPrivate: priorPrivate, diagnostics: [error(problem.message)] };
      }
      return {
        plannedState: toWire(change.planned),
        requiresReplace: change.replace.map(toAttributePath),
        plannedPrivate: priorPrivate,
        legacyTypeSystem: true,
      };
    },

    ApplyResourceChange({ typeName, priorState, plannedState, config: wire, plannedPrivate }: ApplyRequest) {
      const prior = fromWire(priorState);
      const planned = fromWire(plannedState);
      const verb = !isObject(planned) ? "deleting" : isObject(prior) ? "updating" : "creating";
      try {
        const made = applyChange(applying(typeName), prior, planned, object(fromWire(wire)));
        const change = { type: typeName, before: isObject(prior) ? prior : null, after: made };
        try {
          watch.changed(
            {
              ...change,
              operation: operationOf(factsOf(typeName), verb),
              ...placeOf(applying(typeName), made ?? object(prior)),
            },
            run,
          );
        } catch (problem) {
          // The disk is full, for example. The call fails, so nothing may have been created.
          if (verb === "creating") undoCreation(applying(typeName), object(made));
          throw problem;
        }
        return { newState: toWire(made), private: plannedPrivate, legacyTypeSystem: true };
      } catch (problem) {
        if (!(problem instanceof AwsError)) throw problem;
        const name = nameForMessages(isObject(planned) ? planned : object(prior));
        const diagnostics = [toDiagnostic(problem, verb, typeName, name, factsOf(typeName))];
        return { newState: toWire(prior), private: plannedPrivate, diagnostics, legacyTypeSystem: true };
      }
    },

    ImportResourceState({ typeName, id }: ImportRequest) {
      const found = findImport(applying(typeName), id);
      if (found === undefined) {
        const detail = `The offline AWS has no ${typeName} with the id ${id} in ${config.region}.`;
        return { diagnostics: [error("Cannot import non-existent remote object", detail)] };
      }
      return { importedResources: [{ typeName, state: toWire(known(typeName, found.attributes)) }] };
    },

    ReadDataSource({ typeName, config: wire }: ReadDataRequest) {
      const request = object(fromWire(wire));
      const schema = catalog.find("data", typeName);
      if (schema === undefined) return { diagnostics: [unanswered(typeName)] };
      try {
        const state = {
          ...request,
          ...answerOf(typeName, { config: request, provider: config, cloud }, catalog),
        };
        return { state: toWire(conform(state, schema.block)) };
      } catch (problem) {
        if (problem instanceof NoAnswer)
          return { diagnostics: [problem.message === "" ? unanswered(typeName) : error(problem.message)] };
        if (problem instanceof AwsError)
          return {
            diagnostics: [toDiagnostic(problem, "reading", typeName, nameForMessages(request), factsOf(typeName))],
          };
        throw problem;
      }
    },

    ...ephemeralMethods(catalog, () => ({ provider: config, cloud })),

    StopProvider: () => ({ error: "" }),
  };

  function known(type: string, attributes: ObjectValue): Value {
    return conform(attributes, schemaOf(type).block);
  }
}

function applyChange(applying: Applying, prior: Value, planned: Value, config: ObjectValue): ObjectValue | null {
  if (isObject(planned))
    return isObject(prior) ? update(applying, prior, planned, config) : create(applying, planned, config);
  if (isObject(prior)) destroy(applying, prior);
  return null;
}

/** Removes what was created, unless it existed before Terraform created anything and was only changed. */
function undoCreation(applying: Applying, made: ObjectValue): void {
  const created = read(applying, made);
  if (created !== undefined && !created.existing) applying.cloud.delete(created.type, created.key);
}

function unanswered(type: string) {
  const answered = Object.keys(DATA_SOURCES).join(", ");
  return error(
    `The offline AWS does not support the data source ${type}`,
    `It answers ${answered}, and those that look up what is in its cloud: declare existing resources with --existing FILE, or take the value from configuration instead.`,
  );
}

const toAttributePath = (path: Path): AttributePath => ({
  steps: path.map((step) => (typeof step === "number" ? { elementKeyInt: step } : { attributeName: step })),
});

const object = (value: Value): ObjectValue => (isObject(value) ? value : {});
