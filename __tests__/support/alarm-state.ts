/** Values of a metric, the oldest first; `undefined` is a period without a data point. */
export type Series = readonly (number | undefined)[];

/**
 * A math expression over two series, as far as alarms here use it (CloudWatch user guide, using metric math): operators and
 * comparisons take what is missing as 0 where the other series has a point, and `IF` drops what its branch does not have.
 */
export function evaluated(expression: string, group1: Series, group2: Series): Series {
  const points = group1.map((_, at) => at);
  const fill = (series: Series, value: number) => series.map((point) => point ?? value);
  const both = (one: Series, two: Series, combine: (a: number, b: number) => number) =>
    points.map((at) =>
      one[at] === undefined && two[at] === undefined ? undefined : combine(one[at] ?? 0, two[at] ?? 0),
    );
  const forms: readonly [RegExp, () => Series][] = [
    [/^group1 \+ group2$/, () => both(group1, group2, (a, b) => a + b)],
    [/^FILL\(group1, 0\) \+ FILL\(group2, 0\)$/, () => both(fill(group1, 0), fill(group2, 0), (a, b) => a + b)],
    [/^MAX\(\[FILL\(group1, 0\), FILL\(group2, 0\)\]\)$/, () => both(fill(group1, 0), fill(group2, 0), Math.max)],
    [
      /^IF\(group1 >= group2, group1, group2\)$/,
      () => {
        const condition = both(group1, group2, (a, b) => Number(a >= b));
        return points.map((at) =>
          condition[at] === undefined ? undefined : condition[at] === 1 ? (group1[at] ?? 0) : group2[at],
        );
      },
    ],
  ];
  const form = forms.find(([pattern]) => pattern.test(expression));
  if (form === undefined) throw new Error(`no evaluation for ${expression}`);
  return form[1]();
}

export interface AlarmSettings {
  readonly threshold: number;
  readonly evaluation_periods: number;
  readonly datapoints_to_alarm?: number;
}

/**
 * The state of an alarm at and above a threshold that takes missing data as not breaching (CloudWatch user guide, how alarm
 * state is evaluated when data is missing): points that exist come first, missing ones only fill up.
 */
export function alarmState(series: Series, alarm: AlarmSettings): "ALARM" | "OK" {
  const { threshold, evaluation_periods: evaluated, datapoints_to_alarm: needed = evaluated } = alarm;
  const range = series.slice(-(evaluated + 2)); // 5 points for 3 periods, as in the tables of the guide
  const existing = range.flatMap((point) => point ?? []).slice(-evaluated);
  return existing.filter((point) => point >= threshold).length >= needed ? "ALARM" : "OK";
}
