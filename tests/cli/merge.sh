#!/usr/bin/env bash
# culprit merge, --format snapshot
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
cp "$data/killbill.log" "$work/one.log"
cd "$work"
mkdir .git
export HOME=$work XDG_CONFIG_HOME=$work/none
for plan in gold silver bronze iron tin; do
  printf '2017-03-21 13:00:00,000 [main] WARN  a.B - x\na.b.PlanException: no plan %s\n\tat a.B.c(B.java:1)\n' "$plan"
done >two.log

begin "Snapshots are written by --format and by --report"
run one.log --format snapshot --output one.culprit
expect "$status|$out|$err" '0||'
run two.log --report snapshot=two.culprit
expect "$status|$err" '0|'

begin "Merged in any order they give what one run over all logs gives"
run one.log two.log --format json
cp out whole.json
run merge one.culprit two.culprit --format json
expect "$status|$err" '0|'
cmp out whole.json
run merge two.culprit one.culprit --format json
cmp out whole.json

begin "Without --format the result is a snapshot, to be reported and merged like any other"
run merge one.culprit two.culprit --output all.culprit
expect "$status|$out|$err" '0||'
run merge two.culprit one.culprit
expect "$status" 0
cmp out all.culprit
run all.culprit --format json
cmp out whole.json

begin "A log among snapshots is read as one"
run merge one.log two.culprit --format json
expect "$status|$err" '0|'
cmp out whole.json

begin "Snapshots may be compressed"
for pack in gzip zstd xz bzip2; do
  "$pack" -q <one.culprit >packed
  run merge packed two.culprit --format json
  expect "$status|$err" '0|'
  cmp out whole.json
done
gzip -c one.culprit | head -c -2 >packed
run merge packed two.culprit --format json
expect_match "$status|$err|$(total occurrences)" '3|culprit: packed: truncated gzip data at byte *|5'

begin "A report to standard output takes the place of the snapshot"
run merge one.culprit two.culprit --report json=-
cmp out whole.json

begin "A snapshot can be what a run is compared with"
run diff one.culprit one.log
expect_match "$status|$err|$out" '0||Nothing new, nothing changed; * as before.*'
run diff one.log all.culprit
expect_match "$status|$out" '0|1 new; *'
run check all.culprit --baseline one.culprit
expect_match "$status|$out" '1|The gate says no: 1 of 1 rule fails.*'
run check one.log --baseline all.culprit
expect "$status" 0

begin "One that is cut is a fault in one line, and the others count"
head -c $(($(wc -c <one.culprit) / 2)) one.culprit >cut.culprit
run merge cut.culprit two.culprit --format json
expect_match "$status|$err" '3|culprit: cut.culprit: *'
expect "$(wc -l <err)|$(total occurrences)" '1|5'

begin "A snapshot is not replaced while it is read, nor written among commands of GitHub"
run merge one.culprit two.culprit --output one.culprit
expect_match "$status|$out|$err" '2||culprit: a report would replace one.culprit, *'
GITHUB_STEP_SUMMARY=$PWD/step.md run merge one.culprit --github
expect "$status|$out|$err" '2||culprit: a snapshot is binary; name the file that it goes to'
