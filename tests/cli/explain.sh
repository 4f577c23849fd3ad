#!/usr/bin/env bash
# culprit explain
# shellcheck source=tests/cli/harness.bash
source "$(dirname "$0")/harness.bash" "$1"
cd "$work"

begin "An error code is explained, by its number or its name"
run explain 7199
expect "$status|$err|$out" '0||7199 PAYMENT_PLUGIN_EXCEPTION (payment)
  Plugin exception %s
  A failure of the system, and no client'\''s mistake.'
by_number=$out
run explain PAYMENT_PLUGIN_EXCEPTION
expect "$status|$out" "0|$by_number"

begin "Known problems are listed, and each can be explained"
run explain --list
expect "$status|$err" '0|'
expect_match "$out" 'ruby-plugin-pool *'
while read -r id _; do
  run explain "$id"
  expect_match "$status|$err|$out" "0||* ($id)
  *"
  if grep -qE '^.{81}' <<<"$out"; then fail "$id is wider than 80 columns"; fi
done < <("$culprit" explain --list)

begin "The text of a message is explained: its template, what is underneath, codes and problems"
run explain 'PaymentApiException: Internal payment error : org.killbill.automaton.OperationException: '\
"{cause=null, code=7199, formattedMsg='Plugin exception could not obtain a database connection within 5.000 seconds (waited 8.904 seconds)'}"
expect_match "$status|$out" '0|Template
*
Underneath
  could not obtain a database connection within N seconds (waited N seconds)

7019 PAYMENT_INTERNAL_ERROR (payment)
*
7199 PAYMENT_PLUGIN_EXCEPTION (payment)
*
A Ruby plugin has too few database connections (ruby-plugin-pool)
*
  - org.killbill.payment.plugin.threads.nb *'

begin "A message that nobody knows is said to be that"
run explain 'disk 7 failed'
expect "$status|$out" '0|Template
  disk N failed

No known problem and no error code fits.'

begin "A group is explained by its fingerprint"
fingerprint=$("$culprit" --format json "$testdata/stripe-pool-30.log.zst" |
  jq -r '[.exceptions[].groups[] | select(.chain[-1].template | contains("database connection"))][0].fingerprint')
run explain "$fingerprint" "$testdata/stripe-pool-30.log.zst"
expect_match "$status|$err|$out" "0||$fingerprint
  * times, *
*
Underneath
  could not obtain a database connection within N seconds (waited N seconds)
*(ruby-plugin-pool)*"
if grep -qE '^.{81}' <<<"$out"; then fail "it is wider than 80 columns"; fi
count=$("$culprit" --format json "$testdata/stripe-pool-30.log.zst" |
  jq --arg f "$fingerprint" '.exceptions[].groups[] | select(.fingerprint == $f).count')
run explain --format json "$fingerprint" "$testdata/stripe-pool-30.log.zst"
expect "$status|$(jq -r '"\(.subject) \(.group.fingerprint) \(.group.count) \(.underneath.template) \(.problems[0].id)"' <<<"$out")" \
  "0|$fingerprint $fingerprint $count could not obtain a database connection within N seconds (waited N seconds) ruby-plugin-pool"

begin "An error without a throwable has a fingerprint, too, and a pipe is read"
printf '%s\n' '2015-10-09 18:04:22,808 [main] ERROR a.B - Connection refused' >a.log
fingerprint=$("$culprit" --format json a.log | jq -r '.errors[0].fingerprint')
run explain "$fingerprint" <a.log
expect_match "$status|$out" "0|$fingerprint
  1 time, 2015-10-09T18:04:22.808Z
  a.B - Connection refused

A host could not be reached, or did not answer (network)
*"

begin "JSON says the same"
run explain --format json 1001
expect "$status|$(jq -c '[.subject, [.codes[] | [.code, .name, .area, .origin]], .problems]' <<<"$out")" \
  '0|["1001",[[1001,"SUB_INVALID_REQUESTED_FUTURE_DATE","subscription","client"],[1001,"SUB_INVALID_REQUESTED_DATE","subscription","client"]],[]]'
run explain --list --format json
expect "$status|$(jq -r '.[0].id' <<<"$out")" '0|ruby-plugin-pool'
run explain --format json 'Connection refused'
expect "$(jq -c '[.template, .underneath, .problems[].id]' <<<"$out")" '["Connection refused",null,"network"]'

begin "Problems of the project's own are known, and come first"
cat >culprit.toml <<'TOML'
[[problem]]
id = "gateway"
title = "The gateway refuses us"
match = [{ message = "Connection refused" }]
explanation = "Its firewall forgets us now and then."
settings = ["call them"]
TOML
run explain 'Connection refused'
expect_match "$status|$out" '0|*
The gateway refuses us (gateway)
  Its firewall forgets us now and then.
  Look at:
  - call them

A host could not be reached*'
run explain --no-config gateway
expect "$status|$out|$err" "2||culprit: nothing is known of 'gateway'; culprit explain --list shows what is"
printf '[[problem]]\nid = "x"\n' >culprit.toml
run explain 7199
expect_match "$status|$out|$err" "2||culprit: *culprit.toml:1:1: 'title' is missing"
rm culprit.toml

begin "What is not known is wrong usage, and says what is"
for unknown in 7198 nonsense PAYMENT; do
  run explain "$unknown"
  expect "$status|$out|$err" "2||culprit: nothing is known of '$unknown'; culprit explain --list shows what is"
done
run explain 0123456789abcdef a.log
expect "$status|$out|$err" '2||culprit: no group and no error has the fingerprint 0123456789abcdef; culprit --format json lists them'
run explain 7199 a.log
expect "$status|$out|$err" "2||culprit: '7199' is no fingerprint, and only that is looked for in files"
run explain
expect "$status|$out|$err" '2||culprit: name one thing to explain, or --list all problems; see culprit explain --help'
run explain --list 7199
expect "$status|$out" '2|'
run explain "$fingerprint" missing.log
expect_match "$status|$out|$err" '3||culprit: missing.log: *'
