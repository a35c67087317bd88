/** A measured duration, and its limit. */
export interface Measurement {
  what: string;
  seconds: number;
  /** Most seconds. */
  limit?: number;
  /** The baseline that was measured alongside, and the allowed multiple of it. */
  baseline?: { seconds: number; limit: number };
  /** Its peak memory, and the limit. */
  memory?: { mebibytes: number; limit: number };
}

/** The median. */
export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** A line of the report, and whether all limits are met. */
export function report({ what, seconds, limit, baseline, memory }: Measurement): { line: string; ok: boolean } {
  const ratio = baseline && seconds / baseline.seconds;
  const ok =
    (limit === undefined || seconds <= limit) &&
    (ratio === undefined || ratio <= (baseline?.limit ?? 0)) &&
    (memory === undefined || memory.mebibytes <= memory.limit);
  const parts = [
    `${seconds.toFixed(2).padStart(7)} s`,
    ...(limit === undefined ? [] : [`of ${limit} s`]),
    ...(ratio === undefined ? [] : [`${ratio.toFixed(2)} times as long as that, of ${baseline?.limit}`]),
    ...(memory === undefined ? [] : [`${Math.round(memory.mebibytes)} MiB of ${memory.limit} MiB`]),
  ];
  return { line: `${ok ? "ok  " : "OVER"}  ${what.padEnd(42)} ${parts.join(", ")}`, ok };
}
