#!/usr/bin/env bash
# Applies what this run has reviewed, to the byte, if its commit is still the newest of its branch. RECORD is the digest that
# the job plan has put out. The review comes from the run's artifact and the plans from S3, where pull requests may write
# too; whatever differs from RECORD is refused.
set -euo pipefail

fail() {
  printf '::error::%s. %s\n' "$*" \
    "To go on, run this workflow by hand (gh workflow run plan.yml): it plans main anew, asks, and applies."
  exit 1
}

[[ "$RECORD" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "RECORD is ${RECORD:-not set}: it must be the digest of this run's review"
# A run can be run again for 30 days, with its old commit: that would take AWS back to it.
newest="$(gh api "repos/$GITHUB_REPOSITORY/git/ref/${GITHUB_REF#refs/}" | jq --raw-output .object.sha)" ||
  fail "the newest commit of $GITHUB_REF can't be found out. Nothing was applied"
[ "$newest" = "$GITHUB_SHA" ] ||
  fail "this run is about $GITHUB_SHA, and $GITHUB_REF is at $newest now. Nothing was applied"

rm -rf review
gh run download "$GITHUB_RUN_ID" --repo "$GITHUB_REPOSITORY" --name plan-review --dir review ||
  fail "the review of run $GITHUB_RUN_ID can't be fetched. Nothing was applied"
record="$(jq --raw-output .record review/review.json)" || fail "the review of run $GITHUB_RUN_ID can't be read. Nothing was applied"
[ "$record" = "$RECORD" ] ||
  fail "the review was altered: its record is $record, and the job plan has put out $RECORD. Nothing was applied"
aws s3 cp --recursive --only-show-errors "s3://$PLAN_BUCKET/plans/$GITHUB_REPOSITORY/$GITHUB_RUN_ID" review/plans ||
  fail "the plans of run $GITHUB_RUN_ID can't be fetched from the bucket $PLAN_BUCKET. Nothing was applied"
[ -e review/plans/record.json ] ||
  fail "the bucket $PLAN_BUCKET has no plans of run $GITHUB_RUN_ID: they have expired. Nothing was applied"
code=0
npm run --silent review -- --apply review || code=$?
case "$code" in
  0) ;;
  3) fail "a stack turned out different from what was reviewed, now that those before it are applied; it and those after it were not applied" ;;
  *) fail "exit code $code: the log says what was applied. If it is nothing, files, plans or state are not those that were reviewed" ;;
esac
