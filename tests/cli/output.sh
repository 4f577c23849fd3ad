#!/usr/bin/env bash
# Where the report goes, and how it looks there.
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
log=$data/killbill.log

begin "A reader that goes away ends it quietly"
status=0
"$culprit" -f json "$testdata"/corpus/*.log 2>"$work/err" | head -n 1 >"$work/out" || status=$?
expect "$status|$(<"$work/err")" '0|'
status=0
yes 'waited 3 seconds' | head -n 200000 | "$culprit" normalize 2>"$work/err" | head -n 1 >"$work/out" || status=$?
expect "$(<"$work/out")|$(<"$work/err")" 'waited N seconds|'

begin "A report that can't be written is an error"
status=0
"$culprit" "$log" >/dev/full 2>"$work/err" || status=$?
expect "$status" 3
expect_match "$(<"$work/err")" 'culprit: standard output can*'
for arguments in --help 'explain --list' "normalize $log"; do
  status=0
  # shellcheck disable=SC2086  # words are arguments
  "$culprit" $arguments >/dev/full 2>"$work/err" || status=$?
  expect "$status|$(<"$work/err")" "3|culprit: standard output can't be written: No space left on device"
done
run --output "$work/no/such/folder/report" "$log"
expect "$status|$out" '3|'
expect_match "$err" "culprit: $work/no/such/folder/report: *"

begin "Where nobody can be told of an error, the exit code tells it"
for stderr in /dev/full '&-'; do
  status=0
  eval '"$culprit" "$work/missing.log" "$log" >"$work/out" 2>'"$stderr" || status=$?
  expect "$status|$(tail -n 1 "$work/out")" "3|$work/missing.log: No such file or directory"
done
status=0
"$culprit" --no-such-option 2>&- || status=$?
expect "$status" 2

begin "--output replaces a file in one step, and what a link points to"
umask 027
echo old >"$work/report.md"
ln -s report.md "$work/link.md"
run -f markdown --output "$work/link.md" "$log"
expect "$status|$out|$err" '0||'
expect "$(stat -c %F "$work/link.md")" 'symbolic link'
expect "$(sha256sum <"$work/report.md")" "$("$culprit" -f markdown "$log" | sha256sum)"
expect "$(stat -c %a "$work/report.md")" 640
expect "$(find "$work" -name 'report.md?*')" ''
mkdir "$work/links"
ln -s ../new.md "$work/links/dangling.md"
run -f markdown --output "$work/links/dangling.md" "$log"
expect "$status|$err|$(readlink "$work/links/dangling.md")" '0||../new.md'
cmp "$work/new.md" "$work/report.md"
ln -s circle "$work/circle"
run --output "$work/circle" "$log"
expect_match "$status|$out|$err" "3||culprit: $work/circle: *"
run --output /dev/null "$log"
expect "$status|$out" '0|'

begin "A file is compressed if its name says so"
"$culprit" -f json "$log" >"$work/report.json"
for name in gz:gzip zst:zstd; do
  run -f json --output "$work/report.json.${name%:*}" --report "json=$work/again.${name%:*}" "$log"
  expect "$status|$err" '0|'
  "${name#*:}" -dc <"$work/report.json.${name%:*}" | cmp - "$work/report.json"
  cmp "$work/report.json.${name%:*}" "$work/again.${name%:*}"
  run diff "$work/report.json.${name%:*}" "$log"
  expect "$status|$err" '0|'
done

begin "Colour is for terminals, unless it is asked for"
run "$log"
[[ $out != *$'\e['* ]] || fail "there is colour on a pipe"
expect "$err" ''
run --color always "$log"
expect_match "$out" $'*\e[*'
NO_COLOR=1 run --color always "$log"
expect_match "$out" $'*\e[*'
run --color never "$log"
[[ $out != *$'\e['* ]] || fail "there is colour though none was wanted"

begin "--quiet says nothing on stderr, and still returns 3"
run --quiet "$work/missing.log" "$log"
expect "$status|$err" '3|'

begin "--top folds rows, and they still add up"
run -f markdown --top 2 "$log"
expect_match "$out" '*[(]3 other classes) |     5 |*'
expect "$(awk -F'|' '/^\|/ && $3 + 0 && $2 !~ /TOTAL/ {sum += $3} $2 ~ /TOTAL/ {total = $3 + 0} END {print sum == total}' <<<"$out")" 1

run --top 0 "$log"
expect_match "$out" '*
Failures and their causes
*12  (5 other causes)*'

begin "--sort orders the rows"
run -f markdown --sort count "$log"
expect_match "$(sed -n 4p <<<"$out")" '*PaymentApiException |     7 |'
run -f markdown --sort name "$log"
expect_match "$(sed -n 4p <<<"$out")" '*java.io.IOException |     1 |'

begin "--by is about the details of text, and changes no order in other formats"
for format in csv ndjson json; do
  run -f $format "$log"
  first=$out
  run -f $format --by chain "$log"
  expect "$out" "$first"
done

begin "A user's mask groups"
printf '18:04:22.808 [main] ERROR a.B - pool %s is full\n' red green blue >"$work/pools.log"
run -f markdown --mask 'pool=pool (red|green|blue)' "$work/pools.log"
expect_match "$out" '*3 × a.B - <pool> is full*'
