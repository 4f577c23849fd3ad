#!/usr/bin/env bash
# culprit diff
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
cd "$work"
mkdir .git
export HOME=$work XDG_CONFIG_HOME=$work/none

# A log with <count> occurrences of class <name> for each <name> <count>, among 1000 quiet records.
make_log() {
  local i
  for ((i = 0; i < 1000; ++i)); do echo '2015-10-09 18:04:22,808 [main] INFO  a.B - x'; done
  while [[ $# != 0 ]]; do
    for ((i = 0; i < $2; ++i)); do
      printf '2015-10-09 18:04:23,808 [main] WARN  a.B - x\n%s: id %s\n\tat a.B.c(B.java:1)\n' "$1" "$i"
    done
    shift 2
  done
}
make_log a.Same 100 a.More 100 a.Less 100 a.Gone 50 >base.log
make_log a.Same 105 a.More 200 a.Less 30 a.New 3 >current.log

begin "One minute is one"
printf '2015-10-09 18:0%d:00,000 [main] INFO  a.B - x\n' 4 5 >minute.log
run diff minute.log minute.log
expect "$status|$(sed -n 2p <<<"$out")" '0|base     minute.log: 2 records, 0 errors and 0 exceptions in 1 minute'

begin "A folder stands for its files, those of the base, too"
mkdir before after
head -n 500 base.log >before/a.log
tail -n +501 base.log >before/b.log
cp current.log after
run diff base.log current.log -f json
expected=$(jq -c '[.causes[] | [.change, .before, .after]]' <<<"$out")
run diff --rotated before after -f json
expect "$status|$err|$(jq -c '[.causes[] | [.change, .before, .after]]' <<<"$out")" "0||$expected"
run diff --rotated --base before after -f json
expect "$status|$err|$(jq -c '[.causes[] | [.change, .before, .after]]' <<<"$out")" "0||$expected"

begin "A gate's report in JSON is a run, too"
run check base.log --fail-on 'errors > 1000' -f json -o gate.json
run diff gate.json current.log -f json
expect "$status|$err|$(jq -c '[.causes[] | [.change, .before, .after]]' <<<"$out")" "0||$expected"

begin "What is new, more or less frequent, or gone is said, with counts and rates"
new=$("$culprit" current.log -f json | jq -r '.exceptions[] | select(.class == "a.New").groups[0].fingerprint')
run diff base.log current.log
expect "$status|$err|$out" '0||1 new, 1 increased, 1 decreased, 1 gone; 1 as before.
base     base.log: 1,350 records, 0 errors and 350 exceptions in 1 s
current  current.log: 1,338 records, 0 errors and 338 exceptions in 1 s
Rates are those per 1,000 quiet records.

New
  a.New: id N
      new: 3 times (0 -> 3 per 1,000 quiet records)
      For example: id 0
      at a.B.c(B.java:1)
      culprit show '"$new"' prints a trace

Increased
  a.More: id N
      2 times as often: 100 -> 200 (100 -> 200 per 1,000 quiet records)

Decreased
  a.Less: id N
      0.3 times as often: 100 -> 30 (100 -> 30 per 1,000 quiet records)

Gone
  a.Gone: id N
      gone: 50 times before (50 -> 0 per 1,000 quiet records)

Root causes, whatever wraps them
  a.New: id N
      new: 3 times (0 -> 3 per 1,000 quiet records)
      For example: id 0
      at a.B.c(B.java:1)
  a.More: id N
      2 times as often: 100 -> 200 (100 -> 200 per 1,000 quiet records)
  a.Less: id N
      0.3 times as often: 100 -> 30 (100 -> 30 per 1,000 quiet records)
  a.Gone: id N
      gone: 50 times before (50 -> 0 per 1,000 quiet records)'

begin "The trace of what is new is a command away"
run show "$new" current.log
expect_match "$status|$out" '0|*a.New: id 0
	at a.B.c(B.java:1)'

begin "A report in JSON, a baseline and several logs are runs, too"
run --format json base.log -o base.json
run check base.log --baseline base.txt --update-baseline
for base in base.json base.txt; do
  run diff "$base" current.log
  expect "$status|$(head -n 1 <<<"$out")" '0|1 new, 1 increased, 1 decreased, 1 gone; 1 as before.'
done
run base.log --format snapshot -o base.culprit
{ printf '\xff\xfe' && iconv -f UTF-8 -t UTF-16LE base.json; } >base.utf16
for base in base.json base.txt base.culprit base.utf16; do
  for pack in gzip zstd xz bzip2; do
    "$pack" -q <"$base" >packed
    run diff packed - <current.log
    expect "$status|$err|$(head -n 1 <<<"$out")" '0||1 new, 1 increased, 1 decreased, 1 gone; 1 as before.'
  done
done
run diff --base base.log --base base.log current.log current.log
expect "$status|$(head -n 1 <<<"$out")" '0|1 new, 1 increased, 1 decreased, 1 gone; 1 as before.'
run diff --base base.log <current.log
expect "$status|$(head -n 1 <<<"$out")" '0|1 new, 1 increased, 1 decreased, 1 gone; 1 as before.'

begin "A run does not differ from itself"
run diff base.log base.log
expect "$status|$(head -n 1 <<<"$out")" '0|Nothing new, nothing changed; 4 as before.'

begin "Markdown and JSON say the same"
run diff base.log current.log --format markdown
expect_match "$out" '1 new, 1 increased, *
| new | <code>a.New&#58; id N</code> | 0 | 3 | 0 -> 3 per 1,000 quiet records |
*'
run diff base.log current.log -f json -o out.json
expect "$status|$out" '0|'
expect "$(jq -c '[.schema, .per, (.causes[0] | .change, .before, .after, .chain[0].sample)]' out.json)" \
  '["culprit.diff/1","record","new",0,3,"id 0"]'

begin "Rates can be those of minutes or of whole runs"
run diff base.log current.log --per run
expect_match "$out" '*
Rates are those per run.*'
run diff base.log current.log --per minute
expect_match "$status|$out" '0|*gone: 50 times before (3000 -> 0 per minute)*'

begin "Rates can be those of failed requests, where the log names these"
run diff "$data/killbill.log" "$data/killbill.log" --per request -f json
expect "$status|$(jq -c '[.per, .base.failed_requests, .current.failed_requests]' <<<"$out")" '0|["request",12,12]'
run diff base.log current.log --per request
expect "$status|$out|$err" '2||culprit: base.log: rates per failed request can'\''t be told, as it has none'

begin "Two runs are needed, and of one kind each"
for arguments in '' 'base.log' 'base.log current.log base.log' '--base - -' '--base base.json --base base.log current.log' \
  'base.log current.log --per hour' 'base.log current.log --format csv'; do
  # shellcheck disable=SC2086  # words are arguments
  run diff $arguments
  expect "$status|$out|$(wc -l <"$work/err")" '2||1'
done

begin "What can't be read is said, and the rest compared"
run diff missing.log current.log
expect_match "$status|$err" '3|culprit: missing.log: *'
