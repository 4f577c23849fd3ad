#include "killbill/data.hpp"
#include "killbill/wrappers.hpp"

#include <culprit/knowledge.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>

namespace culprit {
namespace {

using Origin = ErrorCode::Origin;

/// What a range of codes is about, and whose doing its errors are as a rule.
struct Range {
  int first;
  std::string_view area;
  Origin origin = Origin::unknown;
};

constexpr Range kRanges[] = {
    {0, "generic"},
    {1000, "subscription", Origin::client},
    {2000, "catalog", Origin::client},
    {3000, "account"},
    {3900, "tag"},
    {4000, "invoice"},
    {5000, "overdue"},
    {6000, "blocking state"},
    {7000, "payment"},
    {8000, "entitlement"},
    {9000, "custom field"},
    {10000, "currency"},
    {20000, "tenant"},
    {30000, "email"},
    {40000, "security"},
    {50000, "usage"},
};

/// An internal error; and what plugins do: a timeout, no information, an exception.
constexpr int kSystemCodes[] = {7019, 7100, 7102, 7199};

const Range& range_of(int code) {
  // The first range begins at 0, below all codes.
  const auto behind = std::find_if(std::next(std::begin(kRanges)), std::end(kRanges),
                                   [code](const Range& range) { return range.first > code; });
  return *std::prev(behind);
}

Origin origin_of(int code) {
  if (std::find(std::begin(kSystemCodes), std::end(kSystemCodes), code) != std::end(kSystemCodes))
    return Origin::system;
  return range_of(code).origin;
}

/// Cuts `text` off up to the next `mark`, and returns what stood before it.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

std::vector<ErrorCode> read_codes() {
  std::vector<ErrorCode> codes;
  std::string_view file = killbill::kErrorCodesFile;
  take_until(file, '\n');
  while (!file.empty()) {
    std::string_view line = take_until(file, '\n');
    ErrorCode code;
    const std::string_view number = take_until(line, '\t');
    std::from_chars(number.data(), number.data() + number.size(), code.code);
    code.name = take_until(line, '\t');
    code.format = line;
    code.area = range_of(code.code).area;
    code.origin = origin_of(code.code);
    codes.push_back(code);
  }
  return codes;
}

/// Formats with fewer characters of their own than this fit too much.
constexpr std::size_t kOwnCharacters = 12;

/// Whether a text may have been made with a format: all that stands around its `%s` is there.
bool fits(std::string_view format, std::string_view text) {
  constexpr std::string_view kArgument = "%s";
  std::size_t own = 0;
  bool is_first = true;
  for (;;) {
    const std::size_t argument = format.find(kArgument);
    const std::string_view piece = format.substr(0, argument);
    own += piece.size();
    if (argument == std::string_view::npos)
      return own >= kOwnCharacters && (is_first ? text == piece : text.ends_with(piece));
    const std::size_t at =
        is_first ? (text.starts_with(piece) ? 0 : std::string_view::npos) : text.find(piece);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + piece.size());
    format.remove_prefix(argument + kArgument.size());
    is_first = false;
  }
}

void add(std::vector<int>& codes, int code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

}  // namespace

std::string_view to_string(ErrorCode::Origin origin) {
  switch (origin) {
    case Origin::client: return "client";
    case Origin::system: return "system";
    case Origin::unknown: break;
  }
  return "unknown";
}

std::span<const ErrorCode> error_codes() {
  static const std::vector<ErrorCode> codes = read_codes();
  return codes;
}

std::span<const ErrorCode> find_error_codes(int code) {
  const std::span<const ErrorCode> all = error_codes();
  const auto first =
      std::find_if(all.begin(), all.end(), [code](const ErrorCode& c) { return c.code == code; });
  const auto last = std::find_if(first, all.end(), [code](const ErrorCode& c) { return c.code != code; });
  return {first, last};
}

const ErrorCode* find_error_code(std::string_view name) {
  const std::span<const ErrorCode> all = error_codes();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const ErrorCode& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<int> codes_in(std::string_view message) {
  std::vector<int> codes;
  Underlying underlying{{}, message};
  do {
    if (underlying.code != 0) add(codes, underlying.code);
    for (const ErrorCode& code : error_codes())
      if (fits(code.format, underlying.message)) add(codes, code.code);
  } while (killbill::wrappers().unwrap_once(underlying));
  return codes;
}

}  // namespace culprit
