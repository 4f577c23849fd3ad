#!/usr/bin/env bash
# scripts/install-deps, with a package system that only pretends.
set -euo pipefail

script=$(readlink -f "$(dirname "$0")/../../scripts/install-deps")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pretend() {
  printf '#!/bin/sh\n%s\n' "$2" >"$work/$1"
  chmod +x "$work/$1"
}

# Runs it with the commands that were pretended; leaves out, err and status.
install_deps() {
  status=0
  : >"$work/apt.calls"
  PATH=$work:$PATH "$script" "$@" >"$work/out" 2>"$work/err" || status=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
  calls=$(<"$work/apt.calls")
}

expect() {
  # shellcheck disable=SC2053  # the right side is a pattern
  [[ $1 == $2 ]] || { printf 'FAILED: expected %s\nbut it is: %s\n' "$2" "$1" >&2; exit 1; }
}

# Everything is installed but what the file `missing` names.
: >"$work/missing"
pretend dpkg-query "for package; do
  case \$package in -*) continue ;; esac
  if grep -qxF \"\$package\" '$work/missing'; then echo \"not-installed \$package\"; else echo \"installed \$package\"; fi
done"
pretend apt-get "echo \"\$*\" >>'$work/apt.calls'"
pretend sudo 'exit 1'
pretend id 'echo 0'

echo "Nothing happens if nothing is missing"
install_deps build test check
expect "$status|$out|$err|$calls" '0|||'

printf 'libre2-dev\ncatch2\n' >"$work/missing"

echo "Root installs what the purpose needs, and only that"
install_deps build
expect "$status|$out" '0|'
expect "$calls" '* install -y --no-install-recommends libre2-dev'

echo "Without package lists they are fetched first"
pretend apt-get "echo \"\$*\" >>'$work/apt.calls'
case \$* in *update) touch '$work/lists' ;; *) [ -e '$work/lists' ] ;; esac"
install_deps build test
expect "$status|$out" '0|'
expect "$calls" $'* install *\n* update\n* install * libre2-dev catch2'

echo "A user who may use sudo without a password installs through it"
pretend id 'echo 1000'
# shellcheck disable=SC2016  # for the pretended sudo
pretend sudo '[ "$1" = -n ] && shift; exec "$@"'
install_deps test
expect "$status" 0
expect "$calls" '* install * catch2'

echo "Any other user is told what to run"
pretend sudo 'exit 1'
install_deps build test
expect "$status|$out|$calls" '2||'
expect "$err" $'*\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends libre2-dev catch2'

echo "An installation that fails stops the caller"
pretend id 'echo 0'
pretend apt-get 'exit 100'
install_deps build
expect "$status|$out" '2|'

echo "A purpose it does not know is an error"
install_deps biuld
expect "$status|$out" '2|'
expect "$err" "*unknown purpose 'biuld'*"
