#!/usr/bin/env bash
# The job of this script waits for the reviewers of the environment APPROVAL. GitHub makes an environment that is not
# there, without reviewers, and then no reviewer was asked: that is not an approval.
set -euo pipefail

fail() { printf '::error::%s\n' "$*"; exit 1; }

rules="$(gh api "repos/$GITHUB_REPOSITORY/environments/$APPROVAL")"
jq --exit-status 'any(.protection_rules[]?; .type == "required_reviewers" and (.reviewers | length > 0))' <<< "$rules" > /dev/null ||
  fail "the environment $APPROVAL has no required reviewers, so no approval was given: add them (Settings, Environments), and run this job again"
