#include "killbill/renderings.hpp"

#include "normalize/characters.hpp"

namespace culprit::killbill {
namespace {

using normalization::byte_at;
using normalization::is_alnum;
using normalization::is_digit;
using normalization::is_space;
using normalization::LiteralRule;
using normalization::one_of;
using normalization::run_end;
using normalization::Scan;

/// `{cause=null` of BillingExceptionBase.toString().
bool no_cause(Scan& scan, std::string_view literal) {
  scan.keep(literal.size());
  return true;
}

/// `, code=7199, formattedMsg='` of the same.
bool code(Scan& scan, std::string_view literal) {
  const std::string_view text = scan.text();
  const std::size_t end = run_end(text, scan.at() + literal.size(), is_digit);
  if (!text.substr(end).starts_with(", formattedMsg='")) return false;
  scan.keep(end - scan.at());
  return true;
}

/// `[SQL DefaultState: 40001, Vendor Error Code: 1213]` of EntitySqlDaoWrapperInvocationHandler.
bool sql_codes(Scan& scan, std::string_view literal) {
  constexpr std::string_view kVendor = ", Vendor Error Code: ";
  const std::string_view text = scan.text();
  std::size_t end = run_end(text, scan.at() + literal.size(), is_alnum);
  if (!text.substr(end).starts_with(kVendor)) return false;
  end += kVendor.size();
  if (byte_at(text, end) == '-') ++end;
  end = run_end(text, end, is_digit);
  if (byte_at(text, end) != ']') return false;
  scan.keep(end - scan.at());
  return true;
}

/// A key behind `literal`: in quotes, or up to white space or punctuation.
bool key_behind(Scan& scan, std::string_view literal) {
  const std::string_view text = scan.text();
  std::size_t begin = scan.at() + literal.size();
  const char quote = byte_at(text, begin);
  std::size_t end = 0;
  if (quote == '\'' || quote == '"') {
    end = run_end(text, ++begin, [quote](char c) { return c != quote; });
  } else {
    end = run_end(text, begin, [](char c) { return !is_space(c) && !one_of(c, ",;'\"()[]{}<>"); });
    while (end > begin && one_of(text[end - 1], ".:")) --end;
  }
  if (end == begin) return false;
  scan.keep(begin - scan.at());
  scan.mask(PlaceholderKind::any, end - begin);
  return true;
}

/// `externalKey=`, `transactionExternalKey=` and their like, at the `=`.
bool key_field(Scan& scan, std::string_view literal) {
  return scan.text().substr(0, scan.at()).ends_with("xternalKey") && key_behind(scan, literal);
}

// Where keys stand in the formats of Kill Bill's ErrorCode, and in MySQL's
// complaint about one that exists.
constexpr LiteralRule kRules[] = {
    {"{cause=null", no_cause},          {", code=", code},
    {"[SQL DefaultState: ", sql_codes}, {"=", key_field},
    {"with external key ", key_behind}, {"exists for key ", key_behind},
    {"exist for key ", key_behind},     {"exist for api key ", key_behind},
    {"matching key ", key_behind},      {"for search key ", key_behind},
    {"key remains: ", key_behind},      {"Duplicate entry ", key_behind},
};

}  // namespace

std::span<const LiteralRule> renderings() { return kRules; }

}  // namespace culprit::killbill
