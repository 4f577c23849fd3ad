#pragma once

#include "parse/calendar.hpp"
#include "parse/json_record.hpp"
#include "parse/layout_set.hpp"
#include "parse/library_frames.hpp"
#include "parse/memos.hpp"
#include "parse/tally.hpp"
#include "parse/text.hpp"
#include "parse/throwable_builder.hpp"
#include "parse/time_memo.hpp"
#include "parse/time_zone.hpp"
#include "parse/trace_line.hpp"

#include <culprit/event.hpp>
#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// What there is to know of the logs to be read: how headers look, how
/// throwables that hide their class do, and what time local times are.
struct Grammar {
  std::vector<Layout> layouts;
  std::vector<ToStringShape> shapes;
  TimeZone zone;
  LibraryFrames library;
};

/// A line that fits no layout where a header might be: it stands before all
/// headers and in no trace, or it states a time as headers do.
struct Stray {
  std::uint64_t offset = 0;
  std::uint64_t line = 0;
  std::string_view text;
  bool states_time = false;
};

class RecordReader;

/// A record, or a bare trace. It, and all views from
/// it, are valid during the callback only.
class Record {
public:
  std::uint64_t offset = 0;  ///< of the first line, in decoded bytes
  std::uint64_t length = 0;  ///< up to what comes next; records in JSON may share a line
  std::uint64_t line = 0;    ///< number of the first line, from 1
  bool bare = false;         ///< a trace outside of any record
  std::string_view stream;   ///< what tells its lines from others of the same input
  std::string_view layout;   ///< empty if bare
  Level level = Level::unknown;
  std::optional<Timestamp> time;  ///< a bare trace has that of the record before it
  bool is_dated = true;           ///< whether that time was written with its date
  std::span<const Throwable> throwables;

  /// The header's fields; empty if bare. They are located when they are asked for.
  const HeaderFields& fields() const;
  /// All lines up to the trace; empty if bare.
  std::string_view message() const;
  /// Fills in Throwable::top_frame, which is empty until then.
  void find_top_frames() const;
  /// Likewise, only as far as culprit::top_frame() needs it, which costs less.
  void find_innermost_top_frame() const;

private:
  friend RecordReader;
  explicit Record(RecordReader& reader) : reader_(&reader) {}

  RecordReader* reader_;
};

class RecordSink {
public:
  virtual ~RecordSink() = default;
  virtual void on_record(const Record& record) = 0;
};

/// Says which records take part at all.
class RecordFilter {
public:
  virtual ~RecordFilter() = default;
  virtual bool passes(Level level, const std::optional<Timestamp>& time) const = 0;
  virtual bool passes_bare(const std::optional<Timestamp>& time) const = 0;
};

/// Splits a log into records: a header line and the lines that continue it;
/// and finds the throwables in them, and the bare traces between them. Hands
/// over the error-level records and whatever holds a throwable.
///
///   RecordReader reader{grammar, settings, memos, sink};
///   while (…) reader.feed(lines, offset);
///   reader.finish();
///
/// Log content never makes it throw. docs/parsing.md explains its decisions.
class RecordReader {
public:
  struct Settings {
    std::size_t message_bytes;             ///< kept of one message
    std::size_t throwables;                ///< kept of one record; at least 1
    bool quiet = false;                    ///< hands over quiet records, too
    const RecordFilter* filter = nullptr;  ///< if not null, it must outlive the reader
    /// The day of the first record, if layouts don't write it: its midnight in
    /// local time. Without it such times count on from that midnight.
    std::optional<std::int64_t> first_day{};
    /// The moment of reading, in local time, if that is when the log is written:
    /// where no first_day is given, the first record is less than a day old.
    std::optional<std::int64_t> now{};
    std::function<void(const Stray&)> on_stray{};  ///< sees stray lines, if not empty
  };

  /// `grammar`, `memos` and `sink` must outlive the reader.
  RecordReader(const Grammar& grammar, const Settings& settings, Memos& memos, RecordSink& sink);

  /// Reads only the records whose headers stand in [begin, end): what a worker
  /// does that has a part of a file. All parts together see each line once.
  void restrict_to(std::uint64_t begin, std::uint64_t end);

  /// Reads whole lines that stand at `offset` in the input. Returns false when
  /// the range of restrict_to() is through. The lines may go away when it returns.
  bool feed(std::string_view lines, std::uint64_t offset);

  /// Reads a single line without its end, of a stream that shares the input with
  /// others: it is the input's line `number`, and stands at [offset, end).
  void feed_line(std::string_view line, std::uint64_t offset, std::uint64_t end, std::uint64_t number);

  /// Ends the input, and its last record.
  void finish();

  /// What Record::stream is to say; must outlive the reader.
  void set_stream(std::string_view name) { stream_ = name; }

  const Tally& tally() const { return tally_; }

  /// How the times of those records went whose layout writes no date.
  const DayCount& days() const { return calendar_.days(); }

  /// Says whether the line at `offset` was read, and not left to the reader of
  /// the part before or behind.
  bool has_read(std::uint64_t offset) const { return offset >= begin_offset_ && offset < end_offset_; }

private:
  friend Record;

  /// Where in a record, or between records, the reader is.
  enum class Phase : std::uint8_t {
    message,  ///< before any trace
    trace,    ///< the line before belonged to the trace
    after,    ///< there was a trace, and something else behind it
  };

  /// A line that may be a trace's head, until what follows it decides.
  struct Candidate {
    Text text;
    HeadRank rank = HeadRank::none;
    std::uint32_t class_length = 0;
    bool is_cause = false;                           ///< a `Caused by:` whose head isn't in the log
    bool is_introduction = false;                    ///< `Traceback (most recent call last):` of Ruby
    TraceLine::Kind behind = TraceLine::Kind::text;  ///< the form of the frame directly in front
    bool first = false;                              ///< directly behind the header
    bool alone = true;                               ///< nothing but blank lines behind it
    bool is_single_line = true;                      ///< nor those
    std::uint64_t offset = 0;
    std::uint64_t line = 0;
    std::uint32_t indent = 0;

    explicit operator bool() const { return rank != HeadRank::none; }
  };

  bool read_lines(std::string_view lines, std::uint64_t offset);
  std::size_t skim_quiet(const char* line, const char* window, std::span<const std::uint32_t> newlines,
                         const char* readable_end, const char* range_end);
  bool read_line(std::string_view line);
  void read_body(std::string_view line, bool is_frame);
  void open_record(std::string_view line, const LayoutSet::Match& match, std::uint64_t offset);
  void admit_record();
  bool skim_json(std::string_view line);
  void settle_last_time();
  void settle_json_time();
  void read_json(const JsonRecord& json);
  void read_json_trace(const JsonRecord& json);
  void count_layout(const Layout* next);
  void count_layout(std::string_view name, std::uint64_t records);
  bool settle_level(std::string_view line);
  void close_record(std::uint64_t end);
  bool is_event() const;
  void report(std::uint64_t end);

  const char* pass_trace(const char* line, const char* end);
  bool begin_plain_trace(std::string_view line);
  std::size_t continue_plain_trace(std::string_view lines);
  void continue_record(std::string_view line);
  void on_frame(std::string_view line, const TraceLine& frame);
  void add_headless(const TraceLine& frame);
  void on_related(std::string_view line, const TraceLine& trace_line);
  void on_text(std::string_view line, const TraceLine& trace_line);
  void append_text(std::string_view line);
  void tell_stray(const Stray& stray) const;

  void set_candidate(std::string_view line, const TraceLine& trace_line, const RankedHead& head,
                     bool is_cause);
  void drop_candidate();
  bool begin_trace_at_candidate(TraceLine::Kind frame = TraceLine::Kind::text);
  void leave_trace();
  bool begin_trace_in_front_of(std::string_view line, const TraceLine& trace_line);
  bool begin_trace_in_message(bool frames_follow);
  bool begin_ruby_trace_in_message();
  void begin_trace_behind_frames(std::string_view head);
  void add_reversed(std::string_view head);
  bool begin_trace_at_start();

  /// True where a frame is but one more: the message before is closed.
  bool takes_frames() const { return phase_ == Phase::trace && !builder_.message_is_open() && !skipping_; }
  /// True in a trace about which nothing is unusual, so that its lines alone say what they are.
  bool is_plain_trace() const {
    return phase_ == Phase::trace && !skipping_ && !reversed_ && !candidate_ && !thread_dump_ &&
           margin_ == 0 && !settings_.on_stray && (layout_ == nullptr || layout_->trace_margin.empty());
  }
  /// True where a trace may begin about which nothing is unusual: directly behind a header.
  bool awaits_plain_head() const {
    return phase_ == Phase::message && !bare_ && first_line_ == tally_.lines && layout_ != nullptr &&
           margin_ == 0 && layout_->trace_margin.empty() && !awaits_level_ && !settings_.on_stray;
  }
  /// True where the header of a quiet record changes nothing but the header at
  /// hand, and counts: behind another one, whose line was the last.
  bool only_counts_records() const {
    return !bare_ && first_line_ == tally_.lines && layout_ == layouts_.quiet_header().layout() &&
           !is_error(level_) && !settings_.quiet && settings_.filter == nullptr;
  }
  /// True where Ruby's frames stand in front of their head.
  bool is_in_front() const {
    return reversed_ ? phase_ == Phase::trace : candidate_ && candidate_.is_introduction;
  }
  bool in_trace() const { return phase_ == Phase::trace || (phase_ == Phase::after && !candidate_); }
  bool belongs_to_trace(const TraceLine& line);
  bool begins_bare_trace(TraceLine::Kind next);
  bool is_cause(std::string_view text);
  bool is_uncaught(std::string_view text);
  RankedHead rank_cause(std::string_view text);
  void pass_time_of_day();
  std::optional<Timestamp> time();
  const HeaderFields& fields();
  std::string_view message();
  void keep();

  const Grammar& grammar_;
  Settings settings_;
  RecordSink& sink_;
  std::string_view stream_;
  LayoutSet layouts_;
  JsonReader& json_;
  HeadMemo& heads_;
  ThrowableBuilder builder_;
  Calendar calendar_;
  TimeMemo times_;
  Tally tally_;
  std::uint64_t range_begin_ = 0;
  std::uint64_t range_end_ = 0;
  bool skipping_ = false;  // lines before the range's first header
  std::uint64_t begin_offset_ = 0;

  // The line at hand.
  std::uint64_t line_offset_ = 0;
  std::uint64_t line_end_ = 0;
  std::uint64_t end_offset_ = 0;  // behind the last line read

  // The record at hand.
  const Layout* layout_ = nullptr;  // null before the first header
  std::string_view header_;
  std::size_t header_start_ = 0;  // HeaderStart::bytes
  std::string header_copy_;
  std::string_view skimmed_;  // the line of a JSON record whose time nobody asked for yet
  std::string skimmed_copy_;
  std::optional<Timestamp> json_time_;      // of a JSON record behind all headers …
  std::string_view json_layout_;            // … and while it is read, its layout …
  std::vector<Throwable> json_throwables_;  // … and what it holds
  Level level_ = Level::unknown;
  bool awaits_level_ = false;    // it stands on the line behind the header …
  std::string_view level_line_;  // … of which this is the rest
  std::string level_line_copy_;
  std::uint32_t margin_ = 0;
  bool excluded_ = false;

  // What of it, or of the bare trace behind it, is at hand.
  Phase phase_ = Phase::message;
  bool bare_ = true;
  std::uint64_t offset_ = 0;
  std::uint64_t first_line_ = 0;
  Text body_;  // the message's lines behind the header line
  bool has_body_ = false;
  HeaderFields fields_;
  bool has_fields_ = false;  // fields_ are those of the record at hand
  std::string message_;
  Candidate candidate_;
  TraceLine::Kind last_frame_ = TraceLine::Kind::text;  // the form of a trace's frames
  std::uint64_t headless_frames_ = 0;                   // frames without a head in front of them
  std::uint64_t headless_elided_ = 0;
  std::string headless_top_frame_;  // of those, the application's
  bool reversed_ = false;           // Ruby's trace at hand has its frames before the heads
  bool thread_dump_ = false;

  // Records are counted for a layout when another one takes turns.
  const Layout* counted_layout_ = nullptr;
  std::uint64_t counted_records_ = 0;
  std::string_view skimmed_layout_;
  std::uint64_t skimmed_records_ = 0;

  std::vector<std::uint32_t> newlines_;
};

}  // namespace culprit::parse
