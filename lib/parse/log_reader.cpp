#include "parse/log_reader.hpp"

#include "text/unicode.hpp"

#include <utility>

namespace culprit::parse {

LogReader::LogReader(const Grammar& grammar, const RecordReader::Settings& settings, Memos& memos,
                     RecordSink& sink, LineLimit limit)
    : grammar_(grammar),
      settings_(settings),
      memos_(memos),
      sink_(sink),
      limit_(std::move(limit)),
      plain_(grammar, settings, memos, sink) {}

void LogReader::restrict_to(std::uint64_t begin, std::uint64_t end) {
  plain_.restrict_to(begin, end);
  decided_ = true;
}

bool LogReader::feed(std::string_view lines, std::uint64_t offset) {
  if (offset == 0 && lines.starts_with(text::kByteOrderMark)) {
    lines.remove_prefix(text::kByteOrderMark.size());
    offset = text::kByteOrderMark.size();
  }
  if (decided_) [[likely]]
    return forward(lines, offset);
  if (held_.empty() && lines.size() >= Wrapping::kFrontBytes) {
    decide(lines);
    return forward(lines, offset);
  }
  if (!lines.empty()) held_.push_back({std::string(lines), offset});
  held_bytes_ += lines.size();
  return held_bytes_ < Wrapping::kFrontBytes || release();
}

bool LogReader::release() {
  std::string front;
  for (const Held& held : held_) front += held.lines;
  decide(front);
  bool more = true;
  for (const Held& held : held_) more = more && forward(held.lines, held.offset);
  held_ = {};
  return more;
}

void LogReader::finish() {
  if (!decided_) release();
  if (streams_) streams_->finish();
  else plain_.finish();
}

void LogReader::decide(std::string_view front) {
  LayoutSet layouts(grammar_.layouts);
  const Wrapping wrapping = Wrapping::detect(front.substr(0, Wrapping::kFrontBytes), layouts);
  if (!wrapping.empty()) streams_.emplace(grammar_, settings_, memos_, sink_, limit_, wrapping);
  decided_ = true;
}

bool LogReader::forward(std::string_view lines, std::uint64_t offset) {
  if (!streams_) return plain_.feed(lines, offset);
  streams_->feed(lines, offset);
  return true;
}

}  // namespace culprit::parse
