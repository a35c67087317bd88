/**
 * What is wrong with a pattern of CloudWatch Logs: one of JSON in braces, one of fields in brackets, or terms
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
 */
export function isLogPattern(text: string): boolean {
  const pattern = text.trim();
  if (pattern.startsWith("{")) return pattern.endsWith("}") && isCondition(pattern.slice(1, -1));
  if (pattern.startsWith("[")) return pattern.endsWith("]") && areFields(pattern.slice(1, -1));
  return areTerms(pattern);
}

/** Texts and regular expressions, of which nothing inside is read. */
const withoutTexts = (text: string) => text.replace(/"(?:\\.|[^"\\])*"/g, '""').replace(/%[^%]*%/g, "%%");

const SELECTOR = String.raw`\$(?:\.[^\s.[\]()&|=<>!"]+|\.?\[(?:\d+|\*|""|'[^']*')\])+`;
const VALUE = String.raw`(?:""|%%|[^\s()&|=<>!]+)`;
const COMPARISON = new RegExp(
  String.raw`^${SELECTOR}\s*(?:(?:=|!=|<=?|>=?)\s*${VALUE}|\s(?:IS\s+(?:NOT\s+)?(?:TRUE|FALSE|NULL)|NOT\s+EXISTS|EXISTS))$`,
  "i",
);

/** Comparisons joined by `&&` and `||`, in parentheses or not. */
function isCondition(text: string): boolean {
  const bare = withoutTexts(text);
  let depth = 0;
  for (const letter of bare) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (depth < 0) return false;
  }
  return (
    depth === 0 &&
    bare
      .replace(/[()]/g, " ")
      .split(/&&|\|\|/)
      .every((each) => COMPARISON.test(each.trim()))
  );
}

function areFields(text: string): boolean {
  const fields = withoutTexts(text)
    .split(/,(?![^(]*\))/)
    .map((field) => field.trim());
  return fields.filter((field) => field === "...").length <= 1;
}

/** Terms have letters and numbers; all others are quoted. */
function areTerms(text: string): boolean {
  if ((text.replace(/\\./g, "").match(/"/g) ?? []).length % 2 === 1) return false;
  const terms = withoutTexts(text).split(/\s+/).filter(Boolean);
  return terms.every((term) => /^[?-]?(""|%%|[\w.:/@#$*+&;-]+)$/.test(term) || /%/.test(term));
}
