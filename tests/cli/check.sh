#!/usr/bin/env bash
# culprit check
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
log=$data/killbill.log
mkdir "$work/.git"  # no configuration above it is found
export HOME=$work XDG_CONFIG_HOME=$work/none
cd "$work"
cp "$log" new.log
printf '2017-03-21T13:00:00,000+0000 lvl='"'%s'"', log='"'A'"', th='"'t'"', xff='"''"', rId='"''"', tok='"''"', aRId='"''"', tRId='"''"', %s\n' \
  WARN 'x' >>new.log
printf 'a.b.NewException: id 7\n\tat a.B.c(B.java:1)\nCaused by: a.b.RootException: waited 8 ms\n\t... 1 more\n' >>new.log

begin "Without a baseline anything that broke fails the build"
run check "$log"
expect "$status|$err|$(sed -n '1,2p' <<<"$out")" $'1||The gate says no: 1 of 1 rule fails.\nFAILED   total > 0: 20 errors or exceptions'
run check - <<<'2015-10-09 18:04:22,808 [main] INFO  a.B - x'
expect "$status|$err|$(head -n 1 <<<"$out")" '0||The gate lets it pass: 1 rule holds.'

begin "Rules of the command line are judged, a line for each"
run check "$log" --fail-on 'errors > 3' --fail-on 'class org.killbill.* > 7' --fail-on 'fatal > 0' --fail-on 'failures > 38%'
expect "$status|$(sed -n '2,5p' <<<"$out")" '1|FAILED   errors > 3: 4 errors
ok       class org.killbill.* > 7: 7 exceptions
ok       fatal > 0: 0 FATAL records
FAILED   failures > 38%: 12 failures in 31 records: 38.7%'

begin "A baseline is written, and the same run passes against it"
run check "$log" --baseline baseline.txt
expect "$status|$out|$err" '2||culprit: baseline.txt: there is no such file; --update-baseline writes it'
run check "$log" --baseline baseline.txt --update-baseline
expect "$status|$out|$err" '0|baseline.txt: 11 groups are as before from now on.|'
expect "$(head -n 1 baseline.txt)|$(grep -c '^exception' baseline.txt)|$(grep -c '^error' baseline.txt)" '# culprit baseline 1|8|3'
run check "$log" --baseline baseline.txt
expect "$status|$(sed -n '2p' <<<"$out")" '0|ok       new: 0 new'

begin "docs/baseline.md shows lines of this very baseline"
# shellcheck disable=SC2016  # those are quotes of Markdown
lines=$(sed -n '/^```$/,/^```$/{/^```/!{/^#/!p}}' "$here/../../docs/baseline.md")
[[ $(wc -l <<<"$lines") -ge 8 ]] || fail "docs/baseline.md has lost its example"
while IFS= read -r line; do
  grep -qxF -- "$line" baseline.txt || fail "not in the baseline: $line"
done <<<"$lines"

begin "What is new fails the build, with its chain and a sample"
run check new.log --baseline baseline.txt
expect "$status|$(sed -n '2p' <<<"$out")" '1|FAILED   new: 1 new: a.b.NewException: id N (1 time)'
expect_match "$out" '*
New
  a.b.NewException: id N
      new: 1 time (0 -> * per *
      Caused by: a.b.RootException: waited N ms
      For example: waited 8 ms
      at a.B.c(B.java:1)
      culprit show * prints a trace
*'

begin "A report in JSON and a log are baselines, too"
run "$log" --format json -o base.json
for base in base.json "$log"; do
  run check new.log --baseline "$base"
  expect "$status|$(sed -n '2p' <<<"$out")" '1|FAILED   new: 1 new: a.b.NewException: id N (1 time)'
done

begin "So is a folder, of a set"
mkdir base new
cp "$log" base
cp new.log new
run check --rotated new --baseline base
expect "$status|$(sed -n '2p' <<<"$out")" '1|FAILED   new: 1 new: a.b.NewException: id N (1 time)'

begin "One group is one"
printf '2015-10-09 18:04:22,808 [main] ERROR a.B - x\n' >one.log
run check one.log --baseline one.txt --update-baseline
expect "$status|$out" '0|one.txt: 1 group is as before from now on.'
run check one.log --fail-on 'failures > 1%'
expect "$(sed -n 2p <<<"$out")" 'ok       failures > 1%: 0 failures in 1 record: 0%'

begin "An update is a line in a diff"
cp baseline.txt before.txt
run check new.log --baseline baseline.txt --update-baseline
expect "$status|$out" '0|baseline.txt: 1 new; 11 as before.'
status=0
difference=$(diff before.txt baseline.txt) || status=$?
expect "$(grep -c '^> exception' <<<"$difference")|$(grep -c '^< exception' <<<"$difference")" '1|0'
run check new.log --baseline baseline.txt
expect "$status" 0

begin "A file that is no baseline is not replaced by one"
cp "$log" precious.log
run check "$log" --baseline precious.log --update-baseline
expect "$status|$out|$err" '2||culprit: precious.log is no baseline as --update-baseline writes it, and stays as it is'
cmp "$log" precious.log

begin "A baseline that a merge has spoilt is refused, and can be written anew"
sed '5i <<<<<<< ours' baseline.txt >spoilt.txt
run check new.log --baseline spoilt.txt
expect_match "$status|$out|$err" '2||culprit: spoilt.txt:5: *'
run check new.log --baseline spoilt.txt --update-baseline
expect_match "$status|$out|$err" '0|spoilt.txt: 12 groups are as before from now on.|culprit: spoilt.txt:5: *'
cmp spoilt.txt baseline.txt

begin "An update refuses what it would not do"
for option in --format=json --output=out.txt --report=junit=out.xml; do
  run check "$log" --baseline baseline.txt --update-baseline "$option"
  expect "$status|$out|$err" '2||culprit: --update-baseline writes no report; leave out --format, --output, --report and --github'
done
run check "$log" --baseline - --update-baseline
expect "$status|$out|$err" "2||culprit: --baseline: standard input can't be the baseline; name a file"
[[ ! -e ./- ]] || fail 'a file called - was written'

begin "The configuration has rules and allowances"
cat >culprit.toml <<'TOML'
[check]
fail_on = ["new", "errors > 6"]

[[check.allow]]
class = "a.b.NewException"
reason = "TICKET-7"
expires = 2999-12-31

[[check.allow]]
class = "java.io.IOException"
template = "Broken pipe"
reason = "clients that went away"
expires = 2001-12-31

[[check.allow]]
fingerprint = "0000000000000007"
reason = "gone by now"
expires = 2999-12-31
TOML
run check new.log --baseline before.txt
expect "$status|$(sed -n '2,6p' <<<"$out")" '0|ok       new: 0 new
ok       errors > 6: 4 errors
allowed  class a.b.NewException: 1 time, until 2999-12-31: TICKET-7
EXPIRED  class java.io.IOException, template Broken pipe: expired after 2001-12-31, and counts no longer (1 time): clients that went away
unused   fingerprint 0000000000000007: nothing is allowed by it, until 2999-12-31: gone by now'
run check new.log --baseline before.txt --no-config
expect "$status" 1

begin "Rules can stand in a file of their own"
printf '[check]\nfail_on = ["exceptions > 100"]\n' >rules.toml
run check "$log" --rules rules.toml
expect "$status|$(sed -n '2p' <<<"$out")" '0|ok       exceptions > 100: 16 exceptions'
echo 'timezone = "UTC"' >other.toml
run check "$log" --rules other.toml
expect "$status|$out|$err" '2||culprit: other.toml: there is no table [check] in it'

begin "What can't be read of the rules is wrong usage, with file, line and what was expected"
printf '[check]\nfail_on = [\n  "errors > many",\n]\n' >rules.toml
run check "$log" --rules rules.toml
expect "$status|$out|$err" "2||culprit: rules.toml:3:3: the rule 'errors > many' can't be read at 'many': expected a number"
run check "$log" --fail-on 'eror > 1'
expect_match "$status|$out|$err" "2||culprit: the rule 'eror > 1' can't be read at 'eror > 1': expected one of new, *"
run check "$log" --no-config --fail-on new
expect "$status|$out|$err" '2||culprit: a rule compares with a baseline; name one with --baseline'
run check "$log" --update-baseline --no-config
expect "$status|$out|$err" '2||culprit: --update-baseline needs the --baseline to write'
printf '# culprit baseline 1\nexception\n' >broken.txt
run check "$log" --baseline broken.txt
expect_match "$status|$out|$err" '2||culprit: broken.txt:2: expected 5 fields*'

begin "An input that can't be read never passes, nor becomes a baseline"
run check "$log" missing.log --no-config --fail-on 'total > 100'
expect_match "$status|$err" '3|culprit: missing.log: *'
expect "$(sed -n '1,2p' <<<"$out")" 'The gate can'"'"'t let it pass: 1 input could not be read to its end.
ok       total > 100: 20 errors or exceptions'
run check "$log" missing.log --no-config --fail-on 'total > 100' --format json
expect "$(jq -c '[.passed, .rules[0].passed]' <<<"$out")" '[false,true]'
run check "$log" missing.log --no-config
expect "$status" 1
run check "$log" missing.log --baseline fresh.txt --update-baseline
expect_match "$status|$err" '3|*fresh.txt stays as it is, since not all inputs could be read'
[[ ! -e fresh.txt ]] || fail 'it was written'

begin "A baseline that wasn't read to its end judges nothing"
gzip -c "$log" | head -c 700 >cut.log.gz
run check "$log" --baseline cut.log.gz --no-config
expect "$status|$out|$err" "3||culprit: cut.log.gz: truncated gzip data at byte 700
culprit: cut.log.gz can't be the baseline, as it was not read to its end"

begin "A baseline is told by its content when it is decoded, whatever its name"
run check "$log" --baseline kept.txt --update-baseline --no-config
run "$log" --format json -o kept.json --no-config
run "$log" --format snapshot -o kept.culprit --no-config
for base in kept.txt kept.json; do
  { printf '\xff\xfe' && iconv -f UTF-8 -t UTF-16LE "$base"; } >"$base.utf16"
done
for base in kept.txt kept.json kept.culprit kept.txt.utf16 kept.json.utf16; do
  for pack in cat gzip zstd xz bzip2; do
    [[ $pack == cat ]] || "$pack" -q <"$base" >packed
    [[ $pack != cat ]] || cp "$base" packed
    run check new.log --baseline packed --no-config
    expect "$status|$err|$(sed -n '2p' <<<"$out")" '1||FAILED   new: 1 new: a.b.NewException: id N (1 time)'
  done
done
for pack in gzip zstd; do
  "$pack" -q <kept.txt | head -c -2 >cut.txt
  run check new.log --baseline cut.txt --no-config
  expect_match "$status|$out|$err" "3||culprit: cut.txt: truncated $pack data at byte *
culprit: cut.txt can't be the baseline, as it was not read to its end"
done

begin "A baseline that is compressed is not replaced by one that isn't"
gzip -c kept.txt >kept.txt.gz
cp kept.txt.gz packed
for base in kept.txt.gz missing.txt.zst missing.xz missing.bz2; do
  run check "$log" --baseline "$base" --update-baseline --no-config
  expect "$status|$out|$err" "2||culprit: --update-baseline writes plain text, and $base is named as compressed; leave out the ending"
done
[[ ! -e missing.txt.zst ]] || fail 'it was written'
run check "$log" --baseline packed --update-baseline --no-config
expect "$status|$out|$err" '2||culprit: packed is no baseline as --update-baseline writes it, and stays as it is'
cmp kept.txt.gz packed

begin "Reports are written of a run that fails"
run check new.log --baseline before.txt --no-config --report junit=out.xml --report json=out.json
expect "$status" 1
expect_match "$(<out.xml)" '*<failure message="1 new: a.b.NewException: id N (1 time)" type="rule">*'
expect "$(jq -c '[.schema, .passed, .rules[0].rule, .comparison.per, .summary.schema]' out.json)" \
  '["culprit.check/1",false,"new","minute","culprit.summary/1"]'
