#!/usr/bin/env bash
# What is read, and what is said of what can't be.
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
log=$data/killbill.log

begin "A pipe is read, with and without -"
run -f json - <"$log"
expect "$status|$(total total)" '0|20'
status=0
# shellcheck disable=SC2002  # a pipe is wanted
out=$(cat "$log" | "$culprit" -f json) || status=$?
expect "$status|$(total total)" '0|20'

begin "Several files add up, also with standard input among them"
# shellcheck disable=SC2094  # it is only read
run -f json "$log" - "$log" <"$log"
expect "$status|$(total total)" '0|60'

begin "Compression is told by content, not by name"
gzip -c "$log" >"$work/a.zst"
zstd -qc "$log" >"$work/b.log"
bzip2 -c "$log" >"$work/c.gz"
xz -c "$log" >"$work/d"
cat "$work/a.zst" "$work/a.zst" >"$work/e.gz"
for file in a.zst b.log c.gz d; do
  run -f json "$work/$file"
  expect "$status|$err|$(total total)|$(total bytes)" "0||20|$(wc -c <"$log")"
done
run -f json "$work/e.gz"
expect "$status|$(total bytes)" "0|$((2 * $(wc -c <"$log")))"
run -f json <"$work/b.log"
expect "$status|$(total total)" '0|20'

begin "UTF-16 is read as UTF-8, from a file or a pipe, compressed or not"
for encoding in UTF-16LE UTF-16BE; do
  { printf '\ufeff'; cat "$log"; } | iconv -f UTF-8 -t $encoding >"$work/wide.log"
  gzip -c "$work/wide.log" >"$work/wide.gz"
  for file in "$work/wide.log" "$work/wide.gz"; do
    run -f json "$file"
    expect "$status|$err|$(total total)|$(total bytes)" "0||20|$(wc -c <"$log")"
    run -f json - <"$file"
    expect "$status|$err|$(total total)|$(total bytes)" "0||20|$(wc -c <"$log")"
  done
done
run -f json "$log"
plain=$out
run -f json "$work/wide.log"
expect "${out//wide.log/killbill.log}" "${plain//$data/$work}"
printf 'x' >>"$work/wide.log"
run -f json "$work/wide.log" "$log"
bytes=$(wc -c <"$work/wide.log")
expect "$status|$(total total)|${err//,/}" "3|40|culprit: $work/wide.log: truncated UTF-16 text at byte $bytes"

begin "What can't be read is one line that names it, and 3; the others are analysed"
mkdir "$work/folder"
for file in "$work/missing.log" "$work/folder"; do
  run -f json "$file" "$log"
  expect "$status|$(total total)|$(wc -l <"$work/err")" '3|20|1'
  expect_match "$err" "culprit: $file: *"
done

begin "A cut file is named with the byte, and what was decoded counts"
half=$(($(wc -c <"$testdata/stripe-pool-30.log.zst") / 2))
head -c $half "$testdata/stripe-pool-30.log.zst" >"$work/cut.zst"
run -f json "$work/cut.zst" "$log"
expect "$status" 3
expect_match "$err" "culprit: $work/cut.zst: truncated zstd data at byte *"
[[ $(total total) -gt 500 ]] || fail "what was decoded is lost"
zstd -qdc "$testdata/stripe-pool-30.log.zst" | gzip -1 >"$work/whole.gz"
head -c 500000 "$work/whole.gz" >"$work/cut.gz"
run -f json "$work/cut.gz"
expect "$status" 3
expect_match "$err" "culprit: $work/cut.gz: truncated gzip data at byte 500,000"
[[ $(total records) -gt 1000 ]] || fail "what was decoded is lost"

begin "Damage is named, too"
{ head -c 3000 "$work/a.zst"; printf 'damaged'; tail -c +3008 "$work/a.zst"; } >"$work/damaged"
run -f json "$work/damaged"
expect "$status" 3
expect_match "$err" "culprit: $work/damaged: *at byte *"

begin "Every format is named with the fault and its byte; what was before it counts"
for _ in {1..200}; do cat "$log"; done >"$work/long.log"
for format in gzip zstd bzip2 xz; do
  tool=$format
  [[ $format == xz ]] && tool='xz --block-size=500000'
  $tool -c <"$work/long.log" >"$work/whole"
  bytes=$(wc -c <"$work/whole")
  head -c $((bytes - 9)) "$work/whole" >"$work/part"
  run -f json "$work/part"
  expect "$status" 3
  expect_match "$err" "culprit: $work/part: truncated $format data at byte *"
  [[ $(total records) -gt 100 ]] || fail "what was decoded is lost"
  { cat "$work/whole"; printf 'no %s' "$format"; } >"$work/followed"
  run -f json "$work/followed" "$log"
  expect "$status|${err//,/}" "3|culprit: $work/followed: something else stands behind the $format data at byte $bytes"
  expect "$(total bytes)" $((201 * $(wc -c <"$log")))
done

begin "A corrupt zstd frame is named, and the frame before it counts"
zstd -qc "$log" >"$work/frame"
{
  cat "$work/frame"
  head -c 2000 "$work/frame"
  head -c 500 /dev/zero | tr '\0' '\377'
  tail -c +2501 "$work/frame"
} >"$work/corrupt"
run -f json "$work/corrupt"
expect "$status" 3
expect_match "$err" "culprit: $work/corrupt: *zstd*at byte *"
[[ $(total total) -ge 20 ]] || fail "the frame before it is lost"

if [[ $(id -u) != 0 ]]; then
  begin "A file that nobody may read is one line, and 3"
  install -m 000 "$log" "$work/secret.log"
  run -f json "$work/secret.log" "$log"
  expect "$status|$(total total)|$err" "3|20|culprit: $work/secret.log: Permission denied"
fi

begin "Nothing at all is fine"
run -f json /dev/null
expect "$status|$err|$(total lines)" '0||0'

begin "A file of no known layout does not pass for a clean one"
printf 'Mar  1 09:12:49 host killbill: started\n' >"$work/syslog"
run "$work/syslog"
expect "$status" 0
expect_match "$out" 'There is no record that is of a known layout*'

begin "Noise is no fault"
head -c 300000 "$culprit" >"$work/noise"
run -f json "$work/noise"
expect "$status|$(total bytes)" '0|300000'

begin "Filters narrow what counts"
run -f json --class '*ApiException' "$log"
expect "$(total occurrences)" 7
run -f json --class IllegalArgumentException --class IOException "$log"
expect "$(total occurrences)" 3
run -f json --level error "$log"
expect_match "$out" '*"levels": {
    "ERROR": *'
run -f json --since 2030-01-01 "$log"
expect "$(total records)|$(total total)" '0|0'
run -f json --until 2030-01-01 "$log"
expect "$(total total)" 20

begin "The number of threads changes nothing"
zstd -qdc "$testdata/stripe-pool-30.log.zst" >"$work/large.log"
run -f json --threads 1 "$work/large.log"
first=$out
for threads in 2 3 8; do
  run -f json --threads $threads "$work/large.log"
  expect "$status|$(cksum <<<"$out")" "0|$(cksum <<<"$first")"
done
status=0
piped=$("$culprit" -f json <"$work/large.log") || status=$?
expect "$(cksum <<<"${piped//\"-\"/\"$work/large.log\"}")" "$(cksum <<<"$first")"
