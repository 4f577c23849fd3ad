# frozen_string_literal: true

# Messages as Ruby programs write them, and some that were written to mislead.
module Messages
  PLAIN = [
    'no gateway',
    'refused',
    'wrong number of arguments (given 2, expected 1)',
    "undefined method `amount' for nil:NilClass",
    'Connection refused - connect(2) for "localhost" port 9292',
    'Detected invalid array contents due to unsynchronized modifications with concurrent users',
    'could not obtain a database connection within 5.000 seconds (waited 5.004 seconds)',
    'key not found: :api_key',
    'Zahlung abgelehnt: Größe überschritten — 12,50 €',
    "支払いが拒否されました (コード 51)",
    'émoji 💳 declined',
  ].freeze

  EMPTY = ['', ' ', "\n"].freeze

  MULTI_LINE = [
    "Mysql2::Error: Unknown column 'state'\nSELECT state FROM stripe_responses",
    "two\nlines",
    "a blank line\n\nin the middle",
    "the end of the line\n",
    "two ends\n\n",
    "\nthe first line is empty",
    "indented:\n  - one\n  - two\n\tand a tab",
    "Validation failed:\n* Amount can't be blank\n* Currency is invalid (ARS)",
  ].freeze

  MISLEADING = [
    'RuntimeError',
    'RuntimeError: not this one',
    'NoMethodError - nor this one:',
    'java.io.IOException: disk',
    'gave up (Timeout::Error)',
    'gave up (Timeout::Error): see the log',
    "raised in api.rb:12:in `charge': no gateway (Refused), they say",
    "first line\nCaused by: nobody",
    "first line\nsaid java.lang.IllegalStateException: without a trace\nlast line",
    'E, [2024-03-08',
    '{"className":"java.lang.NullPointerException","code":null}',
    "a \e[31mred\e[0m alert",
    'colon at the end:',
    'ends in a quote\'',
    'a -- b: c',
  ].freeze

  # Bytes that are no UTF-8.
  LATIN1 = "caf\xE9 ferm\xE9"

  # How often each kind is said. (Not a `case`: compiled by JRuby 9.3 it can miss
  # a symbol that is there.)
  KINDS = {
    ->(dice) { dice.pick(PLAIN) } => 10,
    ->(dice) { dice.pick(EMPTY) } => 1,
    ->(dice) { dice.pick(MULTI_LINE) } => 4,
    ->(dice) { dice.pick(MISLEADING) } => 4,
    ->(_) { LATIN1 } => 1,
    ->(dice) { "too long: #{'0123456789abcdef ' * (64 + dice.number(640))}".strip } => 1,
    ->(dice) { "payment #{dice.number(100_000)} of account #{dice.number(900)} timed out" } => 6
  }.freeze

  module_function

  def any(dice)
    dice.weighted(KINDS).call(dice)
  end

  # What stands in a record in front of a trace.
  def lead(dice)
    dice.pick(['Payment failed', 'Unable to call plugin killbill-stripe', 'retrying (2/3)', 'Oops'])
  end
end
