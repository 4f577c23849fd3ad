# For the scripts beside it: `source harness.bash CULPRIT`.
#
#   begin "What is tested"
#   run --format json killbill.log      leaves out, err and status
#   expect "$status" 0                  exact
#   expect_match "$err" '*truncated*'   a pattern of the shell
set -euo pipefail

culprit=$(readlink -f "$1")
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
data=$here/data
# shellcheck disable=SC2034  # for the scripts
testdata=$(readlink -f "$here/../../testdata")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 COLUMNS=80 TZ=UTC
unset NO_COLOR CLICOLOR_FORCE

begin() {
  name=$1
  echo "$name"
}

run() {
  status=0
  "$culprit" "$@" >"$work/out" 2>"$work/err" || status=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
}

fail() {
  printf 'FAILED: %s\n%s\nstdout: %s\nstderr: %s\n' "$name" "$1" "$(head -c 2000 "$work/out")" "$(head -c 2000 "$work/err")" >&2
  exit 1
}

expect() {
  [[ $1 == "$2" ]] || fail "expected: $2
but it is: $1"
}

expect_match() {
  # shellcheck disable=SC2053  # the right side is a pattern
  [[ $1 == $2 ]] || fail "expected a match of: $2
but it is: $1"
}

# The number in totals of the JSON in `out`.
total() {
  sed -n "/\"totals\"/,/}/s/.*\"$1\": \([0-9]*\).*/\1/p" <<<"$out"
}
