#!/usr/bin/env bash
# culprit show
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
log=$data/killbill.log

# The bytes of an event in the log; no pipe in it is closed early.
record_of() {
  head -c "$(jq '.offset + .length' <<<"$1")" "$log" | tail -c "$(jq .length <<<"$1")"
}

begin "A record is shown as it stands in the log, under its place"
"$culprit" events "$log" >"$work/events"
for fingerprint in $(jq -r .fingerprint "$work/events" | sort -u); do
  first=$(jq -nc --arg fingerprint "$fingerprint" 'first(inputs | select(.fingerprint == $fingerprint))' "$work/events")
  count=$(grep -c "\"fingerprint\":\"$fingerprint\"" "$work/events")
  run show "$fingerprint" "$log"
  expect "$status|$err" '0|'
  expect "$(head -n 1 "$work/out")" "$(jq -r --arg count "$count" \
    '"==> \(.source):\(.line), \(if .time then .time + ", " else "" end)1 of \($count) <=="' <<<"$first")"
  record_of "$first" >"$work/record"
  tail -n +2 "$work/out" | cmp - "$work/record" || fail "it is not the record"
done

begin "From a pipe and from compressed input it is the same"
fingerprint=$(jq -r 'select(.throwable).fingerprint' "$work/events" | sort | uniq -c | sort -rn |
  sed -n '1s/.* //p')
"$culprit" show -n 3 "$fingerprint" "$log" | sed '/^==>/s/.*:/:/' >"$work/plain"
expect "$(grep -c '^:' "$work/plain")" 3
zstd -qc "$log" >"$work/log.zst"
"$culprit" show -n 3 "$fingerprint" "$work/log.zst" | sed '/^==>/s/.*:/:/' | cmp - "$work/plain"
"$culprit" show -n 3 "$fingerprint" <"$log" | sed '/^==>/s/.*:/:/' | cmp - "$work/plain"
"$culprit" show -n 3 "$fingerprint" - <"$work/log.zst" | sed '/^==>/s/.*:/:/' | cmp - "$work/plain"
expect_match "$("$culprit" show "$fingerprint" <"$log")" '==> standard input:*'

begin "Samples are from the beginning, the middle and the end"
reference=$testdata/stripe-pool-30.log.zst
fingerprint=$("$culprit" -f json "$reference" | jq -r '.exceptions[0].groups[0].fingerprint')
"$culprit" events "$reference" | jq -r "select(.fingerprint == \"$fingerprint\").line" >"$work/lines"
run show --samples 3 "$fingerprint" "$reference"
expect "$status|$err" '0|'
mapfile -t places < <(sed -n 's/^==> .*:\([0-9]*\), [-0-9T:.Z]*, \([0-9]*\) of \([0-9]*\) <==$/\1 \2 \3/p' "$work/out")
count=$(wc -l <"$work/lines")
expect "${#places[@]}|${places[0]}|${places[2]}" \
  "3|$(head -n 1 "$work/lines") 1 $count|$(tail -n 1 "$work/lines") $count $count"
read -r line number _ <<<"${places[1]}"
expect "$line" "$(sed -n "${number}p" "$work/lines")"
(((number > count * 7 / 16) && (number < count * 9 / 16))) || fail "it is not in the middle"

begin "Of each group, and each error, as many are shown as a report counts"
for file in "$log" "$reference"; do
  while read -r fingerprint count; do
    run show "$fingerprint" "$file"
    expect "$status|$(sed -n '1s/.* of \([0-9]*\) <==$/\1/p' "$work/out")" "0|$count"
  done < <("$culprit" -f json "$file" |
    jq -r '(.exceptions[].groups[], .errors[]) | "\(.fingerprint) \(.count)"')
done

begin "JSON is the event, with its text"
event=$(head -n 1 "$work/events")
run show -f json "$(jq -r .fingerprint <<<"$event")" "$log"
expect "$status|$(jq -c 'del(.text, .cut, .number, .count)' <<<"$out")" "0|$(jq -c . <<<"$event")"
expect "$(jq -r '.text' <<<"$out")" "$(record_of "$event")"
expect "$(jq -c '[.cut, .number]' <<<"$out")" '[false,1]'

begin "The first six digits do; fewer, or none that is there, are wrong usage"
run show "$(jq -r '.fingerprint[:6]' <<<"$event")" "$log"
expect "$status|$err" '0|'
run show "$(jq -r '.fingerprint[:5]' <<<"$event")" "$log"
expect "$status|$out" '2|'
expect_match "$err" "culprit: '?????' is no fingerprint: *"
run show 000000 "$log"
expect "$status|$out" '2|'
expect_match "$err" 'culprit: nothing here has the fingerprint 000000; *culprit events*'
run show "$log"
expect "$status|$out" '2|'

begin "Digits that several fingerprints begin with are listed"
header="18:04:22.808 [main] ERROR a.B -"
for a in {a..z}; do for b in {a..z}; do for c in {a..z}; do echo "$header x$a$b$c"; done; done; done >"$work/many.log"
digits=$("$culprit" events -q "$work/many.log" | jq -r '.fingerprint[:6]' | sort | uniq -d | sed -n 1p)
[[ -n $digits ]] || fail "no two are alike"
run show "$digits" "$work/many.log"
expect "$status|$out" '2|'
expect_match "$err" "culprit: $digits is the beginning of several fingerprints:
$digits??????????       1  x???
$digits??????????       1  x???*"

begin "Filters say what is searched"
run show --class a.Other "$(jq -nr 'first(inputs | select(.throwable).fingerprint)' "$work/events")" "$log"
expect "$status|$out" '2|'

begin "Of prefixed lines the stream's own are shown, without prefix, from a pipe, too"
for stream in a b; do
  for i in 1 2 3; do printf '%s_1  | 18:04:2%s.808 [main] INFO  a.B - fine\n' "$stream" "$i"; done
done >"$work/compose.log"
printf '%s\n' 'a_1  | 18:04:25.808 [main] ERROR a.B - bad' 'b_1  | 18:04:25.900 [main] INFO  a.B - fine' \
  'a_1  | a.SomeException: x' $'a_1  | \tat a.B.c(B.java:1)' >>"$work/compose.log"
fingerprint=$("$culprit" events "$work/compose.log" | jq -r .fingerprint)
expected=$'18:04:25.808 [main] ERROR a.B - bad\na.SomeException: x\n\tat a.B.c(B.java:1)'
run show "$fingerprint" "$work/compose.log"
expect "$(tail -n +2 <<<"$out")" "$expected"
expect_match "$out" "==> $work/compose.log:7, a_1, *"
run show "$fingerprint" <"$work/compose.log"
expect "$(tail -n +2 <<<"$out")" "$expected"

begin "A record is shown however much came through the pipe in front of it"
quiet() { seq -f '18:04:22.808 [main] INFO  a.B - fine %.f' 250000; }
{ quiet; printf '%s\n' "$header first"; quiet; printf '%s\n' "$header last"; } >"$work/long.log"
fingerprint=$("$culprit" events "$work/long.log" | jq -r 'select(.message == "last").fingerprint')
run show "$fingerprint" < <(cat "$work/long.log")
expect "$status|$(tail -n +2 <<<"$out")" "0|$header last"

begin "What can't be read is said, and the rest searched"
run show "$(jq -r .fingerprint <<<"$event")" "$work/missing.log" "$log"
expect "$status" 3
expect_match "$out" "==> *"
expect_match "$err" "culprit: $work/missing.log: *"
