#!/usr/bin/env bash
# culprit layouts
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
cd "$work"
printf '%s\n' 'Booting up' '2015-10-09 18:04:22,808 [main] INFO  a.B - x' '18:04:22.808 [main] ERROR a.B - y' more \
  $'2015-10-09 18:04 odd \e[31m18:04:22 header' '2015-10-09 18:04:23,808 [main] INFO  a.B - z' >a.log
sed -n 2p a.log >b.log

begin "Each input's layouts are counted, and the lines that fit none are shown"
run layouts a.log b.log
expect "$status|$err|$out" '0||a.log
         2  logback
         1  logback-time
         3  records in all
         2  lines that fit no layout
         1: Booting up
         5: 2015-10-09 18:04 odd \e[31m18:04:22 header

b.log
         1  logback
         1  record in all'

begin "As many of them as are asked for"
run layouts --lines 1 a.log
expect_match "$out" '*
         2  lines that fit no layout
         1: Booting up
         …'
run layouts --lines 0 a.log
expect_match "$out" '*lines that fit no layout'

begin "JSON says the same"
run layouts -f json a.log
expect "$(jq -c '.[0] | [.source, .records, .layouts, .stray_lines, (.first_stray_lines | map([.line, .offset, .states_time]))]' <<<"$out")" \
  '["a.log",3,[{"name":"logback","records":2},{"name":"logback-time","records":1}],2,[[1,0,false],[5,95,true]]]'

begin "A layout that is added is counted, and fits"
run layouts --layout '%d{yyyy-MM-dd HH:mm} %p %m%n' --lines 0 - <<<'2015-10-09 18:04 WARN odd'
expect_match "$out" 'standard input
         1  layout-1*'

begin "What can't be read is said"
run layouts missing.log b.log
expect_match "$status|$err" '3|culprit: missing.log: *'
expect_match "$out" '*b.log*'
