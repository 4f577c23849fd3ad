#!/usr/bin/env bash
# The recipes of docs/ci.md, as they stand there, with stand-ins for kubectl, docker and ssh.
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
docs=$here/../../docs/ci.md
mkdir -p "$work/bin" "$work/run/.git" "$work/run/logs"
export HOME=$work XDG_CONFIG_HOME=$work/none PATH=$work/bin:$PATH
cd "$work/run"
ln -s "$culprit" "$work/bin/culprit"

pretend() {
  printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}
pretend kubectl "case \"\$*\" in
  *--prefix*) sed 's,^,[pod/killbill-0/killbill] ,' '$data/killbill.log' ;;
  'logs '*) cat '$data/killbill.log' ;;
  *) exit 1 ;;
esac"
pretend docker "[ \"\$1 \$2\" = 'compose logs' ] && sed 's/^/killbill-1  | /' '$data/killbill.log'"
pretend ssh "[ \$# = 2 ] && [ \"\$2\" = 'cat /var/log/killbill/killbill.log' ] && cat '$data/killbill.log'"

# A set that was rotated twice, the oldest part compressed.
sed -n '1,39p' "$data/killbill.log" | gzip -c >logs/killbill.log.2.gz
sed -n '40,83p' "$data/killbill.log" >logs/killbill.log.1
sed -n '84,$p' "$data/killbill.log" >logs/killbill.log
cp logs/killbill.log* .
culprit check "$data/killbill.log" --baseline baseline.txt --update-baseline >"$work/out"

# shellcheck disable=SC2016  # those are quotes of Markdown
recipes=$(sed -n '/^## Recipes/,/^## /p' "$docs" | sed -n '/^```sh$/,/^```$/{/^```/!p}')
[[ $(wc -l <<<"$recipes") -ge 8 ]] || fail "docs/ci.md has lost its recipes"
while IFS= read -r recipe; do
  begin "$recipe"
  status=0
  bash -o pipefail -c "$recipe" >"$work/out" 2>"$work/err" </dev/null || status=$?
  expect "$status|$(<"$work/err")" '0|'
  grep -q '^31 records, ' "$work/out" || fail 'not all records were read'
done <<<"$recipes"

begin "A rotated set is read in order of time, whatever the order of its names"
run logs/killbill.log logs/killbill.log.1 logs/killbill.log.2.gz --rotated -f json
expect "$(jq -c .sources <<<"$out")" '["logs/killbill.log.2.gz","logs/killbill.log.1","logs/killbill.log"]'
rotated=$(jq -c '[.totals, .exceptions[].count]' <<<"$out")
run logs --rotated -f json
expect "$(jq -c '[.totals, .exceptions[].count]' <<<"$out")" "$rotated"
mkdir empty
run empty --rotated
expect "$status|$out|$err" '2||culprit: empty: there is no file in it'
