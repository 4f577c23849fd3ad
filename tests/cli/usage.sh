#!/usr/bin/env bash
# Help, version, and what is said to wrong usage.
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"

begin "Help has each option and examples, and goes to stdout"
run --help
expect "$status|$err" '0|'
for word in FILE --format --output --sort --top --since --until --class --level --mask --threads --color --progress --quiet \
  --version Examples: 'culprit normalize' 'Exit codes'; do
  expect_match "$out" "*$word*"
done
expect_match "$out" '*Exit codes: 0 fine, 1 a rule of *check* fails, 2 wrong usage, 3 *'
run normalize --help
expect "$status|$err" '0|'
expect_match "$out" '*--mask*'

begin "The version is one line"
run --version
expect "$status|$err" '0|'
expect_match "$out" 'culprit [0-9]*.[0-9]*.[0-9]*'

begin "Wrong usage is one line on stderr, and 2"
for arguments in '--fromat json' '--format xml' '--sort up' '--top many' '--top -1' '--since yesterday' '--until 25:00' \
  '--level loud' '--color maybe' '--progress maybe' '--failure-window nan' '--failure-window inf' '--failure-window -1' '--threads 1000' '--mask nonsense' 'normalize --format json'; do
  # shellcheck disable=SC2086  # words are arguments
  run $arguments "$data/killbill.log"
  expect "$status|$out" '2|'
  expect_match "$err" 'culprit: *'
  expect "$(wc -l <"$work/err")" 1
done

begin "A mask that is no RE2 is refused"
run --mask 'x=(' "$data/killbill.log"
expect_match "$status|$out|$err" '2||culprit: --mask: *'
run normalize --mask 'x y=a' "$data/killbill.log"
expect_match "$status|$out|$err" '2||culprit: --mask: *'

begin "What options mean together is looked at, too"
run --since 2021-12-22 --until 2021-12-21 "$data/killbill.log"
expect_match "$status|$out|$err" '2||culprit: --since is not before --until*'
cp "$data/killbill.log" "$work/same.log"
run --output "$work/same.log" "$work/same.log"
expect_match "$status|$out|$err" '2||culprit: a report would replace *'
cmp "$data/killbill.log" "$work/same.log"

begin "The word report may stand in front"
run report -f json "$data/killbill.log"
first=$out
run -f json "$data/killbill.log"
expect "$status|$out" "0|$first"

begin "Options may stand behind files, and -- ends them"
run "$data/killbill.log" -f json
expect "$status|$out" "0|$first"
cd "$work"
cp "$data/killbill.log" ./--top
run -f json -- --top
expect "$status|$(total total)" '0|20'

begin "A file called like a command is read by its path"
cp "$data/killbill.log" ./normalize
run -f json ./normalize
expect "$status|$(total total)" '0|20'
