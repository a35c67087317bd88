/** Something that was timed, and how long it may take. */
export interface Measurement {
  what: string;
  seconds: number;
  /** Most seconds. */
  limit?: number;
  /** Something else that was timed beside it, and how many times that it may take. */
  baseline?: { seconds: number; limit: number };
  /** The most memory that it took, and may take. */
  memory?: { mebibytes: number; limit: number };
}

/** The middle one of several times; the mean of the two middle ones of an even number. */
export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** A line for a person, and whether all limits are kept. */
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
