#!/usr/bin/env bash
# Tells whether the commit GITHUB_SHA on main is the merge of a pull request that was planned against AWS before, for people
# to read: one from a branch of this repository, and not of Dependabot. Writes true or false to the output `reviewed`. It
# decides only whether harmless changes need approval; what is applied is planned again in any case.
set -euo pipefail

# GitHub may take a moment to know which pull request a commit comes from.
pull='' tries=0
until [ -n "$pull" ] || [ "$tries" -ge 5 ]; do
  [ "$tries" -eq 0 ] || sleep 5
  pull="$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls?per_page=100" |
    jq --raw-output --arg sha "$GITHUB_SHA" --arg base "${GITHUB_REF#refs/heads/}" --arg repository "$GITHUB_REPOSITORY" \
      'map(select(.merged_at != null and .merge_commit_sha == $sha
           and .base.ref == $base and .base.repo.full_name == $repository))[0] // empty
       | "\(.number) \(.head.repo.full_name == $repository and .user.login != "dependabot[bot]")"')"
  tries=$((tries + 1))
done
read -r number reviewed <<< "${pull:-none false}"
if [ "$reviewed" = true ]; then
  note="This commit is the merge of pull request #$number."
elif [ "$number" = none ]; then
  note="No pull request was merged into this commit, so its changes have to be approved."
else
  note="This commit is the merge of pull request #$number, which was only planned offline, so its changes have to be approved."
fi
printf '%s\n\n' "$note" >> "$GITHUB_STEP_SUMMARY"
printf 'reviewed=%s\n' "$reviewed" >> "$GITHUB_OUTPUT"
