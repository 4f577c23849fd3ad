#include "normalize/codes.hpp"

#include "normalize/characters.hpp"
#include "normalize/numbers.hpp"

namespace culprit::normalization {
namespace {

std::size_t skip(std::string_view text, std::size_t at, std::string_view word) {
  return text.substr(at).starts_with(word) ? at + word.size() : at;
}

/// `HTTP 503`, `HTTP/1.1 503`, `HTTP status code: 503`.
bool http_status(Scan& scan, std::string_view protocol) {
  constexpr std::size_t kDigits = 3;
  const std::string_view text = scan.text();
  std::size_t at = scan.at() + protocol.size();
  if (byte_at(text, at) == '/') at = run_end(text, at + 1, [](char c) { return is_digit(c) || c == '.'; });
  for (const std::string_view word : {" response", " status", " error", " code", ":", "="})
    at = skip(text, at, word);
  at = skip(text, at, " ");
  const char before = byte_before(text, at);
  if ((before != ' ' && before != '=') || byte_at(text, at) < '1' || byte_at(text, at) > '5') return false;
  const std::size_t end = run_end(text, at, is_digit);
  if (end - at != kDigits || is_alnum(byte_at(text, end)) || match_unit(text, end).length > 0) return false;
  scan.keep(end - scan.at());
  return true;
}

/// `SQLState: 08S01`, `SQL state [42000]`: five digits and capitals.
bool sql_state(Scan& scan, std::string_view label) {
  constexpr std::size_t kLength = 5;
  const std::string_view text = scan.text();
  std::size_t at = scan.at() + label.size();
  for (const std::string_view mark : {":", "=", " ", "(", "["}) at = skip(text, at, mark);
  const std::size_t end = run_end(text, at, [](char c) { return is_digit(c) || is_upper(c); });
  if (end - at != kLength || is_alnum(byte_at(text, end))) return false;
  scan.keep(end - scan.at());
  return true;
}

constexpr LiteralRule kRules[] = {
    {"HTTP", http_status},    {"SQLState", sql_state},  {"SQLSTATE", sql_state},
    {"SQL state", sql_state}, {"SQL State", sql_state},
};

}  // namespace

std::span<const LiteralRule> code_rules() { return kRules; }

}  // namespace culprit::normalization
