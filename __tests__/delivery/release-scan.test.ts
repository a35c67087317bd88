import { runRelease } from "../support/buildspec.ts";
import { aRelease, DIGEST, findings, OLD_TAG, REGISTRY, withAnswers, withVariables } from "../support/releases.ts";

const SCAN = "aws ecr describe-image-scan-findings ";
const NOT_YET = "An error occurred (ScanNotFoundException) when calling the DescribeImageScanFindings operation";

const gated = (level: string, answer: string | string[]) =>
  runRelease(withAnswers(withVariables(aRelease, { SCAN_FAIL_ON: level }), { [SCAN]: answer }));

describe.each([
  ["CRITICAL", ["CRITICAL"]],
  ["HIGH", ["CRITICAL", "HIGH"]],
  ["MEDIUM", ["CRITICAL", "HIGH", "MEDIUM"]],
  ["LOW", ["CRITICAL", "HIGH", "MEDIUM", "LOW"]],
])("at %s", (level, stopping) => {
  test.each(["CRITICAL", "HIGH", "MEDIUM", "LOW"])("one finding of %s stops the release or does not", (severity) => {
    const { artifacts, phases } = gated(level, findings({ [severity]: 1 }));
    const stops = stopping.includes(severity);
    expect(phases.at(-1)).toEqual(["post_build", !stops]);
    expect(Object.keys(artifacts.ImageArtifact ?? {})).toHaveLength(stops ? 0 : 2);
  });

  test("an image without findings is released", () => {
    expect(gated(level, findings({})).phases.at(-1)).toEqual(["post_build", true]);
  });
});

test("the message has the counts, and says how to see the findings", () => {
  expect(gated("MEDIUM", findings({ HIGH: 2, MEDIUM: 10, LOW: 3 })).text).toContain(
    `release stopped: ${OLD_TAG} has findings of MEDIUM or above (0 critical, 2 high, 10 medium, 3 low). They are: ` +
      `aws ecr describe-image-scan-findings ${REGISTRY} --repository-name team/web --image-id imageDigest=${DIGEST}`,
  );
});

test("an image that passes has its counts in the log", () => {
  expect(gated("CRITICAL", findings({ HIGH: 2, LOW: 3 })).text).toContain(
    `findings in ${OLD_TAG}: 0 critical, 2 high, 0 medium, 3 low`,
  );
});

test.each(["", "None", "COMPLETE\t1", "COMPLETE\tx\t0\t0\t0", "SOMETHING_NEW\t0\t0\t0\t0\tNone"])(
  "an answer of %p releases nothing",
  (answer) => {
    const { text, artifacts } = gated("CRITICAL", answer);
    expect(text).toContain("release stopped: unclear scan result: ");
    expect(artifacts.ImageArtifact).toEqual({});
  },
);

test("at NONE the scan is not waited for, nor are findings read", () => {
  const { calls, phases } = runRelease(withVariables(aRelease, { SCAN_FAIL_ON: "NONE" }));
  expect(calls.map(({ line }) => line.slice(1, 3).join(" "))).toEqual(["ecr describe-images", "s3 cp"]);
  expect(phases.at(-1)).toEqual(["post_build", true]);
});

test("the findings of an enhanced scan, which never completes, count as well", () => {
  expect(gated("HIGH", findings({ HIGH: 1 }, "ACTIVE")).phases.at(-1)).toEqual(["post_build", false]);
  expect(gated("HIGH", findings({ LOW: 1 }, "ACTIVE")).phases.at(-1)).toEqual(["post_build", true]);
});

test("a scan that goes on is waited for", () => {
  const answers = [findings({}, "PENDING"), findings({}, "IN_PROGRESS"), findings({})];
  const { calls, phases } = gated("HIGH", answers);
  expect(calls.filter(({ line }) => line[0] === "sleep")).toHaveLength(2);
  expect(phases.at(-1)).toEqual(["post_build", true]);
});

test.each([
  ["UNSUPPORTED_IMAGE", "can't scan", "use another base image, or set scanFailsOn to none"],
  ["FAILED", "has failed (the reason)", "retry the stage"],
  ["SCAN_ELIGIBILITY_EXPIRED", "is SCAN_ELIGIBILITY_EXPIRED (the reason)", "build it anew"],
  ["FINDINGS_UNAVAILABLE", "is FINDINGS_UNAVAILABLE (the reason)", "build it anew"],
  ["LIMIT_EXCEEDED", "is LIMIT_EXCEEDED (the reason)", "build it anew"],
  ["IMAGE_ARCHIVED", "is IMAGE_ARCHIVED (the reason)", "build it anew"],
])("a scan that ends as %s releases nothing, and says what to do", (status, problem, wayOut) => {
  const { text, artifacts } = gated("HIGH", findings({}, status, "the reason"));
  expect(text).toContain(problem);
  expect(text).toContain(wayOut);
  expect(artifacts.ImageArtifact).toEqual({});
});

test("a scan that ECR does not know of yet is asked for again", () => {
  const { calls, phases } = runRelease({ ...aRelease, failures: { 1: NOT_YET, 3: NOT_YET } });
  const programs = calls.slice(1, 6).map(({ line }) => line.slice(0, 3).join(" "));
  const ask = "aws ecr describe-image-scan-findings";
  expect(programs).toEqual([ask, "sleep 5", ask, "sleep 5", ask]);
  expect(phases.at(-1)).toEqual(["post_build", true]);
});

test("a scan that never comes stops the release after half a minute", () => {
  const failures = Object.fromEntries([1, 3, 5, 7, 9, 11].map((place) => [place, NOT_YET]));
  const { calls, text, artifacts } = runRelease({ ...aRelease, failures });
  expect(calls.filter(({ line }) => line[0] === "sleep")).toHaveLength(5);
  expect(text).toContain(`release stopped: no scan of ${aRelease.variables.REPOSITORY_URI}@${DIGEST}: ${NOT_YET}`);
  expect(artifacts.ImageArtifact).toEqual({});
});

test("any other error stops the release at once", () => {
  const { calls, text } = runRelease({ ...aRelease, failures: { 1: "AccessDeniedException" } });
  expect(calls.filter(({ line }) => line[0] === "sleep")).toEqual([]);
  expect(text).toContain("AccessDeniedException");
});
