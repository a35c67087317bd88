#!/usr/bin/env bash
# Applies what the run RUN has reviewed, to the byte: the review comes from GitHub, its plans from S3, and each would tell
# if the other had been altered.
set -euo pipefail

fail() {
  printf '::error::%s. %s\n' "$*" \
    "To go on, run this workflow by hand (gh workflow run plan.yml): it plans main anew, asks, and applies."
  exit 1
}

[[ "$RUN" =~ ^[0-9]+$ ]] || fail "RUN is ${RUN:-not set}: it must be the id of a run"
rm -rf review
gh run download "$RUN" --repo "$GITHUB_REPOSITORY" --name plan-review --dir review ||
  fail "the review of run $RUN can't be fetched. Nothing was applied"
aws s3 cp --recursive --only-show-errors "s3://$PLAN_BUCKET/plans/$GITHUB_REPOSITORY/$RUN" review/plans ||
  fail "the plans of run $RUN can't be fetched from the bucket $PLAN_BUCKET. Nothing was applied"
[ -e review/plans/record.json ] ||
  fail "the bucket $PLAN_BUCKET has no plans of run $RUN: they have expired. Nothing was applied"
code=0
npm run --silent review -- --apply review || code=$?
case "$code" in
  0) ;;
  3) fail "a stack turned out different from what was reviewed, now that those before it are applied; it and those after it were not applied" ;;
  *) fail "exit code $code: the log says what was applied. If it is nothing, files, plans or state are not those that were reviewed" ;;
esac
