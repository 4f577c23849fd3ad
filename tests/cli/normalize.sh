#!/usr/bin/env bash
# culprit normalize
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"

begin "Each line becomes its template"
printf '%s\n' 'waited 8.904 seconds' '' 'payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38 failed' >"$work/messages"
run normalize "$work/messages"
expect "$status|$err|$out" '0||waited N seconds

payment <uuid> failed'

begin "A pipe is read; CRLF and a missing line end are no part of a message"
status=0
out=$(printf 'a 1\r\nb 2' | "$culprit" normalize) || status=$?
expect "$status|$out" $'0|a N\nb N'

begin "The user's masks come first"
run normalize --mask 'color=red|green' "$work/messages" - <<<'7 red balloons'
expect_match "$out" '*N <color> balloons'

begin "A file that can't be read is named, and the others are read"
run normalize "$work/missing" "$work/messages"
expect_match "$status|$err" "3|culprit: $work/missing: *"
expect_match "$out" 'waited N seconds*'

begin "A line of any length is one line"
head -c 5000000 /dev/zero | tr '\0' x >"$work/long"
run normalize "$work/long"
expect "$status|$(wc -l <"$work/out")" '0|1'

begin "A folder is no message, and nothing at all has no template"
run normalize "$work"
expect "$status|$out|$err" "3||culprit: $work: Is a directory"
run normalize /dev/null
expect "$status|$out|$err" '0||'

begin "Templates that differ in values alone are merged, wherever they stand in the input"
printf 'no plan %s in 1\n' gold silver basic trial >"$work/plans"
printf 'other\n' >>"$work/plans"
run normalize "$work/plans" "$work/plans"
plans=$'no plan <*> in N\nno plan <*> in N\nno plan <*> in N\nno plan <*> in N\nother'
expect "$status|$err|$out" "0||$plans
$plans"

begin "Without merging lines are printed as they come"
run normalize --masks-only "$work/plans"
expect "$status|$out" $'0|no plan gold in N\nno plan silver in N\nno plan basic in N\nno plan trial in N\nother'

begin "Words that the user keeps stay, by option and by configuration"
run normalize --keep gold --keep 'b.*c' "$work/plans"
expect "$out" $'no plan gold in N\nno plan silver in N\nno plan basic in N\nno plan trial in N\nother'
printf '[normalize]\nkeep = ["tri.l"]\n' >"$work/keep.toml"
run normalize --config "$work/keep.toml" "$work/plans"
expect "$out" $'no plan gold in N\nno plan silver in N\nno plan basic in N\nno plan trial in N\nother'
run normalize --keep '(' "$work/plans"
expect_match "$status|$out|$err" '2||culprit: --keep: keep "(": *'
printf '[normalize]\nkeep = ["("]\n' >"$work/keep.toml"
run normalize --config "$work/keep.toml" "$work/plans"
expect_match "$status|$out|$err" "2||culprit: $work/keep.toml:2:9: keep \"(\": *"

begin "Templates that don't fit are masked alone, and that is said"
for word in a b c d e f g; do
  for second in a b c d e f g h i j; do
    printf '%s%s' "$word" "$second"
    head -c 1000000 /dev/zero | tr '\0' x
    printf '\n'
  done
done >"$work/huge"
printf 'no plan %s\n' gold silver >"$work/more"
run normalize "$work/plans" "$work/huge" "$work/plans" "$work/more"
expect "$status|$err" '0|culprit: templates take more than 64 MiB; those of 3 lines are made by masks alone'
expect "$(wc -l <"$work/out")|$(cut -c 1-20 "$work/out" | sed -n '1p;6p;75p;76p;81p;$p' | paste -sd,)" \
  '82|no plan <*> in N,aaxxxxxxxxxxxxxxxxxx,gjxxxxxxxxxxxxxxxxxx,no plan <*> in N,no plan <*>,no plan <*>'
