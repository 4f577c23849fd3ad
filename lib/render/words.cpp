#include "render/words.hpp"

#include "render/printable.hpp"
#include "render/report.hpp"
#include "text/whole_number.hpp"

#include <culprit/bursts.hpp>
#include <culprit/knowledge.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <utility>

namespace culprit::render {
namespace {

/// Bursts beyond these are only counted.
constexpr std::size_t kMostBursts = 3;
/// So many heads are named.
constexpr std::size_t kMostHeads = 4;

/// Of a number up to `most`.
std::string_view shown_unit(Unit unit, double most) {
  switch (unit) {
    case Unit::seconds: return " s";
    case Unit::bytes: return most == 1 ? " byte" : " bytes";
    case Unit::none: break;
  }
  return "";
}

/// The word in front of a placeholder, if it is on the same side of all punctuation.
std::string_view label_of(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" =:<>");
  if (end == std::string_view::npos) return {};
  text = text.substr(0, end + 1);
  const std::size_t begin =
      text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") + 1;
  return text.substr(begin);
}

/// To six digits, but a whole number in full, as far as a double tells it from its neighbours.
std::string shown_number(double number) {
  constexpr double kMostWhole = 1ULL << 53;
  if (std::trunc(number) == number && std::abs(number) < kMostWhole) return fmt::format("{:.0f}", number);
  return fmt::format("{:.6g}", number);
}

std::string shown_range(const CapturedNumbers& captured) {
  const Distribution& numbers = captured.numbers;
  const std::string_view unit = shown_unit(captured.unit, numbers.max());
  if (numbers.is_constant()) return fmt::format("always {}{}", shown_number(numbers.min()), unit);
  std::string text =
      fmt::format("{} to {}{}", shown_number(numbers.min()), shown_number(numbers.max()), unit);
  // Of a few numbers the middle says no more than the ends.
  if (numbers.count() >= 5)
    text += fmt::format(", median {:.3g}, 90 % up to {:.3g}", numbers.quantile(0.5), numbers.quantile(0.9));
  return text;
}

/// 1536000 as "1.5 MB".
std::string shown_size(std::uint64_t bytes) {
  constexpr std::array kUnits{"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return counted_noun(bytes, "byte");
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

/// 300,000 as "5 minutes"
std::string shown_duration(std::chrono::milliseconds duration) {
  using namespace std::chrono;
  constexpr std::array<std::pair<seconds, std::string_view>, 4> kUnits{
      {{days(1), "day"}, {hours(1), "hour"}, {minutes(1), "minute"}, {seconds(1), "second"}}};
  for (const auto& [unit, noun] : kUnits)
    if (duration % unit == milliseconds(0) && duration >= unit)
      return counted_noun(static_cast<std::uint64_t>(duration / unit), noun);
  return fmt::format("{} ms", duration.count());
}

}  // namespace

std::string counted_noun(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::string shown_fingerprint(std::uint64_t fingerprint) {
  return fingerprint == 0 ? std::string() : fmt::format("{:016x}", fingerprint);
}

std::string name_of_source(std::string_view source) {
  return source == "-" ? "standard input" : printable(source);
}

const std::string& shown_source(const Summary& summary, const std::optional<Position>& first) {
  static const std::string kUnknown = "(unknown input)";
  return first && first->source < summary.sources.size() ? summary.sources[first->source] : kUnknown;
}

std::string shown_span(const TimeSpan& span) {
  if (span.first == span.last) return to_iso8601(span.first);
  return fmt::format("{} to {}", to_iso8601(span.first), to_iso8601(span.last));
}

std::string shown_extent(const Summary& summary) {
  const Totals& totals = summary.totals;
  std::string text = fmt::format("{}, {}, {}", counted_noun(totals.records, "record"),
                                 counted_noun(totals.lines, "line"), shown_size(totals.bytes));
  if (summary.sources.size() > 1)
    text += fmt::format(" in {}", counted_noun(summary.sources.size(), "input"));
  if (summary.seen) text += ", " + shown_span(*summary.seen);
  return text;
}

std::string shown_levels(const Summary& summary) {
  std::string text;
  for (std::size_t i = 0; i < kLevelCount; ++i)
    if (summary.levels[i] != 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : "  ", to_string(static_cast<Level>(i)),
                          grouped(summary.levels[i]));
  return text;
}

std::string shown_numbers(std::string_view message_template,
                          std::span<const Template::Placeholder> placeholders,
                          std::span<const CapturedNumbers> captures) {
  std::string text;
  std::size_t end = 0;
  for (std::size_t i = 0; i < captures.size() && i < placeholders.size(); ++i) {
    const std::string_view label = label_of(message_template.substr(end, placeholders[i].offset - end));
    end = placeholders[i].offset + placeholders[i].length;
    if (captures[i].numbers.count() < 2) continue;
    if (!text.empty()) text += "; ";
    text += fmt::format("{}: {}", label.empty() ? "N" : printable(label), shown_range(captures[i]));
  }
  return text;
}

std::string shown_impact(const Impact& impact) {
  std::string text;
  const auto add = [&](const DistinctCount& count, std::string_view noun) {
    if (count.estimate() == 0) return;
    if (!text.empty()) text += ", ";
    if (!count.is_exact()) text += "about ";
    text += counted_noun(count.estimate(), noun);
  };
  add(impact.requests, "request");
  add(impact.accounts, "account");
  add(impact.tenants, "tenant");
  add(impact.tokens, "user token");
  add(impact.threads, "thread");
  add(impact.streams, "stream");
  return text;
}

std::string shown_simple_class(std::string_view class_name) {
  if (class_name.empty()) return shown_class(class_name);
  return printable(class_name.substr(class_name.rfind('.') + 1));
}

std::string shown_code(int code) {
  std::string text = std::to_string(code);
  if (const auto codes = find_error_codes(code); !codes.empty()) text.append(" ").append(codes.front().name);
  return text;
}

std::string shown_name(const AspectRow& row, Aspect aspect) {
  if (row.name.empty()) return "(none)";
  const std::optional<int> code = aspect == Aspect::code ? text::whole_number<int>(row.name) : std::nullopt;
  return code ? shown_code(*code) : printable(row.name);
}

std::string shown_kind(const RootCause& cause) {
  std::string text = shown_class(cause.class_name);
  if (cause.code != 0) text += ", code " + shown_code(cause.code);
  return text;
}

std::string shown_heads(const RootCause& cause) {
  const bool is_head = cause.heads.size() == 1 && cause.heads.front().class_name == cause.class_name;
  if (is_head && cause.count == cause.failures) return {};
  std::string text = fmt::format("logged {}", cause.count == 1 ? "once" : grouped(cause.count) + " times");
  if (is_head) return text;
  text += ", as ";
  for (std::size_t i = 0; i < std::min(cause.heads.size(), kMostHeads); ++i) {
    if (i != 0) text += i + 1 == cause.heads.size() ? " and " : ", ";
    text += shown_simple_class(cause.heads[i].class_name);
    if (cause.heads.size() > 1) text += fmt::format(" ({})", grouped(cause.heads[i].count));
  }
  if (cause.heads.size() > kMostHeads)
    text += " and " + counted_noun(cause.heads.size() - kMostHeads, "other");
  return text;
}

bool has_course(const RootCause& cause, const Summary& summary) {
  return summary.seen && cause.seen && cause.seen->first != cause.seen->last && cause.timeline.total() > 1;
}

std::string shown_course(const RootCause& cause, const std::optional<TimeSpan>& observed) {
  if (!observed) return {};
  std::string text;
  if (const auto onset = find_onset(cause.timeline, *observed))
    text = "steady since " + to_iso8601({onset->time});
  const std::vector<Burst> bursts = find_bursts(cause.timeline, *observed);
  for (std::size_t i = 0; i < std::min(bursts.size(), kMostBursts); ++i) {
    const Burst& burst = bursts[i];
    if (!text.empty()) text += "; ";
    text += fmt::format("burst of {} within {} at {}", grouped(burst.count),
                        shown_duration(std::chrono::milliseconds(burst.end - burst.begin)),
                        to_iso8601({burst.begin}));
  }
  if (bursts.size() > kMostBursts) text += "; " + counted_noun(bursts.size() - kMostBursts, "more burst");
  return text;
}

std::string shown_settings(const Problem& problem) {
  std::string text;
  for (const std::string& setting : problem.settings)
    text.append(text.empty() ? "Look at: " : "; ").append(printable(setting));
  return text;
}

}  // namespace culprit::render
