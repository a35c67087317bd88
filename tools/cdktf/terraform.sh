#!/bin/sh
# Terraform that a closing terminal does not kill. When cdktf is interrupted it interrupts Terraform and ends at once,
# which hangs up Terraform's terminal: without this, Terraform dies before it has saved what it has just created.
trap '' HUP
exec "${CDKTF_TERRAFORM:-terraform}" "$@"
