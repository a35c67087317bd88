import { isObject, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, documentOf, knownText, numberOf, repeated, textsOf } from "../rule.ts";

function lifecycleProblem(policy: ObjectValue): string | undefined {
  const rules = blocksOf(policy.rules);
  if (rules.length === 0) return 'object has missing required properties (["rules"])';
  if (repeated(rules.map(({ rulePriority }) => numberOf(rulePriority))) !== undefined)
    return "Rule priorities must be unique";
  for (const { selection, action, rulePriority } of rules) {
    if (!isObject(selection) || !isObject(action))
      return `rule ${String(rulePriority)} needs a selection and an action`;
    if (!["tagged", "untagged", "any"].includes(String(selection.tagStatus)))
      return `instance value ("${String(selection.tagStatus)}") not found in enum (possible values: ["any","tagged","untagged"])`;
    if (
      !["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"].includes(
        String(selection.countType),
      )
    )
      return `instance value ("${String(selection.countType)}") not found in enum (possible values: ["imageCountMoreThan","sinceImagePushed"])`;
    if (!["expire", "transition"].includes(String(action.type)))
      return `instance value ("${String(action.type)}") not found in enum (possible values: ["expire"])`;
    if ((numberOf(selection.countNumber) ?? 0) < 1) return "countNumber must be at least 1";
    if (selection.countType === "sinceImagePushed" && selection.countUnit !== "days")
      return "countUnit days is required for countType sinceImagePushed";
    if (selection.countType === "imageCountMoreThan" && selection.countUnit !== undefined)
      return "countUnit is not allowed for countType imageCountMoreThan";
    const hasTags = textsOf(selection.tagPrefixList).length + textsOf(selection.tagPatternList).length > 0;
    if ((selection.tagStatus === "tagged") !== hasTags)
      return hasTags
        ? "tags are only allowed with tagStatus tagged"
        : "tagPatternList or tagPrefixList is required with tagStatus tagged";
  }
  const any = rules.find(({ selection }) => isObject(selection) && selection.tagStatus === "any");
  const last = Math.max(...rules.map(({ rulePriority }) => numberOf(rulePriority) ?? 0));
  return any !== undefined && numberOf(any.rulePriority) !== last
    ? "Rule with tagStatus 'any' must have the highest rulePriority"
    : undefined;
}

export const REGISTRY_RULES: readonly AwsRule[] = [
  {
    name: "lifecycle-policy",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html",
    types: ["aws_ecr_lifecycle_policy"],
    apply({ planned }) {
      const document = documentOf(planned.policy);
      const problem = isObject(document) ? lifecycleProblem(document) : "it must be a JSON object";
      return problem === undefined
        ? undefined
        : `InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${problem}'`;
    },
  },
  {
    name: "repository-name",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html",
    types: ["aws_ecr_repository"],
    apply: ({ planned }) =>
      /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(String(planned.name)) &&
      String(planned.name).length >= 2
        ? undefined
        : `InvalidParameterException: Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''`,
  },
  {
    name: "parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    types: ["aws_ssm_parameter"],
    apply({ planned }) {
      const name = knownText(planned.name) ?? "";
      if (/^\/?(aws|ssm)/i.test(name))
        return `ValidationException: Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive).`;
      if (!/^[a-zA-Z0-9_./-]+$/.test(name))
        return "ValidationException: Invalid parameter name. Please use correct syntax for referencing a version/label";
      if (name.includes("/") && !name.startsWith("/"))
        return "ValidationException: Parameter name must be a fully qualified name.";
      const value = knownText(planned.value) ?? knownText(planned.insecure_value) ?? "";
      return value.length > 4096 && planned.tier !== "Advanced" && planned.tier !== "Intelligent-Tiering"
        ? "ValidationException: Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier."
        : undefined;
    },
  },
  {
    name: "document-content",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html",
    types: ["aws_ssm_document"],
    apply({ planned }) {
      if ((knownText(planned.document_format) ?? "JSON") !== "JSON") return undefined;
      if (!["Command", "Automation", "Session"].includes(String(planned.document_type))) return undefined;
      const document = documentOf(planned.content);
      return isObject(document) && typeof document.schemaVersion === "string"
        ? undefined
        : "InvalidDocumentContent: JSON content must be an object with a schemaVersion";
    },
  },
  {
    name: "associated-document",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateAssociation.html",
    types: ["aws_ssm_association"],
    apply({ planned, others }) {
      const name = knownText(planned.name);
      return name === undefined ||
        /^(AWS|Amazon|arn:)/.test(name) ||
        others("aws_ssm_document").some((each) => each.name === name)
        ? undefined
        : `InvalidDocument: Document with name ${name} does not exist.`;
    },
  },
  {
    name: "key-of-parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    types: ["aws_ssm_parameter"],
    apply({ planned, others }) {
      const alias = knownText(planned.key_id);
      if (alias?.startsWith("alias/") !== true || alias.startsWith("alias/aws/")) return undefined;
      return others("aws_kms_alias").some(({ name }) => name === alias)
        ? undefined
        : `InvalidKeyId: Alias ${alias} is not found.`;
    },
  },
  {
    name: "parameter-pattern",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    types: ["aws_ssm_parameter"],
    apply({ planned }) {
      const pattern = knownText(planned.allowed_pattern);
      const value = knownText(planned.value) ?? knownText(planned.insecure_value);
      return pattern === undefined || value === undefined || matches(pattern, value)
        ? undefined
        : `ParameterPatternMismatchException: Parameter value, cannot be validated against allowedPattern: ${pattern}`;
    },
  },
];

/** Whether a text matches a pattern; one that only AWS can read is taken as matched. */
const matches = (pattern: string, value: string): boolean => {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
};
