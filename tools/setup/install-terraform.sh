#!/usr/bin/env bash
# Installs a version of Terraform into a folder, once HashiCorp has signed its checksum:
# https://developer.hashicorp.com/well-architected-framework/verify-hashicorp-binary
#
#   bash tools/setup/install-terraform.sh VERSION FOLDER
set -euo pipefail

# https://www.hashicorp.com/trust/security. hashicorp.asc is https://www.hashicorp.com/.well-known/pgp-key.txt: it expires in 2030,
# and one with a later date has the same fingerprint.
readonly FINGERPRINT=C874011F0AB405110D02105534365D9472D7468F

version="$1" folder="$2"
key="$(dirname "${BASH_SOURCE[0]}")/hashicorp.asc"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fail() { printf 'Terraform %s was not installed: %s\n' "$version" "$*" >&2; exit 1; }

case "$(uname -s)" in
  Linux) system=linux ;;
  Darwin) system=darwin ;;
  *) fail "there is none for $(uname -s): use Linux or macOS" ;;
esac
case "$(uname -m)" in
  x86_64) machine=amd64 ;;
  aarch64 | arm64) machine=arm64 ;;
  *) fail "there is none for $(uname -m): use a machine with x86_64 or arm64" ;;
esac
[[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "a version has three numbers, such as 1.11.4"

file="terraform_${version}_${system}_$machine.zip"
download() {
  curl --fail --silent --show-error --location --output "$work/$1" "https://releases.hashicorp.com/terraform/$version/$2"
}
download sums "terraform_${version}_SHA256SUMS"
download sums.sig "terraform_${version}_SHA256SUMS.sig"
download "$file" "$file"

# gpg ends with 0 also for a key that has expired or was revoked: only GOODSIG says that neither is so. The last field of VALIDSIG
# is the fingerprint of the primary key (https://github.com/gpg/gnupg/blob/master/doc/DETAILS).
export GNUPGHOME="$work/gnupg"
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --import "$key"
said="$(gpg --batch --status-fd 1 --verify "$work/sums.sig" "$work/sums" 2>"$work/why")" || true
if ! grep -q '^\[GNUPG:\] GOODSIG ' <<<"$said" || ! grep -q "^\[GNUPG:\] VALIDSIG .* $FINGERPRINT\$" <<<"$said"; then
  cat "$work/why" >&2
  fail "HashiCorp's signature of SHA256SUMS is not good. If the key has expired, take the newer one of https://www.hashicorp.com/.well-known/pgp-key.txt into $key; else try again, and find out if that goes on"
fi

awk -v file="$file" '$2 == file' "$work/sums" >"$work/sum"
[ -s "$work/sum" ] || fail "SHA256SUMS has no $file: use a version that there is"
check=(sha256sum --check --strict --status)
command -v sha256sum >/dev/null || check=(shasum -a 256 --check --strict --status) # macOS
(cd "$work" && "${check[@]}" sum) ||
  fail "$file is not what SHA256SUMS says. It was not run: try again, and find out if that goes on"
mkdir -p "$folder"
unzip -q -o "$work/$file" terraform -d "$folder"
