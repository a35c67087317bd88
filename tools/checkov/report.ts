import type { FailedCheck } from "./findings.ts";

/** A report of Checkov, as far as it is read. */
interface Report {
  readonly results?: { readonly failed_checks?: readonly ReportedCheck[] };
}

interface ReportedCheck {
  readonly check_id: string;
  /** Address of the resource. */
  readonly resource: string;
}

/**
 * What fails in a stack, of what Checkov prints with `--output json`: one report, or a list of them. Throws if it is
 * neither (https://www.checkov.io/8.Outputs/JSON.html).
 */
export function readReport(text: string, stack: string): FailedCheck[] {
  const reports = [JSON.parse(text)].flat() as Report[];
  return reports.flatMap((report) => {
    // Without resources that it knows Checkov prints counts alone.
    if (typeof report !== "object" || report === null || !("results" in report || "passed" in report))
      throw new Error("checkov printed no report: run it with --output json");
    return (report.results?.failed_checks ?? []).map(({ check_id: id, resource }) => ({
      id,
      place: `${stack}: ${resource}`,
    }));
  });
}
