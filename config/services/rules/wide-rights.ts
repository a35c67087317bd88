import type { Finding } from "../../finding.ts";
import { checkAttached } from "../../managed-policies.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";

/**
 * Rights that the code of a service seldom needs, and that whoever breaks into a task has too. Each has a field that says that
 * they are meant.
 */
export const WIDE_RIGHTS_RULES = [checkManagedPolicies, checkAdministrator, checkSecrets, checkHostPaths];

function checkManagedPolicies({ taskRole }: Service): Finding[] {
  const at = ["taskRole", "managedPolicyArns"];
  return checkAttached(taskRole.managedPolicyArns).map(({ path, message }) => ({ path: [...at, ...path], message }));
}

/** AWS's policies with which a task can give itself every right (AWS managed policy reference). */
const ADMINISTRATOR = /:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

function checkAdministrator({ taskRole }: Service): Finding[] {
  if (taskRole.allowAdministrator) return [];
  return taskRole.managedPolicyArns.flatMap((arn, index) => {
    const message =
      "gives the tasks every right in the account: list what they need in statements, or set taskRole.allowAdministrator to true";
    return ADMINISTRATOR.test(arn) ? [{ path: ["taskRole", "managedPolicyArns", index], message }] : [];
  });
}

const READS_SECRETS = /^secretsmanager:(\*|Get\*|GetSecret\*|GetSecretValue)$/;

/** Every secret of the account, whatever region it is written for. */
const EVERY_SECRET = /^(\*|arn:[^:]+:secretsmanager:[^:]*:[^:]*:(secret:)?\*)$/;

function checkSecrets({ taskRole }: Service): Finding[] {
  if (taskRole.allowAllSecrets) return [];
  return taskRole.statements.flatMap((statement, index) =>
    whereParsed(() => {
      const { actions, resources, conditions } = statement;
      if (conditions !== undefined || !actions.some((action) => READS_SECRETS.test(action))) return [];
      return resources.flatMap((resource, at) => {
        const message =
          "lets the tasks read every secret of the account: name those they need, or set taskRole.allowAllSecrets to true";
        return EVERY_SECRET.test(resource)
          ? [{ path: ["taskRole", "statements", index, "resources", at], message }]
          : [];
      });
    }),
  );
}

/** Paths through which a container controls its instance: its whole file system, and sockets of the container runtime. */
const HOST_CONTROL = /^\/((var|run|var\/run)(\/(docker|containerd|docker\.sock|containerd\/containerd\.sock))?)?$/;

function checkHostPaths({ volumes }: Service): Finding[] {
  return volumes.flatMap((volume, index) =>
    whereParsed(() => {
      if (volume.type !== "bind" || volume.hostPath === undefined || volume.allowHostControl) return [];
      const path = `/${volume.hostPath
        .split("/")
        .filter((part) => part !== "" && part !== ".")
        .join("/")}`;
      if (!HOST_CONTROL.test(path)) return [];
      const message =
        "lets the containers control their instance and every other task on it: mount another folder, or set allowHostControl to true";
      return [{ path: ["volumes", index, "hostPath"], message }];
    }),
  );
}
