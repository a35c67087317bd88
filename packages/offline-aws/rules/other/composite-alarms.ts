import { type AwsRule, knownText } from "../rule.ts";

const TOKEN =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|'([^']+)'|([^\s()"']+))\s*\)|(TRUE|FALSE|AND|OR|NOT|[()]))\s*/y;

/** What a rule is made of, `x` for what is true or false; undefined if something is neither. */
function tokensOf(rule: string): { tokens: string[]; alarms: string[] } | undefined {
  const [tokens, alarms]: [string[], string[]] = [[], []];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.length) {
    const match = TOKEN.exec(rule);
    if (match === null) return undefined;
    const [, state, ...rest] = match;
    const word = rest.pop() as string;
    if (state !== undefined) alarms.push(rest.find((name) => name !== undefined) as string);
    tokens.push(state !== undefined || word === "TRUE" || word === "FALSE" ? "x" : word);
  }
  return { tokens, alarms };
}

/** Whether tokens are one expression: what is in brackets, negated or joined is reduced until one `x` is left. */
function isExpression(tokens: readonly string[]): boolean {
  let [before, text] = ["", tokens.join(" ")];
  while (before !== text) {
    before = text;
    text = text.replace(/NOT x|\( x \)|x (AND|OR) x/g, "x");
  }
  return text === "x";
}

export const COMPOSITE_ALARM_RULES: readonly AwsRule[] = [
  {
    name: "alarm-rule",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    types: ["aws_cloudwatch_composite_alarm"],
    apply({ planned, others }) {
      const rule = knownText(planned.alarm_rule);
      if (rule === undefined) return undefined;
      const read = tokensOf(rule.trim());
      if (read === undefined || !isExpression(read.tokens))
        return "ValidationError: AlarmRule must contain a valid expression of alarm states, TRUE, FALSE, AND, OR and NOT";
      const known = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"]
        .flatMap(others)
        .flatMap(({ alarm_name = null, arn = null }) => [alarm_name, arn]);
      const missing = read.alarms.filter((name) => !known.includes(name));
      return missing.length === 0
        ? undefined
        : `ValidationError: Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do not exist`;
    },
  },
];
