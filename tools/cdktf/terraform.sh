#!/bin/sh
# Terraform that a closing terminal does not kill. When cdktf is interrupted it interrupts Terraform and ends at once,
# which hangs up Terraform's terminal: without this, Terraform dies before it has saved what it has just created.
trap '' HUP
# What cdktf leaves behind is waited for, by the number that this process and then Terraform has, see terraforms.mjs.
if [ -d "$CDKTF_TERRAFORM_RUNS" ]; then
  : >"$CDKTF_TERRAFORM_RUNS/$$"
  [ ! -e "$CDKTF_TERRAFORM_RUNS/no-more" ] || exit 130
fi
# A lock file that misses no provider stays as it is: see packages/provider-lock. Providers that run already are not installed.
if [ "$1" = init ] && [ -z "$TF_REATTACH_PROVIDERS" ] &&
  sed 1q .terraform.lock.hcl 2>/dev/null | grep -q 'with all providers of this stack'; then
  set -- "$@" -lockfile=readonly
fi
binary=${CDKTF_TERRAFORM:-terraform}
if ! command -v "$binary" >/dev/null; then
  echo "$binary is not on the PATH: install Terraform, or name another binary in TERRAFORM_BINARY_NAME" >&2
  exit 127
fi
exec "$binary" "$@"
