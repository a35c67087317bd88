import { isObject, type ObjectValue, type Value } from "../../protocol/values.ts";
import { type AwsRule, documentOf, isMissing } from "../rule.ts";

const TYPES = ["alarm", "custom", "explorer", "log", "metric", "text"];
const MAX_WIDGETS = 500;

/** Lowest and highest number of each place on the grid. */
const GRID: Readonly<Record<string, readonly [low: number, high: number]>> = {
  x: [0, 23],
  y: [0, 9999],
  width: [1, 24],
  height: [1, 1000],
};

/** What a widget of a type shows; one of these. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  alarm: ["alarms"],
  log: ["query"],
  metric: ["metrics", "annotations", "insightRule"],
  text: ["markdown"],
};

function widgetProblem(widget: Value, index: number): string | undefined {
  if (!isObject(widget) || isMissing(widget.type)) return "Should have required property 'type'";
  const at = `/widgets/${index}`;
  const type = String(widget.type);
  if (!TYPES.includes(type)) return `${at}/type: Should be one of ${TYPES.join(", ")}`;
  for (const [name, [low, high]] of Object.entries(GRID)) {
    const value = widget[name];
    if (value !== undefined && !(typeof value === "number" && value >= low && value <= high))
      return `${at}/${name}: Should be between ${low} and ${high}`;
  }
  if (!isObject(widget.properties)) return `${at}: Should have required property 'properties'`;
  return propertyProblem(type, widget.properties, at);
}

function propertyProblem(type: string, properties: ObjectValue, at: string): string | undefined {
  const shown = SHOWN[type];
  if (shown?.every((name) => properties[name] === undefined))
    return `${at}/properties: Should have required property '${shown[0]}'`;
  const metrics = properties.metrics;
  const isRow = (row: Value) => Array.isArray(row) && row.length > 0;
  return metrics !== undefined && !(Array.isArray(metrics) && metrics.every(isRow))
    ? `${at}/properties/metrics: Should be an array of arrays`
    : undefined;
}

function bodyProblem(body: Value | undefined): string | undefined {
  if (!isObject(body) || !Array.isArray(body.widgets)) return "Should have required property 'widgets'";
  if (body.widgets.length > MAX_WIDGETS) return `Should have at most ${MAX_WIDGETS} widgets`;
  return body.widgets.map(widgetProblem).find((problem) => problem !== undefined);
}

export const DASHBOARD_RULES: readonly AwsRule[] = [
  {
    name: "dashboard",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
    types: ["aws_cloudwatch_dashboard"],
    apply({ planned }) {
      const problem = bodyProblem(documentOf(planned.dashboard_body));
      return problem === undefined
        ? undefined
        : `InvalidParameterInput: The dashboard body is invalid, there are 1 validation errors: [ { "message": "${problem}" } ]`;
    },
  },
];
