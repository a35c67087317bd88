import { isObject } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, documentOf, knownText, numberOf } from "../rule.ts";
import { isCron } from "./cron.ts";

const MAX_LEVELS = 15;

/** Versions of the schema by the type of a document (https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html). */
const SCHEMAS: Readonly<Record<string, readonly string[]>> = {
  Automation: ["0.3"],
  Command: ["1.2", "2.0", "2.2"],
  Policy: ["2.0", "2.2"],
  Session: ["1.0"],
};

export const SYSTEMS_MANAGER_RULES: readonly AwsRule[] = [
  {
    name: "levels-of-parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    types: ["aws_ssm_parameter"],
    apply: ({ planned }) =>
      (knownText(planned.name) ?? "").split("/").filter(Boolean).length > MAX_LEVELS
        ? `HierarchyLevelLimitExceededException: The hierarchy can have a maximum of ${MAX_LEVELS} levels.`
        : undefined,
  },
  {
    name: "schema-of-document",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html",
    types: ["aws_ssm_document"],
    apply({ planned }) {
      const document = documentOf(planned.content);
      const versions = SCHEMAS[String(planned.document_type)];
      if (!isObject(document) || versions === undefined) return undefined;
      const version = String(document.schemaVersion);
      if (!versions.includes(version))
        return `InvalidDocumentSchemaVersion: The schema version ${version} is not supported for documents of type ${String(planned.document_type)}: use ${versions.join(" or ")}`;
      const steps =
        version === "1.2" ? document.runtimeConfig : version === "1.0" ? document.sessionType : document.mainSteps;
      if (steps === undefined || (Array.isArray(steps) && steps.length === 0))
        return "InvalidDocumentContent: The content of the document has no steps";
      const broken = blocksOf(Array.isArray(steps) ? steps : []).find(
        ({ name, action }) => typeof name !== "string" || typeof action !== "string",
      );
      return broken === undefined ? undefined : "InvalidDocumentContent: Each step needs an action and a name";
    },
  },
  {
    name: "maintenance-window",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html",
    types: ["aws_ssm_maintenance_window"],
    apply({ planned }) {
      const [duration = 0, cutoff = 0] = [planned.duration, planned.cutoff].map(numberOf);
      if (duration > 0 && cutoff >= duration)
        return "ValidationException: Cutoff must be less than the duration of the maintenance window.";
      const schedule = knownText(planned.schedule);
      return schedule === undefined || isWindowSchedule(schedule)
        ? undefined
        : `ValidationException: Invalid schedule expression: ${schedule}`;
    },
  },
];

/** `at(…)`, `rate(…)`, or `cron(…)`, which may begin with seconds and leave out the year. */
function isWindowSchedule(text: string): boolean {
  if (/^at\(\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?\)$/.test(text)) return true;
  if (/^rate\([1-9]\d* (minute|hour|day)s?\)$/.test(text)) return true;
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  return isCron(text) || fields.length === 7 || fields.length === 5;
}
