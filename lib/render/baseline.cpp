#include "render/code_point.hpp"
#include "render/report.hpp"

#include <culprit/baseline.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace culprit {
namespace {

constexpr std::string_view kPreface =
    "# culprit baseline 1\n"
    "# Written by `culprit check --update-baseline`; docs/baseline.md describes it.\n"
    "# A line is a group: kind, fingerprint, count, classes from head to root (or the logger),\n"
    "# the head's message and, if there are causes, the root's. Members are what was merged into a group.\n";

/// A field of a line: what would end it, and what is no text, is written as `\\xNN`.
std::string field(std::string_view text) {
  std::string field;
  while (!text.empty()) {
    const render::CodePoint code_point = render::first_code_point(text);
    const std::size_t length = std::max<std::size_t>(code_point.length, 1);
    if (code_point.length == 0 || code_point.value < 0x20 || code_point.value == 0x7f || text[0] == '\\')
      fmt::format_to(std::back_inserter(field), "\\x{:02x}", static_cast<unsigned char>(text[0]));
    else field.append(text.substr(0, length));
    text.remove_prefix(length);
  }
  return field;
}

/// What a line begins with, in sorting, and what it says behind the count.
std::string description_of(const Profile::Cause& cause) {
  std::string names = field(cause.logger);
  for (std::size_t i = 0; cause.kind == Profile::Kind::exception && i < cause.chain.size(); ++i)
    names.append(i == 0 ? "" : " <- ").append(field(cause.chain[i].class_name));
  std::string text = names + '\t' + field(cause.chain.front().message_template);
  if (cause.chain.size() > 1) text += '\t' + field(cause.chain.back().message_template);
  return text;
}

void append_folded(std::string& text, std::string_view kind, const Profile::Folded& folded) {
  if (folded.count != 0)
    fmt::format_to(std::back_inserter(text), "folded_{}\t{}\t{:016x}\n", kind, folded.count, folded.from);
}

}  // namespace

std::string write_baseline(const Profile& profile) {
  std::string text(kPreface);
  fmt::format_to(std::back_inserter(text), "records\t{}\nquiet_records\t{}\n", profile.records,
                 profile.quiet_records);
  if (profile.seconds) fmt::format_to(std::back_inserter(text), "seconds\t{}\n", *profile.seconds);
  fmt::format_to(std::back_inserter(text), "failures\t{}\nfailed_requests\t{}\n", profile.failures,
                 profile.failed_requests);
  append_folded(text, "exceptions", profile.folded_exceptions);
  append_folded(text, "errors", profile.folded_errors);

  struct Line {
    Profile::Kind kind;
    std::string description;
    std::uint64_t fingerprint;
    std::uint64_t count;
  };
  std::vector<Line> lines;
  for (const Profile::Cause& cause : profile.causes)
    lines.push_back({cause.kind, description_of(cause), cause.fingerprint, cause.count});
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.kind, a.description, a.fingerprint) < std::tie(b.kind, b.description, b.fingerprint);
  });
  for (const Line& line : lines)
    fmt::format_to(std::back_inserter(text), "{}\t{:016x}\t{}\t{}\n",
                   line.kind == Profile::Kind::exception ? "exception" : "error", line.fingerprint,
                   line.count, line.description);
  for (const Profile::Cause& cause : profile.causes)
    if (!cause.members.empty())
      fmt::format_to(std::back_inserter(text), "members\t{:016x}\t{:016x}\n", cause.fingerprint,
                     fmt::join(cause.members, " "));
  return text;
}

}  // namespace culprit
