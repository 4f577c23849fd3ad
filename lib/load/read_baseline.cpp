#include "text/whole_number.hpp"

#include <culprit/baseline.hpp>
#include <culprit/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace culprit {
namespace {

using text::whole_number;

constexpr std::string_view kSeparator = " <- ";

/// Lines, fields and links of chains. Each takes many times the memory of its text: a link, of four bytes at
/// least, a whole ChainLink.
constexpr std::ptrdiff_t kMostParts = 1 << 22;

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + separator.size());
  }
}

/// One line of a baseline, and what is wrong with it.
class BaselineLine {
public:
  BaselineLine(std::string_view text, const std::string& name, std::size_t number)
      : fields_(split(text, "\t")), name_(name), number_(number) {}

  std::string_view word() const { return fields_.front(); }
  std::size_t size() const { return fields_.size(); }
  std::string_view raw(std::size_t i) const { return fields_[i]; }

  void expect_fields(std::size_t least, std::size_t most) const {
    if (size() < least || size() > most)
      fail(fmt::format("expected {} fields, separated by tabs, and there are {}", least, size()));
  }

  template <class Number>
  Number number(std::size_t i, int base = 10) const {
    return number_of<Number>(fields_[i], base);
  }

  template <class Number>
  Number number_of(std::string_view text, int base = 10) const {
    const auto number = whole_number<Number>(text, base);
    if (!number) fail_number(text);
    return *number;
  }

  double seconds(std::size_t i) const {
    const auto seconds = whole_number<double>(fields_[i]);
    if (!seconds || !(*seconds >= 0 && *seconds < 1e18)) fail_number(fields_[i]);
    return *seconds;
  }

  /// A text as it was before it was written.
  std::string text(std::string_view field) const {
    std::string text;
    for (std::size_t i = 0; i < field.size(); ++i) {
      if (field[i] != '\\') {
        text += field[i];
        continue;
      }
      const bool is_escaped = field.substr(i, 2) == "\\x" && field.size() >= i + 4;
      const auto byte = is_escaped ? whole_number<unsigned char>(field.substr(i + 2, 2), 16) : std::nullopt;
      if (!byte) fail("expected \\x and two hexadecimal digits behind a backslash");
      text += static_cast<char>(*byte);
      i += 3;
    }
    return text;
  }

  [[noreturn]] void fail(std::string_view what) const {
    throw Error(fmt::format("{}:{}: {}", name_, number_, what));
  }

private:
  [[noreturn]] void fail_number(std::string_view text) const {
    fail(fmt::format("'{}' is no number, or too large", text));
  }

  std::vector<std::string_view> fields_;
  const std::string& name_;
  std::size_t number_;
};

Profile::Cause read_cause(const BaselineLine& line, Profile::Kind kind) {
  line.expect_fields(5, 6);
  Profile::Cause cause{kind, line.number<std::uint64_t>(1, 16), {}, line.number<std::uint64_t>(2), "", {},
                       ""};
  if (cause.count == 0) line.fail("a group that was never met is none");
  if (kind == Profile::Kind::error) {
    cause.logger = line.text(line.raw(3));
    cause.chain.emplace_back();
  } else {
    for (const std::string_view name : split(line.raw(3), kSeparator))
      cause.chain.emplace_back().class_name = line.text(name);
  }
  cause.chain.front().message_template = line.text(line.raw(4));
  if (cause.chain.size() > 1 && line.size() == 6)
    cause.chain.back().message_template = line.text(line.raw(5));
  return cause;
}

Profile::Folded read_folded(const BaselineLine& line) {
  line.expect_fields(3, 3);
  return {line.number<std::uint64_t>(1), line.number<std::uint64_t>(2, 16)};
}

/// What was merged into groups, by their fingerprints.
using Members = std::map<std::uint64_t, std::vector<std::uint64_t>>;

void read_members(const BaselineLine& line, Members& members) {
  line.expect_fields(3, 3);
  auto& all = members[line.number<std::uint64_t>(1, 16)];
  for (const std::string_view member : split(line.raw(2), " "))
    all.push_back(line.number_of<std::uint64_t>(member, 16));
  std::sort(all.begin(), all.end());
}

void read_line(const BaselineLine& line, Profile& profile, Members& members) {
  if (line.word() == "exception" || line.word() == "error") {
    const bool is_error = line.word() == "error";
    profile.causes.push_back(read_cause(line, is_error ? Profile::Kind::error : Profile::Kind::exception));
    (is_error ? profile.errors : profile.exceptions) += profile.causes.back().count;
  } else if (line.word() == "members") {
    read_members(line, members);
  } else if (line.word() == "folded_exceptions") {
    profile.exceptions += (profile.folded_exceptions = read_folded(line)).count;
  } else if (line.word() == "folded_errors") {
    profile.errors += (profile.folded_errors = read_folded(line)).count;
  } else {
    line.expect_fields(2, 2);
    if (line.word() == "records") profile.records = line.number<std::uint64_t>(1);
    else if (line.word() == "quiet_records") profile.quiet_records = line.number<std::uint64_t>(1);
    else if (line.word() == "seconds") profile.seconds = line.seconds(1);
    else if (line.word() == "failures") profile.failures = line.number<std::uint64_t>(1);
    else if (line.word() == "failed_requests") profile.failed_requests = line.number<std::uint64_t>(1);
    else
      line.fail(
          fmt::format("'{}' is none of exception, error, members, records, quiet_records, seconds, failures, "
                      "failed_requests, folded_exceptions, folded_errors",
                      line.word()));
  }
}

}  // namespace

Profile read_baseline(std::string_view text, const std::string& name) {
  const auto begins_part = [](char c) { return c == '\n' || c == '\t' || c == kSeparator[1]; };
  if (std::ranges::count_if(text, begins_part) > kMostParts)
    throw Error(fmt::format("{}: no baseline has more than {} lines, fields and classes", name, kMostParts));
  Profile profile;
  profile.name = name;
  Members members;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    begin += line.size() + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);  // as git may check it out
    if (number == 1 && line != "# culprit baseline 1")
      BaselineLine(line, name, number).fail("expected '# culprit baseline 1'");
    if (!line.empty() && line.front() != '#') read_line(BaselineLine(line, name, number), profile, members);
  }
  for (Profile::Cause& cause : profile.causes)
    if (const auto merged = members.find(cause.fingerprint); merged != members.end())
      cause.members = merged->second;
  const auto order = [](const Profile::Cause& a, const Profile::Cause& b) {
    return std::tie(a.kind, a.fingerprint) < std::tie(b.kind, b.fingerprint);
  };
  std::sort(profile.causes.begin(), profile.causes.end(), order);
  const auto twice = std::adjacent_find(profile.causes.begin(), profile.causes.end(),
                                        [&](const auto& a, const auto& b) { return !order(a, b); });
  if (twice != profile.causes.end())
    throw Error(
        fmt::format("{}: the group {:016x} occurs twice; was it merged by hand?", name, twice->fingerprint));
  return profile;
}

}  // namespace culprit
