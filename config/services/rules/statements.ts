import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { awsPartition } from "../../partition.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";
import type { StatementConfig } from "../task-role.ts";
import { checkAllowedResources } from "./allowed-resources.ts";
import { formProblem, keyProblem, operatorProblem, valueProblem } from "./conditions.ts";
import { resourceProblem } from "./resource-arns.ts";
import { meantPrefix } from "./service-prefixes.ts";

const PATH = ["taskRole", "statements"];

/** Finds statements that IAM refuses, or that allow nothing. */
export function checkStatements({ taskRole }: Service, { region }: Parsed): Finding[] {
  const partition = awsPartition(region);
  return taskRole.statements.flatMap((statement, index) =>
    [checkEmpty, checkActions, checkResources, checkAllowedResources, checkConditions].flatMap((rule) =>
      whereParsed(() => rule(statement, partition)).map(({ path, ...rest }) => ({
        path: [...PATH, index, ...path],
        ...rest,
      })),
    ),
  );
}

function checkEmpty({ actions, resources }: StatementConfig): Finding[] {
  return Object.entries({ actions, resources }).flatMap(([field, { length }]) => {
    const message = `is empty, so the statement allows nothing: list ${field}, or remove the statement`;
    return length === 0 ? [{ path: [field], message }] : [];
  });
}

function checkActions({ actions }: StatementConfig): Finding[] {
  return actions.flatMap((action, index) => {
    const [prefix = ""] = action.split(":");
    const meant = meantPrefix(prefix.toLowerCase());
    if (meant === undefined) return [];
    return [{ path: ["actions", index], message: `has an unknown service prefix; did you mean "${meant}"?` }];
  });
}

function checkResources({ resources }: StatementConfig, partition: string): Finding[] {
  return resources.flatMap((resource, index) => {
    const message = resourceProblem(resource, partition);
    return message === undefined ? [] : [{ path: ["resources", index], message }];
  });
}

function checkConditions({ conditions = {} }: StatementConfig): Finding[] {
  return Object.entries(conditions).flatMap(([operator, byKey]): Finding[] => {
    const at = ["conditions", operator];
    const message = operatorProblem(operator, Object.keys(byKey));
    if (message !== undefined) return [{ path: at, about: "name", message }];
    return Object.entries(byKey).flatMap(([key, values]): Finding[] => {
      const wrong = keyProblem(key);
      if (wrong !== undefined) return [{ path: [...at, key], about: "name", message: wrong }];
      const all = typeof values === "string" ? [values] : values;
      if (all.length === 0) return [{ path: [...at, key], message: "is empty: list a value, or remove the key" }];
      return all.flatMap((value, index) => {
        const problem = valueProblem(operator, value) ?? formProblem(operator, key, value);
        return problem === undefined
          ? []
          : [{ path: [...at, key, ...(typeof values === "string" ? [] : [index])], message: problem }];
      });
    });
  });
}
