#include "parse/header_regex.hpp"

#include "parse/date_time.hpp"
#include "parse/json_level.hpp"
#include "parse/json_time.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>

namespace culprit::parse {
namespace {

constexpr std::string_view kFormats[] = {
    "MMM d, yyyy h:mm:ss a",     "dd-MMM-yyyy HH:mm:ss.SSS", "dd-MMM-yyyy HH:mm:ss",
    "dd MMM yyyy HH:mm:ss,SSS",  "dd MMM yyyy HH:mm:ss",     "dd/MMM/yyyy:HH:mm:ss Z",
    "EEE MMM d HH:mm:ss z yyyy", "EEE MMM d HH:mm:ss yyyy",  "yyyy/MM/dd HH:mm:ss.SSS",
    "yyyy/MM/dd HH:mm:ss",       "yyyyMMdd'T'HHmmss",        "MMM d HH:mm:ss",
};

re2::RE2::Options quiet() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

}  // namespace

HeaderRegex::HeaderRegex(const std::string& pattern) : regex_(pattern, quiet()) {
  if (!regex_.ok()) throw Error(regex_.error());
  for (const auto& [name, number] : regex_.NamedCapturingGroups()) {
    if (name == "time") time_ = number;
    else if (name == "level") level_ = number;
    else if (name == "logger") logger_ = number;
    else if (name == "thread") thread_ = number;
    else if (name == "message") message_ = number;
    else context_.push_back({name, number});
  }
  if (time_ == 0 && level_ == 0)
    throw Error("it needs a group for the time or the level, such as (?P<time>\\S+) or (?P<level>[A-Z]+)");
  for (const std::string_view format : kFormats) formats_.emplace_back(format);
}

bool HeaderRegex::find_groups(std::string_view line, std::vector<re2::StringPiece>& groups) const {
  groups.resize(static_cast<std::size_t>(regex_.NumberOfCapturingGroups()) + 1);
  return regex_.Match({line.data(), line.size()}, 0, line.size(), re2::RE2::ANCHOR_START, groups.data(),
                      static_cast<int>(groups.size()));
}

std::optional<Level> HeaderRegex::match(std::string_view line) const {
  std::vector<re2::StringPiece> groups;
  if (!find_groups(line, groups)) return std::nullopt;
  if (level_ == 0) return Level::unknown;
  return read_level(view(groups[static_cast<std::size_t>(level_)]), LevelScale::java);
}

std::optional<Timestamp> HeaderRegex::time(std::string_view line) const {
  std::vector<re2::StringPiece> groups;
  if (time_ == 0 || !find_groups(line, groups)) return std::nullopt;
  const std::string_view text = view(groups[static_cast<std::size_t>(time_)]);
  for (const DateFormat& format : formats_)
    if (format.match(text).length == text.size() && !text.empty()) return format.read(text);
  return read_time_text(text);
}

void HeaderRegex::locate(std::string_view line, HeaderFields& fields) const {
  std::vector<re2::StringPiece> groups;
  if (!find_groups(line, groups)) return;
  const auto group = [&](int number) {
    return number == 0 ? std::string_view{} : view(groups[static_cast<std::size_t>(number)]);
  };
  fields.logger = group(logger_);
  fields.thread = group(thread_);
  fields.message = message_ != 0 ? group(message_) : line.substr(groups[0].size());
  for (const ContextGroup& context : context_)
    if (const std::string_view value = group(context.number); !value.empty())
      fields.context.push_back({context.name, value});
}

std::bitset<256> HeaderRegex::may_begin() const {
  std::bitset<256> bytes;
  std::string least, greatest;
  if (!re2::RE2("^(?:" + regex_.pattern() + ")").PossibleMatchRange(&least, &greatest, 1) || least.empty() ||
      greatest.empty())
    return bytes.set();
  for (std::size_t c = static_cast<unsigned char>(least[0]); c <= static_cast<unsigned char>(greatest[0]);
       ++c)
    bytes.set(c);
  return bytes;
}

}  // namespace culprit::parse
