#!/usr/bin/env bash
# Puts the binary plans of the folder review where only AWS roles reach them: they hold secrets in clear, and must not get
# into an artifact. Encrypted with PLAN_KEY_ARN, or with a key of S3's own.
set -euo pipefail

encryption=(--sse AES256)
if [ -n "${PLAN_KEY_ARN:-}" ]; then encryption=(--sse aws:kms --sse-kms-key-id "$PLAN_KEY_ARN"); fi
aws s3 cp --recursive --only-show-errors "${encryption[@]}" \
  review/plans "s3://$PLAN_BUCKET/plans/$GITHUB_REPOSITORY/$GITHUB_RUN_ID"
