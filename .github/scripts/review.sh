#!/usr/bin/env bash
# Reviews what the checked out files would change, into the folder review; arguments are options of `npm run review`.
# Writes the job's summary, the result to the output `code` (0 no change, 2 changes, 3 changes to be approved), and the
# digest of what the plans are bound to, to the output `record`.
set -euo pipefail

fail() { printf '::error::%s\n' "$*"; exit 1; }

rm -rf review # nothing old may pass for this review
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
code=0
npm run --silent review -- --out review --link "$run#artifacts" "$@" || code=$?
if [ -e review/review.md ]; then cat review/review.md >> "$GITHUB_STEP_SUMMARY"; fi
case "$code" in
  0 | 2 | 3) ;;
  *) fail "the review has failed with exit code $code: the log of this step says why" ;;
esac
record="$(jq --raw-output .record review/review.json)"
[[ "$record" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "review.json says of its record: $record"
printf 'code=%s\nrecord=%s\n' "$code" "$record" >> "$GITHUB_OUTPUT"
