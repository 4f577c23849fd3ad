#!/usr/bin/env bash
# culprit.toml, --config, --layout, --layout-regex, --timezone, --date
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
export HOME=$work/home XDG_CONFIG_HOME=$work/xdg
unset TZ
mkdir -p "$work/repository/.git" "$work/repository/logs" "$work/xdg/culprit"
cd "$work/repository/logs"
echo '22.12.2021 10:18:46 | ERROR | a.B | no plan-gold' >a.log
cat >../culprit.toml <<'TOML'
timezone = "Europe/Berlin"

[[layout]]
name = "ours"
pattern = "%d{dd.MM.yyyy HH:mm:ss} | %p | %c | %m%n"

[[mask]]
name = "plan"
pattern = "plan-[a-z]+"
TOML

begin "The configuration above the working directory is read"
run events a.log
expect "$(jq -r '"\(.layout) \(.time) \(.template)"' <<<"$out")" 'ours 2021-12-22T09:18:46.000Z no <plan>'
run normalize <<<'plan-gold'
expect "$out" '<plan>'

begin "Options win over it, and it can be left out"
run events --timezone Asia/Tokyo --mask 'gold=gold' a.log
expect "$(jq -r '"\(.time) \(.template)"' <<<"$out")" '2021-12-22T01:18:46.000Z no plan-<gold>'
run events --no-config a.log
expect "$status|$out" '0|'

begin "The user's own is read where no project has one"
cd "$work"
echo 'timezone = "Asia/Tokyo"' >xdg/culprit/culprit.toml
run events --layout '%d{dd.MM.yyyy HH:mm:ss} | %p | %c | %m%n' repository/logs/a.log
expect "$(jq -r '"\(.layout) \(.time)"' <<<"$out")" 'layout-1 2021-12-22T01:18:46.000Z'

begin "Where neither HOME nor XDG_CONFIG_HOME names a folder, there is none"
mkdir -p .config/culprit relative/culprit
echo 'bogus = 1' | tee .config/culprit/culprit.toml >relative/culprit/culprit.toml
HOME='' XDG_CONFIG_HOME='' run repository/logs/a.log
expect "$status|$err" '0|'
HOME='' XDG_CONFIG_HOME=relative run repository/logs/a.log
expect "$status|$err" '0|'

begin "One that is named is read, whatever its name"
echo 'timezone = "UTC"' >mine.toml
run events --config mine.toml --layout-regex '(?P<time>\S+ \S+) \| (?P<level>\w+) \| (?P<logger>\S+) \| ' repository/logs/a.log
expect "$(jq -r '"\(.level) \(.logger) \(.message)"' <<<"$out")" 'ERROR a.B no plan-gold'

begin "The layouts of docs/cli.md take no line of a trace for a record"
# shellcheck disable=SC2016  # those are quotes of Markdown
sed -n '/^```toml$/,/^```$/{/^```/!p}' "$here/../../docs/cli.md" >docs.toml
printf '2021-12-22T10:18:46Z WARN odd\njava.io.IOException: disk 5 full\n\tat a.B.c(B.java:1)\n' >probe.log
run events --config docs.toml probe.log
expect "$status|$(jq -r '"\(.layout) \(.time) \(.level) \(.throwable.class)"' <<<"$out")" \
  '0|probe 2021-12-22T10:18:46.000Z WARN java.io.IOException'

begin "What makes no sense is wrong usage, and says where"
run --config missing.toml a.log
expect_match "$status|$out|$err" '2||culprit: missing.toml: *'
mkdir folder
for option in --config 'check --rules'; do
  # shellcheck disable=SC2086  # words are arguments
  run $option folder a.log
  expect "$status|$out|$err" '2||culprit: folder: Is a directory; name the file in it'
done
printf 'timezone = "UTC"\nbogus = 1\n' >mine.toml
run --config mine.toml a.log
expect "$status|$out|$err" "2||culprit: mine.toml:2:1: 'bogus' is none of timezone, library_frames, layout, mask, normalize, problem, limits, check"
run --no-config --layout '%m%n' a.log
expect_match "$status|$out|$err" '2||culprit: the layout "%m%n": *'
run --no-config --layout-regex '(' a.log
expect_match "$status|$out|$err" '2||culprit: the layout "(": *'
run --no-config --timezone Mars/Olympus a.log
expect_match "$status|$out|$err" "2||culprit: the time zone 'Mars/Olympus' is not known here; *"
run --no-config --date 2021-02-30 a.log
expect_match "$status|$out|$err" "2||culprit: --date: '2021-02-30' is no date; *"
