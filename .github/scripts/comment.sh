#!/usr/bin/env bash
# Writes the review in the file $1 to the pull request PULL_REQUEST: one comment, which is updated in place. It is the one
# that this workflow's own user wrote and that begins with the review's first line. Nothing else identifies it: a plan, and so
# any other comment, may hold that line too.
set -euo pipefail

fail() { printf '::error::%s\n' "$*"; exit 1; }

file="$1"
[[ "$PULL_REQUEST" =~ ^[0-9]+$ ]] || fail "PULL_REQUEST is ${PULL_REQUEST:-not set}: it must be the number of a pull request"
IFS= read -r marker < "$file" || fail "$file is empty"
[[ "$marker" =~ ^'<!-- ecs-pipeline plan review: '[A-Za-z0-9_-]+' -->'$ ]] || fail "$file does not begin as a review does"

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
found="$(gh api --paginate "$comments?per_page=100" | jq --raw-output --arg marker "$marker" \
  '.[] | select(.user.login == "github-actions[bot]" and ((.body // "") | startswith($marker))) | .id')"
first="${found%%$'\n'*}"
if [ -z "$first" ]; then
  gh api --silent --method POST "$comments" --field "body=@$file"
else
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$first" --field "body=@$file"
fi
