#include "normalize/sql.hpp"

#include "normalize/characters.hpp"

#include <algorithm>
#include <array>

namespace culprit::normalization {
namespace {

/// A verb alone is English (`'Update payment'`); with its companion it is SQL.
struct Verb {
  std::string_view word, companion;
};

constexpr Verb kVerbs[] = {
    {"select", "from"},  {"insert", "into"},  {"update", "set"},  {"delete", "from"}, {"replace", "into"},
    {"merge", "into"},   {"create", "table"}, {"alter", "table"}, {"drop", "table"},  {"truncate", "table"},
    {"create", "index"}, {"drop", "index"},   {"with", "select"},
};

constexpr std::array<bool, 256> kMayBeginVerb = [] {
  std::array<bool, 256> may_begin{};
  for (const Verb& verb : kVerbs)
    for (const unsigned bit : {0U, 0x20U}) may_begin[static_cast<unsigned char>(verb.word[0]) & ~bit] = true;
  return may_begin;
}();

bool is_word_byte(char c) { return is_alnum(c) || c == '_'; }

bool is_word_at(std::string_view text, std::size_t at, std::string_view word) {
  return matches_lower(text, at, word) && !is_word_byte(byte_before(text, at)) &&
         !is_word_byte(byte_at(text, at + word.size()));
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t i = 0; i + word.size() <= text.size(); ++i)
    if (to_lower(text[i]) == word[0] && is_word_at(text, i, word)) return true;
  return false;
}

bool begins_with_verb(std::string_view text) {
  return kMayBeginVerb[static_cast<unsigned char>(byte_at(text, 0))] &&
         std::any_of(std::begin(kVerbs), std::end(kVerbs),
                     [&](const Verb& verb) { return is_word_at(text, 0, verb.word); });
}

bool is_statement(std::string_view text) {
  return std::any_of(std::begin(kVerbs), std::end(kVerbs), [&](const Verb& verb) {
    return is_word_at(text, 0, verb.word) && has_word(text.substr(verb.word.size()), verb.companion);
  });
}

/// Where the statement that begins at `at` ends: at its closing quote, or at the
/// end of the text. Inside apostrophes a string literal may stand, `where a = 'x'`.
std::size_t closing_quote(std::string_view text, std::size_t at, char quote) {
  while (true) {
    const std::size_t found = text.find(quote, at);
    if (found == std::string_view::npos) return text.size();
    if (quote == '"') return found;
    std::size_t before = found;
    while (before > at && text[before - 1] == ' ') --before;
    if (before == at || !one_of(text[before - 1], "=(<>,")) return found;
    const std::size_t literal_end = text.find(quote, found + 1);
    if (literal_end == std::string_view::npos) return text.size();
    at = literal_end + 1;
  }
}

bool quoted_statement(Scan& scan, std::string_view opening) {
  const std::string_view text = scan.text();
  const char quote = opening[0];
  const std::size_t begin = run_end(text, scan.at() + 1, is_space);
  const std::string_view rest = text.substr(begin);
  // Up to the next quote, so that no byte is searched for two openings.
  if (!begins_with_verb(rest) || !is_statement(rest.substr(0, rest.find(quote)))) return false;
  const std::size_t end = closing_quote(text, begin, quote);
  scan.keep(1);
  scan.mask(PlaceholderKind::sql, end - scan.at());
  if (!scan.done()) scan.keep(1);
  return true;
}

/// Up to the end of `finder:[…]}]`, the last part of JDBI 2's context.
bool jdbi_context(Scan& scan, std::string_view) {
  constexpr std::string_view kLastPart = "finder:[", kEnd = "]}]";
  const std::string_view rest = scan.text().substr(scan.at());
  const std::size_t last_part = rest.find(kLastPart);
  const std::size_t end = last_part == std::string_view::npos ? last_part : rest.find(kEnd, last_part);
  scan.mask(PlaceholderKind::sql, end == std::string_view::npos ? rest.size() : end + kEnd.size());
  return true;
}

/// H2 ends with its error code: ` [42122-200]`.
std::size_t match_h2_code(std::string_view text) {
  if (!text.ends_with(']')) return 0;
  const std::size_t open = text.rfind('[');
  if (open == std::string_view::npos || open == 0 || text[open - 1] != ' ') return 0;
  const std::size_t dash = run_end(text, open + 1, is_digit);
  if (byte_at(text, dash) != '-' || run_end(text, dash + 1, is_digit) != text.size() - 1) return 0;
  return text.size() - (open - 1);
}

bool labelled_statement(Scan& scan, std::string_view label) {
  const std::string_view text = scan.text();
  const std::size_t label_end = scan.at() + label.size();
  const std::size_t begin = run_end(text, label_end, is_space);
  if (!begins_with_verb(text.substr(begin))) return false;
  scan.keep(label.size());
  scan.replace(begin - label_end, " ");
  scan.mask(PlaceholderKind::sql, text.size() - match_h2_code(text.substr(begin)) - begin);
  return true;
}

constexpr LiteralRule kRules[] = {
    {"\"", quoted_statement},          {"'", quoted_statement},
    {"[statement:\"", jdbi_context},   {"SQL statement:", labelled_statement},
    {"Query is:", labelled_statement},
};

}  // namespace

std::span<const LiteralRule> sql_rules() { return kRules; }

}  // namespace culprit::normalization
