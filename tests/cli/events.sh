#!/usr/bin/env bash
# culprit events
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"

cat >"$work/a.log" <<'LOG'
2021-12-22T10:18:46,867+0000 lvl='INFO', log='B', th='main', xff='', rId='', tok='', aRId='', tRId='', fine
2021-12-22T10:18:47,867+0000 lvl='ERROR', log='B', th='main', xff='', rId='', tok='c3d1', aRId='7', tRId='', no "7" here
2021-12-22T10:18:48,867+0000 lvl='WARN', log='B', th='main', xff='', rId='', tok='', aRId='', tRId='', bad
java.io.IOException: disk 7
	at a.B.c(B.java:1)
	Suppressed: a.ShutException
		at a.B.d(B.java:2)
Caused by: a.DeepException: no 8
	... 1 more
LOG

begin "An error and an occurrence are an object each, with all that is known"
run events "$work/a.log"
expect "$status|$err" '0|'
expect "$(jq -c '.fingerprint |= sub("[0-9a-f]{16}"; "…")' <<<"$out")" \
  '{"kind":"error","source":"'"$work"'/a.log","stream":"","layout":"killbill","offset":108,"length":121,"line":2,"bare":false,"time":"2021-12-22T10:18:47.867Z","level":"ERROR","logger":"B","thread":"main","context":{"kb.userToken":"c3d1","kb.accountRecordId":"7"},"message":"no \"7\" here","template":"no \"N\" here","throwable":null,"fingerprint":"…"}
{"kind":"occurrence","source":"'"$work"'/a.log","stream":"","layout":"killbill","offset":229,"length":250,"line":3,"bare":false,"time":"2021-12-22T10:18:48.867Z","level":"WARN","logger":"B","thread":"main","context":{},"message":"bad","template":"bad","throwable":{"class":"java.io.IOException","message":"disk 7","template":"disk N","frames":1,"top_frame":"a.B.c(B.java:1)","elided":0,"circular":false,"cause":{"class":"a.DeepException","message":"no 8","template":"no N","frames":0,"top_frame":"","elided":1,"circular":false,"cause":null,"suppressed":[]},"suppressed":[{"class":"a.ShutException","message":"","template":"","frames":1,"top_frame":"a.B.d(B.java:2)","elided":0,"circular":false,"cause":null,"suppressed":[]}]},"fingerprint":"…"}'

begin "With --all every record is one, too"
run events --all "$work/a.log"
expect "$(jq -r '"\(.kind) \(.line) \(.message)"' <<<"$out")" $'record 1 fine\nerror 2 no "7" here\noccurrence 3 bad'

begin "Any bytes of a log make valid JSON"
printf '18:04:22.808 [main] ERROR a.B - a\1\x1b\\"\xff\xc3\xbc\xe2\x80\xa8\xed\xa0\x80\n' >"$work/bytes.log"
run events "$work/bytes.log"
expect "$(jq -c .message <<<"$out")" '"a\u0001\u001b\\\"�ü'$'\u2028''���"'

begin "Filters and masks are those of a report"
run events --level ERROR --mask 'seven=7' "$work/a.log"
expect "$(jq -r .template <<<"$out")" 'no "<seven>" here'
run events --class a.Other "$work/a.log"
expect "$(jq -r .kind <<<"$out")" error

begin "A time of day is of the day that is stated, in the zone that is stated"
run events --date 2021-12-22 --timezone Europe/Berlin "$work/bytes.log"
expect "$(jq -r .time <<<"$out")" 2021-12-22T17:04:22.808Z

begin "Lines of several writers are told apart"
printf 'a_1  | %s\n' '18:04:22.808 [main] ERROR a.B - x' '18:04:23.808 [main] INFO  a.B - y' >"$work/compose.log"
sed 's/^a/b/' "$work/compose.log" >>"$work/compose.log.b"
run events "$work/compose.log" "$work/compose.log.b"
expect "$(jq -r '"\(.stream) \(.message)"' <<<"$out")" $'a_1 x\nb_1 x'

begin "What can't be read is said, and the rest printed"
run events "$work/missing.log" "$work/a.log"
expect "$status|$(wc -l <"$work/out")" '3|2'
expect_match "$err" "culprit: $work/missing.log: *"
run events --bogus
expect "$status|$out" '2|'

begin "A snapshot has no records, which is said"
run "$work/a.log" -f snapshot -o "$work/a.culprit"
for command in events layouts 'show 123456'; do
  # shellcheck disable=SC2086  # words are arguments
  run $command "$work/a.culprit"
  expect "$status|$(head -n 1 <<<"$err")" "3|culprit: $work/a.culprit: is a snapshot, which has the counts of records, and not the records"
done

begin "Nobody minds if the reader goes away"
status=0
for _ in {1..5000}; do cat "$work/a.log"; done >"$work/long.log"
"$culprit" events "$work/long.log" 2>"$work/err" | head -n 1 >"$work/out" || status=$?
expect "$status|$(<"$work/err")|$(wc -l <"$work/out")" '0||1'

begin "The examples of docs/events.md with jq"
reference=$testdata/stripe-pool-30.log.zst
expect "$("$culprit" events "$reference" |
  jq -r 'select(.throwable) | [.throwable | recurse(.cause; . != null)] | last | .class + ": " + .template' |
  sort | uniq -c | sort -rn | sed -n '4,5s/^ *//p')" \
  '48 java.lang.IllegalArgumentException: name
8 org.jruby.exceptions.RaiseException: (ConcurrencyError) Detected invalid array contents due to unsynchronized modifications with concurrent users'
expect "$("$culprit" events "$reference" --class '*PaymentApiException' |
  jq -r 'select(.throwable) | .context["kb.accountRecordId"] // empty' | wc -l)" 1453
