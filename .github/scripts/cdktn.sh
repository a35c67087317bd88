#!/usr/bin/env bash
# Tells whether the stacks synthesize to the same JSON with cdktn, the fork of cdktf: the product in a copy that imports
# `cdktn` and `@cdktn/provider-aws` by name, as docs/guides/cdktn.md says. The bindings are those that are installed, because
# @cdktn/provider-aws begins with a newer provider; they get cdktn under the name cdktf.
#
#   .github/scripts/cdktn.sh CDKTN     the folder of the package cdktn, such as the one that `npm pack cdktn` contains
set -euo pipefail

cdktn="$(cd "$1" && pwd)"
root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
before="$work/cdktf/project" after="$work/cdktn/project" modules="$work/cdktn/project/node_modules"
mkdir -p "$before" "$modules/@cdktn" "$modules/cdktf"

# In two copies, because what is synthesized has relative paths.
cd "$root"
for copy in "$before" "$after"; do git ls-files -z | tar --null -T - -cf - | tar -C "$copy" -xf -; done
ln -s "$root/node_modules" "$before/node_modules"
find "$after"/{main.ts,config,stacks,constructs} -name '*.ts' -exec sed -i.before -E \
  -e 's#"cdktf"#"cdktn"#' -e 's#"@cdktf/provider-aws/#"@cdktn/provider-aws/#' {} +
find "$after" -name '*.before' -delete

for package in node_modules/* node_modules/.bin; do
  case "$package" in
  node_modules/cdktf | node_modules/@cdktf) ;;
  *) ln -s "$root/$package" "$modules/" ;;
  esac
done
ln -s "$cdktn" "$modules/cdktn"
echo 'module.exports = require("cdktn");' >"$modules/cdktf/index.js"
ln -s "$root/node_modules/@cdktf/provider-aws" "$modules/@cdktn/provider-aws"
# There is no such package of cdktn.
mkdir "$modules/@cdktf"
ln -s "$root/node_modules/@cdktf/provider-docker" "$modules/@cdktf/provider-docker"

synthesize() { # PROJECT OUTDIR, then options of node
  mkdir -p "$2"
  (cd "$1" && CDKTF_OUTDIR="$2" node "${@:3}" --import tsx main.ts)
  node "$normalize" "$2"
}

# White space, and the version of what has synthesized, may differ.
normalize="$work/normalize.cjs"
cat >"$normalize" <<'SCRIPT'
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const [, , folder] = process.argv;
for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json"))) {
  const file = join(folder, name);
  const json = JSON.parse(readFileSync(file, "utf8"));
  for (const holder of [json, json["//"]?.metadata]) if (holder?.version !== undefined) holder.version = "";
  writeFileSync(file, JSON.stringify(json, null, 2));
}
SCRIPT

for environment in demo prod showcase; do
  export ENVIRONMENT="$environment"
  synthesize "$before" "$work/cdktf/$environment"
  # A package is found where it is linked, so that the bindings get the other cdktf.
  synthesize "$after" "$work/cdktn/$environment" --preserve-symlinks --preserve-symlinks-main
  diff -r "$work/cdktf/$environment" "$work/cdktn/$environment"
  echo "$environment: $(find "$work/cdktn/$environment" -name cdk.tf.json | wc -l) stacks are the same"
done
