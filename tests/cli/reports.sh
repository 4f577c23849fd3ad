#!/usr/bin/env bash
# --format, --report and --github
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
log=$data/killbill.log
cd "$work"

begin "Several reports are written at once, and the text is printed all the same"
run "$log" --report markdown=summary.md --report junit=out.xml
text=$out
expect "$status|$err|$(head -n 1 out.xml)" '0||<?xml version="1.0" encoding="UTF-8"?>'
run "$log" --format markdown
expect "$(<summary.md)" "$out"
run "$log"
expect "$text" "$out"

begin "One that goes to standard output takes the place of the text"
run "$log" --report csv=- --report json=out.json
expect "${out:0:16}" 'kind,name,messag'
expect "$(jq -r .schema out.json)" 'culprit.summary/1'

begin "Two reports can't go to one place, and none may replace what is read"
run "$log" --report csv=x --report json=x
expect "$status|$out|$err" '2||culprit: two reports would go to x'
run "$log" --format json --report csv=-
expect "$status|$out|$err" '2||culprit: two reports would go to standard output'
cp "$log" same.log
run same.log --report csv=same.log
expect_match "$status|$out|$err" '2||culprit: a report would replace same.log, *'
cmp "$log" same.log

begin "Nor may one replace what else is read: a file of a set, a base, a baseline, rules, the configuration"
mkdir rotated
cp "$log" rotated/killbill.log
cp "$log" base.log
"$culprit" "$log" --format json >baseline.json
printf '[check]\nfail_on = ["total > 100"]\n' >rules.toml
cp rules.toml culprit.toml
sha256sum rotated/* base.log baseline.json rules.toml culprit.toml >inputs
while read -r read output command; do
  # shellcheck disable=SC2086  # words are arguments
  run $command -o "$output"
  expect "$status|$out|$err" "2||culprit: a report would replace $read, which is to be read"
done <<'COMMANDS'
rotated/killbill.log ./rotated/killbill.log --rotated rotated
base.log base.log diff base.log same.log
base.log base.log diff --base baseline.json --base base.log same.log
baseline.json baseline.json check same.log --baseline baseline.json
rules.toml rules.toml check same.log --rules rules.toml
culprit.toml culprit.toml same.log --config culprit.toml
COMMANDS
run same.log -o culprit.toml
expect_match "$status|$out|$err" '2||culprit: a report would replace *culprit.toml, which is to be read'
# shellcheck disable=SC2094  # it is not written
run - -o base.log <base.log
expect "$status|$out|$err" '2||culprit: a report would replace standard input, which is to be read'
sha256sum --quiet --check inputs
rm culprit.toml

begin "Of several reports one that can't be written is named, and so is what could not be read"
run "$log" missing.log --report csv=none/x --report json=written.json -o none/y
expect "$status|$out" '3|'
expect_match "$err" 'culprit: none/y: *
culprit: none/x: *
culprit: missing.log: *'
expect "$(jq -r .schema written.json)" 'culprit.summary/1'
run diff "$log" missing.log -o none/x
expect_match "$status|$err" '3|culprit: none/x: *
culprit: missing.log: *'

begin "A format that isn't known is named with those that are"
for arguments in '--report xml=x' '--report csv' '--report csv=' '--format xml'; do
  # shellcheck disable=SC2086  # words are arguments
  run "$log" $arguments
  expect "$status|$out|$(wc -l <"$work/err")" '2||1'
done
expect_match "$err" "culprit: --format: 'xml' is none of text, markdown, json, html, csv, *"
run --help
for format in text markdown json html csv ndjson junit sarif gitlab prometheus github annotations snapshot; do
  expect_match "$out" "*--format*$format*"
done

begin "In GitHub Actions the job summary is appended to, and annotations are printed"
echo 'from before' >step.md
GITHUB_STEP_SUMMARY=$PWD/step.md run "$log" --github
expect "$status|$err|$(sed -n '1p;2p' step.md)" $'0||from before\n## culprit: 12 failures of 5 causes, logged as 16 exceptions; 4 errors without an exception.'
expect_match "$(head -n 1 <<<"$out")" '::stop-commands::culprit-*'
token=$(sed -n '1s/::stop-commands:://p' <<<"$out")
expect "$(sed -n "/^::$token::\$/,\$p" <<<"$out" | grep -c '^::error title=')" 10
expect "$(tail -n 1 <<<"$out")" \
  '::error title=culprit::2 more causes are not annotated, as GitHub shows ten; the report has them'
expect "$(sed "1d;/^::$token::\$/,\$d" <<<"$out")" "$text"

begin "A summary that is nearly full is not written beyond what GitHub takes"
head -c $(((1 << 20) - 2000)) /dev/zero | tr '\0' x >step.md
GITHUB_STEP_SUMMARY=$PWD/step.md run "$log" --github -o report.txt
expect "$status|$(($(wc -c <step.md) <= 1 << 20))" '0|1'
expect_match "$(tail -n 1 step.md)" '*This summary is cut*'
expect_match "$out" '::error title=*'

begin "Elsewhere --github is wrong usage"
GITHUB_STEP_SUMMARY='' run "$log" --github
expect "$status|$out|$err" '2||culprit: --github: GITHUB_STEP_SUMMARY is not set; GitHub Actions sets it'
