#include "parse/record_reader.hpp"

#include "parse/frame_end.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace culprit::parse {
namespace {

using Kind = TraceLine::Kind;

}  // namespace

const HeaderFields& Record::fields() const { return reader_->fields(); }
std::string_view Record::message() const { return reader_->message(); }
void Record::find_innermost_top_frame() const {
  if (reader_->phase_ != RecordReader::Phase::message) reader_->builder_.find_innermost_top_frame();
}
void Record::find_top_frames() const {
  // Those of objects in JSON are known.
  if (reader_->phase_ != RecordReader::Phase::message) reader_->builder_.find_top_frames();
}

RecordReader::RecordReader(const Grammar& grammar, const Settings& settings, Memos& memos, RecordSink& sink)
    : grammar_(grammar),
      settings_(settings),
      sink_(sink),
      layouts_(grammar.layouts),
      json_(memos.json),
      heads_(memos.heads),
      builder_(grammar.shapes, grammar.library, memos.frames, settings.message_bytes, settings.throwables),
      calendar_(grammar.zone, settings.first_day, settings.now),
      range_end_(std::numeric_limits<std::uint64_t>::max()) {}

void RecordReader::restrict_to(std::uint64_t begin, std::uint64_t end) {
  range_begin_ = begin;
  range_end_ = end;
  skipping_ = begin > 0;
  begin_offset_ = skipping_ ? end : 0;
}

bool RecordReader::feed(std::string_view lines, std::uint64_t offset) {
  const bool more = read_lines(lines, offset);
  keep();
  return more;
}

void RecordReader::feed_line(std::string_view line, std::uint64_t offset, std::uint64_t end,
                             std::uint64_t number) {
  line_offset_ = offset;
  line_end_ = end;
  tally_.lines = number - 1;
  builder_.set_lines(line);
  read_line(line);
  end_offset_ = end;
  keep();
}

void RecordReader::finish() {
  close_record(end_offset_);
  settle_last_time();
  count_layout(nullptr);
  layout_ = nullptr;
  bare_ = true;
  has_fields_ = false;
  margin_ = 0;
  excluded_ = false;
}

bool RecordReader::read_line(std::string_view line) {
  const bool is_frame = is_plain_frame(line);
  const std::size_t header = is_frame ? find_header_behind_frame(line) : 0;
  LayoutSet::Match match;
  if (header != 0) match = layouts_.match(line.substr(header));
  else if (!is_frame) match = layouts_.match(line);
  std::span<const JsonRecord> json;
  if (match.layout == nullptr && line.starts_with('{')) {
    if (skim_json(line)) return true;
    json = json_.read(line).records;
  }
  const bool begins = match.layout != nullptr || !json.empty();

  if (skipping_ || (begins && line_offset_ >= range_end_)) {
    if (line_offset_ >= range_end_) {
      if (!skipping_ && header != 0) read_body(line.substr(0, header), true);
      end_offset_ = line_offset_ + header;
      return false;
    }
    if (!begins || line_offset_ < range_begin_) return true;
    skipping_ = false;
    begin_offset_ = line_offset_ + header;
  } else if (!begins) {
    read_body(line, is_frame);
    return true;
  } else if (header != 0) {
    read_body(line.substr(0, header), true);
  }
  if (header == 0) ++tally_.lines;
  if (match.layout != nullptr) open_record(line.substr(header), match, line_offset_ + header);
  for (const JsonRecord& record : json) read_json(record);
  return true;
}

void RecordReader::read_body(std::string_view line, bool is_frame) {
  ++tally_.lines;
  if (awaits_level_ && settle_level(line)) return;
  if (is_frame && takes_frames()) builder_.add_frame();
  else continue_record(line);
}

/// Lets the record at hand take part, if the filter does.
inline void RecordReader::admit_record() {
  if (settings_.filter) {
    const auto at = time();
    excluded_ = !settings_.filter->passes(level_, at);
    if (excluded_) return;
    if (at) tally_.seen = {tally_.seen ? tally_.seen->first : *at, *at};
  } else if (!tally_.seen) {
    if (const auto at = time()) tally_.seen = {*at, *at};
  }
  ++tally_.records;
  ++tally_.levels[static_cast<std::size_t>(level_)];
}

void RecordReader::open_record(std::string_view line, const LayoutSet::Match& match, std::uint64_t offset) {
  close_record(offset);
  if (match.layout != counted_layout_) count_layout(match.layout);
  if (!match.layout->has_time) settle_last_time();
  layout_ = match.layout;
  header_ = line.substr(match.margin);
  header_start_ = match.start_bytes;
  margin_ = match.margin;
  level_ = match.level;
  has_fields_ = false;
  bare_ = false;
  offset_ = offset;
  first_line_ = tally_.lines;
  if (!match.layout->has_date) pass_time_of_day();
  awaits_level_ = match.layout->level_follows;
  level_line_ = {};  // an earlier record's may be gone
  if (!awaits_level_) admit_record();
}

/// Counts a JSON record in which there is nothing more to look for. False if it may not be one.
bool RecordReader::skim_json(std::string_view line) {
  // Whoever wants to see quiet records, or their times, has them read.
  if (settings_.quiet || settings_.filter || !tally_.seen || skipping_ || line_offset_ >= range_end_)
    return false;
  const auto quiet = json_.skim(line);
  if (!quiet) return false;
  ++tally_.lines;
  close_record(line_offset_);
  if (counted_layout_ != nullptr || quiet->layout.data() != skimmed_layout_.data()) {
    count_layout(nullptr);
    skimmed_layout_ = quiet->layout;
  }
  ++skimmed_records_;
  ++tally_.records;
  ++tally_.levels[static_cast<std::size_t>(quiet->level)];
  layout_ = nullptr;
  header_ = {};
  margin_ = 0;
  level_ = quiet->level;
  skimmed_ = line;
  bare_ = true;
  has_fields_ = false;
  return true;
}

/// The record at hand may be the last one that has a time. (The time of those that a filter passes
/// is known of each.)
void RecordReader::settle_last_time() {
  if (settings_.filter || !tally_.seen) return;
  if (const auto last = time()) tally_.seen->last = *last;
}

/// Reads the time of a record that was skimmed.
void RecordReader::settle_json_time() {
  if (skimmed_.empty()) return;
  JsonReader reader;
  const auto records = reader.read(skimmed_).records;
  json_time_ = records.empty() ? std::nullopt : records.front().time;
  skimmed_ = {};
}

/// A JSON record holds all that belongs to it. What stands behind it is outside of any record.
void RecordReader::read_json(const JsonRecord& json) {
  close_record(line_offset_);
  count_layout(nullptr);
  if (!json.time) settle_last_time();
  layout_ = nullptr;
  header_ = {};
  margin_ = 0;
  level_ = json.level;
  skimmed_ = {};
  json_time_ = json.time;
  json_layout_ = json.layout;
  const auto throwables = json.throwables.first(std::min(json.throwables.size(), settings_.throwables));
  json_throwables_.assign(throwables.begin(), throwables.end());
  for (Throwable& throwable : json_throwables_) {
    throwable.class_name = cut(throwable.class_name, settings_.message_bytes);
    throwable.message = cut(throwable.message, settings_.message_bytes);
    throwable.top_frame = cut(throwable.top_frame, settings_.message_bytes);
  }
  fields_.thread = json.thread;
  fields_.logger = json.logger;
  fields_.message = json.message;
  fields_.context.assign(json.context.begin(), json.context.end());
  has_fields_ = true;
  bare_ = false;
  offset_ = line_offset_;
  first_line_ = tally_.lines;
  admit_record();
  if (!excluded_) count_layout(json.layout, 1);
  counted_records_ = tally_.records;
  if (json_throwables_.empty() || !json.stack_trace.empty()) read_json_trace(json);
  close_record(line_end_);
  bare_ = true;
  has_fields_ = false;
  excluded_ = false;
  json_layout_ = {};
  json_throwables_.clear();
}

/// Reads a trace that is a field's text, or a part of the message.
void RecordReader::read_json_trace(const JsonRecord& json) {
  std::string_view text = json.stack_trace.empty() ? json.message : json.stack_trace;
  const auto take_line = [&] {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim_end(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return line;
  };
  if (json.stack_trace.empty()) {
    fields_.message = take_line();
    while (!text.empty()) continue_record(take_line());
    return;
  }
  const std::string_view head = take_line();
  const TraceLine head_line = read_trace_line(head);
  builder_.start(head.substr(head_line.indent), head_line.indent);
  if (!json.throwables.empty())
    builder_.name_head(json_throwables_.front().class_name, json_throwables_.front().message);
  phase_ = Phase::trace;
  while (!text.empty()) {
    const std::string_view line = take_line();
    const Kind kind = read_trace_line(line).kind;
    const bool is_text = kind == Kind::text || kind == Kind::blank;
    if (!is_text || builder_.message_is_open()) continue_record(line);
  }
}

/// Books the records since the last change of layout on the one before.
void RecordReader::count_layout(const Layout* next) {
  count_layout(skimmed_layout_, std::exchange(skimmed_records_, 0));
  if (counted_layout_ != nullptr) count_layout(counted_layout_->name, tally_.records - counted_records_);
  counted_layout_ = next;
  counted_records_ = tally_.records;
}

void RecordReader::count_layout(std::string_view name, std::uint64_t records) {
  if (records == 0) return;
  add(tally_.layouts, {std::string(name), records});
}

/// Reads the line behind a header whose layout writes the level there. False if
/// it doesn't: then the record has no level.
bool RecordReader::settle_level(std::string_view line) {
  awaits_level_ = false;
  const auto level = take_level_line(line);
  level_ = level.value_or(Level::unknown);
  level_line_ = level ? line : std::string_view{};
  admit_record();
  return level.has_value();
}

/// True if there is something wrong in the record, or it is to be handed over
/// all the same; or if there is a bare trace.
inline bool RecordReader::is_event() const {
  return phase_ != Phase::message || (!bare_ && (is_error(level_) || settings_.quiet)) ||
         !json_throwables_.empty();
}

/// Ends the record or bare trace; `end` is the offset of what comes next.
void RecordReader::close_record(std::uint64_t end) {
  if (awaits_level_) settle_level({});
  // A throwable may have no frames at all. Its head counts if it is all that
  // stands behind the header, and says its package.
  if (phase_ == Phase::message && !bare_ && layout_ != nullptr && candidate_.rank == HeadRank::qualified &&
      candidate_.first && candidate_.alone && !candidate_.is_cause)
    begin_trace_at_candidate();
  else if (candidate_) drop_candidate();
  if (is_event()) report(end);
  phase_ = Phase::message;
  has_body_ = false;
  last_frame_ = TraceLine::Kind::text;
  headless_frames_ = headless_elided_ = 0;
  headless_top_frame_.clear();
  reversed_ = false;
  thread_dump_ = false;
}

/// Hands over the record, or the bare trace.
void RecordReader::report(std::uint64_t end) {
  Record record(*this);
  record.throwables =
      phase_ != Phase::message ? builder_.finish() : std::span<const Throwable>(json_throwables_);
  record.time = time();
  record.is_dated = layout_ != nullptr ? layout_->has_date : !json_time_ || json_time_->has_date;
  if (bare_ ? settings_.filter != nullptr && !settings_.filter->passes_bare(record.time) : excluded_) return;
  record.offset = offset_;
  record.length = (json_layout_.empty() ? end : line_end_) - offset_;
  record.line = first_line_;
  record.bare = bare_;
  record.stream = stream_;
  record.layout = bare_ ? std::string_view{} : layout_ != nullptr ? layout_->name : json_layout_;
  record.level = bare_ ? Level::unknown : level_;
  sink_.on_record(record);
}

/// Counts the days of a layout that writes no date.
void RecordReader::pass_time_of_day() {
  if (const auto written = header_time(*layout_, header_)) calendar_.pass(*written);
}

/// That of the record at hand, or before the bare trace at hand.
std::optional<Timestamp> RecordReader::time() {
  if (layout_ == nullptr) {
    settle_json_time();
    return json_time_ ? std::optional(calendar_.instant(*json_time_)) : std::nullopt;
  }
  if (const auto known = times_.find(*layout_, header_)) return known;
  const auto written = header_time(*layout_, header_);
  if (!written) return std::nullopt;
  const bool is_local = layout_->timezone && written->has_date && !written->has_zone;
  const Timestamp instant =
      is_local ? Timestamp{layout_->timezone->to_utc(written->milliseconds)} : calendar_.instant(*written);
  times_.remember(*layout_, header_, instant);
  return instant;
}

const HeaderFields& RecordReader::fields() {
  if (!has_fields_) {
    if (bare_) fields_ = {};
    else locate_fields(*layout_, header_, header_start_, fields_);
    if (!bare_ && layout_->level_follows) fields_.message = level_line_;
    has_fields_ = true;
  }
  return fields_;
}

/// The record's message: the rest of its header line, and the lines behind it.
/// Layouts print a blank, and writers empty lines, that are no part of it.
std::string_view RecordReader::message() {
  if (bare_) return {};
  std::string_view text = cut(fields().message, settings_.message_bytes);
  if (has_body_ && text.empty()) text = body_.view();
  else if (has_body_) text = message_.assign(text).append("\n").append(body_.view());
  return trim_end(cut(text, settings_.message_bytes));
}

/// Copies what is still needed of the lines that feed() was given.
void RecordReader::keep() {
  const auto keep_view = [&](std::string_view& view, std::string& copy) {
    if (view.data() == copy.data()) return;
    copy.assign(view);
    view = copy;
    has_fields_ = false;
  };
  if (layout_ != nullptr) {
    keep_view(header_, header_copy_);
    if (layout_->level_follows) keep_view(level_line_, level_line_copy_);
  } else if (!skimmed_.empty()) {
    keep_view(skimmed_, skimmed_copy_);
  }
  if (has_body_) body_.keep();
  if (candidate_) candidate_.text.keep();
  if (phase_ != Phase::message) builder_.keep();
}

}  // namespace culprit::parse
