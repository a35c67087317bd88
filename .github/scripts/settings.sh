#!/usr/bin/env bash
# Checks the repository's variables that are named as arguments, before anything is done with them.
set -euo pipefail

fail() { printf '::error::%s\n' "$*"; exit 1; }

for name in "$@"; do
  value="${!name:-}"
  case "$name" in
    AWS_REGION) form='[a-z]{2}(-[a-z]+)+-[0-9]{1,2}' rule='a region, such as us-east-1' ;;
    PLAN_BUCKET) form='[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]' rule='the name of the bucket that keeps plans' ;;
    PLAN_KEY_ARN) form='(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?' rule='the ARN of a KMS key, or not set' ;;
    PLAN_ROLE_ARN | APPLY_ROLE_ARN) form='arn:aws[a-z-]*:iam::[0-9]{12}:role/[^[:space:]]+' rule='the ARN of a role' ;;
    ENVIRONMENT) form='[A-Za-z0-9_-]+' rule='the name of an environment in config/environments' ;;
    *) fail "$name is not a known setting" ;;
  esac
  [[ "$value" =~ ^($form)$ ]] ||
    fail "the variable $name is ${value:-not set}: it must be $rule (Settings, Secrets and variables, Actions, Variables)"
done
