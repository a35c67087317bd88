/** A report of Checkov, as far as it is read. */
interface Report {
  readonly results?: { readonly failed_checks?: readonly ReportedCheck[] };
}

interface ReportedCheck {
  readonly check_id: string;
  /** Address of the resource. */
  readonly resource: string;
}

/** A check that fails at a resource of the file that was read. */
export interface ReportedFailure {
  /** Id of the check, such as `CKV_AWS_144`. */
  readonly id: string;
  /** What Checkov calls the resource: its address, or `resource.NAME`. */
  readonly resource: string;
}

/**
 * What fails, of what Checkov prints with `--output json`: one report, or a list of them. Throws if it is neither
 * (https://www.checkov.io/8.Outputs/JSON.html).
 */
export function readReport(text: string): ReportedFailure[] {
  const reports = [JSON.parse(text)].flat() as Report[];
  return reports.flatMap((report) => {
    // Without resources that it knows Checkov prints counts alone.
    if (typeof report !== "object" || report === null || !("results" in report || "passed" in report))
      throw new Error("checkov printed no report: run it with --output json");
    return (report.results?.failed_checks ?? []).map(({ check_id: id, resource }) => ({ id, resource }));
  });
}
