#!/usr/bin/env bash
# Whole reports, as they were reviewed. scripts/update-goldens writes them anew.
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
cd "$data"

while read -r file arguments; do
  begin "$file: culprit $arguments"
  width=${file//[^0-9]/}
  # shellcheck disable=SC2086  # words are arguments
  COLUMNS=${width:-80} run $arguments
  expect "$status" 0
  diff "$here/golden/$file" "$work/out" >"$work/difference" || fail "$(<"$work/difference")"
done <"$here/golden/reports"

begin "The reference log gives the reference table, byte for byte"
run --format markdown "$testdata/stripe-pool-30.log.zst"
expect "$status|$(head -n 8 "$work/out")" "0|$(<"$here/golden/reference-table.md")"
