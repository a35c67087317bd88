#!/usr/bin/env bash
# Reviews a pull request without credentials: deploys what it is merged into to the offline AWS, and plans the merged
# files against that. HEAD is the merge commit, with its parents. In a function, because the checkout replaces this file.
set -euo pipefail

packages() { npm ci --no-audit --no-fund --loglevel=error; }

main() {
  local merged
  merged="$(git rev-parse HEAD)"
  git checkout --quiet --force --detach HEAD^1
  local base=deployed
  if ! { packages && npm run --silent offline -- npm run --silent deploy; }; then base=missing; fi
  git checkout --quiet --force --detach "$merged"
  packages
  if [ "$base" = missing ]; then
    # Such as where the pull request brings the environment. What there is of it would be half a deployment.
    npm run --silent offline -- --reset
    local note="the base could not be deployed to the offline AWS, so the review shows everything as new"
    printf '::warning::%s\n' "$note"
    printf '> Note: %s.\n\n' "$note" >> "$GITHUB_STEP_SUMMARY"
  fi
  bash .github/scripts/review.sh --offline
}

main
exit
