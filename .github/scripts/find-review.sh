#!/usr/bin/env bash
# Finds the review of the commit GITHUB_SHA on main: the last run of this workflow for the head of its pull request, which
# has to be a success, and so approved where that was needed. Writes its id to the output `run`.
set -euo pipefail

fail() {
  printf '::error::%s. Nothing was applied. %s\n' "$*" \
    "To apply main as it is, run this workflow by hand (gh workflow run plan.yml): it plans main anew, asks, and applies."
  exit 1
}

# GitHub may take a moment to know which pull request a commit comes from.
pull='' tries=0
until [ -n "$pull" ]; do
  pull="$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls?per_page=100" |
    jq --raw-output --arg sha "$GITHUB_SHA" --arg base "$GITHUB_REF_NAME" \
      'map(select(.merged_at != null and .merge_commit_sha == $sha and .base.ref == $base))[0] // empty
       | "\(.number) \(.head.sha)"')"
  tries=$((tries + 1))
  if [ -z "$pull" ]; then
    [ "$tries" -lt 5 ] || fail "commit $GITHUB_SHA is not the merge of a pull request, so nobody has reviewed it"
    sleep 5
  fi
done
read -r number head <<< "$pull"

found="$(gh api "repos/$GITHUB_REPOSITORY/actions/workflows/plan.yml/runs?event=pull_request&head_sha=$head&per_page=100" |
  jq --raw-output --arg repository "$GITHUB_REPOSITORY" \
    '.workflow_runs | map(select(.head_repository.full_name == $repository)) | max_by(.run_number) // empty
     | "\(.id) \(.conclusion // .status)"')"
[ -n "$found" ] || fail "pull request $number has no review of its last commit $head in this repository"
read -r run result <<< "$found"
[[ "$run" =~ ^[0-9]+$ ]] || fail "the review of pull request $number has no number, but $run"
[ "$result" = success ] || fail "the review of pull request $number (run $run) is no success, but: $result"

kept="$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$run/artifacts?per_page=100" |
  jq 'any(.artifacts[]; .name == "plan-review" and (.expired | not))')"
[ "$kept" = true ] || fail "run $run, which reviewed pull request $number, has no plans for AWS: it was offline, or they have expired"
printf 'pull request %s, reviewed in run %s\n' "$number" "$run"
printf 'run=%s\n' "$run" >> "$GITHUB_OUTPUT"
