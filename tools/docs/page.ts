import type { Field } from "./fields.ts";
import { mergeKinds } from "./kinds.ts";
import { isOptional, objectIn } from "./schema.ts";
import { typeOf } from "./type.ts";

/** Objects down to this depth have their own section; deeper ones are rows of the section that they are in. */
const DEPTH = 2;

interface Section {
  readonly path: string;
  readonly field?: Field;
  readonly fields: readonly Field[];
}

/** The reference of an environment's fields, as Markdown. */
export function renderPage(head: string, fields: readonly Field[]): string {
  const sections = sectionsOf({ path: "", fields }, 0);
  return `${[head.trim(), contentsOf(sections), ...sections.map(renderSection)].join("\n\n")}\n`;
}

/** A line for each part of an environment, with the parts of that. */
function contentsOf(sections: readonly Section[]): string {
  const lines = new Map<string, string[]>();
  for (const { path } of sections.filter(({ field }) => field !== undefined)) {
    const [part = "", name] = path.split(".");
    lines.set(part, [...(lines.get(part) ?? []), link(path, name)]);
  }
  const parts = [...lines.values()].map(
    ([part, ...rest]) => `- ${part}${rest.length > 0 ? `: ${rest.join(" · ")}` : ""}`,
  );
  return ["**Contents:** [environment](#environment), and in it", parts.join("\n")].join("\n\n");
}

function sectionsOf(section: Section, depth: number): Section[] {
  const nested = mergeKinds(section.fields).filter((field) => depth < DEPTH && objectIn(field.schema) !== undefined);
  return [
    section,
    ...nested.flatMap((field) => sectionsOf({ path: field.path, field, fields: field.fields }, depth + 1)),
  ];
}

function renderSection({ path, field, fields }: Section): string {
  const depth = path === "" ? 0 : path.split(".").length;
  const rows = mergeKinds(fields).flatMap((each) => rowsOf(each, "", depth < DEPTH));
  const heading =
    field === undefined ? ["## Environment"] : [`${"#".repeat(depth + 1)} \`${path}\``, introduction(field)];
  const table = ["| Field | Meaning | Type, limits | Default |", "| --- | --- | --- | --- |", ...rows].join("\n");
  return [...heading, table].join("\n\n");
}

function introduction(field: Field): string {
  const type = typeOf(field.schema).replace(/^./, (first) => first.toUpperCase());
  const standard = isOptional(field.schema) ? `Default: ${defaultOf(field)}` : "Required";
  return `${meaningOf(field)} ${type}. ${standard}.`;
}

function rowsOf(field: Field, parent: string, hasSections: boolean): string[] {
  const name = `${parent}${field.name}`;
  const isSection = hasSections && objectIn(field.schema) !== undefined;
  const cells = [
    isSection ? link(field.path, name) : `\`${name}\``,
    meaningOf(field),
    typeOf(field.schema),
    defaultOf(field),
  ];
  const row = `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  const nested = isSection ? [] : mergeKinds(field.fields).flatMap((each) => rowsOf(each, `${name}.`, false));
  return [row, ...nested];
}

function meaningOf({ kinds, comment }: Field): string {
  return kinds === undefined
    ? comment.meaning
    : `With ${kinds.map((kind) => `\`"${kind}"\``).join(", ")}: ${comment.meaning}`;
}

function defaultOf({ schema, comment: { standard = "" } }: Field): string {
  if (!isOptional(schema)) return "required";
  // Literals are shown as code: texts wherever they are, others only by themselves.
  return standard
    .replace(/^(\[[^\]]*\]|true|false|\d+)(?=$|[,:;])/, "`$1`")
    .replace(/`[^`]*`|"[^"]*"/g, (text) => (text.startsWith("`") ? text : `\`${text}\``));
}

/** A link to the section of an object, whose anchor GitHub makes of its heading. */
const link = (path: string, text = path): string => `[\`${text}\`](#${path.replaceAll(".", "").toLowerCase()})`;
