#include "parse/chatter.hpp"
#include "parse/date_time.hpp"
#include "parse/header_text.hpp"
#include "parse/record_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

// What the lines behind a header are: the half of RecordReader that finds traces.

namespace culprit::parse {
namespace {

using Kind = TraceLine::Kind;

constexpr std::string_view kCause = "Caused by: ", kElided = "\t... ";

/// `- waiting on <0x000000069ec02358> (a java.lang.Object)`: what a thread of a dump holds, or waits for.
bool is_monitor(std::string_view text) {
  if (!text.starts_with("- ")) return false;
  for (const std::string_view form : {"waiting on <", "waiting to lock <", "waiting to re-lock in wait() <",
                                      "parking to wait for  <", "locked <", "eliminated <"})
    if (text.substr(2).starts_with(form)) return true;
  return false;
}

/// Lines of thread dumps, whose stacks are no throwables.
bool is_thread_dump(std::string_view text) {
  if (text.starts_with("java.lang.Thread.State:")) return true;
  if (is_monitor(text)) return true;
  if (!text.starts_with('"')) return false;
  const std::string_view behind = text.substr(text.rfind('"') + 1);
  for (const std::string_view form : {" #", " prio=", " Id=", " daemon ", " os_prio="})
    if (behind.starts_with(form)) return true;
  return behind == ":";
}

/// Says whether `line` begins as headers do that state a time.
bool states_time(std::string_view line) {
  constexpr std::size_t kFarthest = 40;
  for (std::size_t at = 0; at < std::min(line.size(), kFarthest); ++at)
    if (match_time_of_day(line.substr(at)) != 0) return true;
  return false;
}

/// A line of a trace without what its layout puts in place of the tab. A frame
/// is known by its indent, so it keeps the margin's blank.
std::string_view without_margin(std::string_view line, std::string_view margin) {
  if (!line.starts_with(margin)) return line;
  const std::string_view rest = line.substr(margin.size());
  return rest.starts_with("at ") ? line.substr(margin.size() - 1) : rest;
}

/// A line without the colours around it. Its indent stays.
std::string_view without_colours(std::string_view line) {
  line.remove_prefix(escapes_length(line));
  const std::string_view value = strip_value(line);
  return {line.data(), value.data() + value.size()};
}

}  // namespace

/// Begins a trace with the line behind a header, where it is a head of the common form. The line behind
/// it is a frame.
bool RecordReader::begin_plain_trace(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const RankedHead head = heads_.rank(line);
  // Behind `class: `, with a class that is sure, no form of Ruby's can be meant.
  if (head.rank < HeadRank::named || head.class_length == 0) return false;
  ++tally_.lines;
  builder_.start(line, 0, head.class_length);
  phase_ = Phase::trace;
  return true;
}

/// Takes a line that nearly always stands between a plain trace's runs of frames, a sure cause or `\t... 12
/// more`: does at once what read_line() would come to. Returns how long it is with its end; 0 if the text
/// begins with another line.
std::size_t RecordReader::continue_plain_trace(std::string_view lines) {
  const bool has_cause = lines.starts_with(kCause);
  if (!has_cause && !lines.starts_with(kElided)) return 0;
  const auto* const end = static_cast<const char*>(std::memchr(lines.data(), '\n', lines.size()));
  if (end == nullptr) return 0;
  std::string_view line(lines.data(), end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (has_cause) {
    const std::string_view rest = line.substr(kCause.size());
    const RankedHead head = heads_.rank(rest);
    if (head.rank < HeadRank::named) return 0;
    ++tally_.lines;
    builder_.add_cause(rest, 0, head.class_length);
  } else {
    const auto elided = layouts_.may_begin('.') ? std::nullopt : read_elided(line.substr(kElided.size()));
    if (!elided) return 0;
    ++tally_.lines;
    builder_.add_elided(line, *elided);
  }
  return static_cast<std::size_t>(end - lines.data()) + 1;
}

/// A line that is no header: a part of the record's message or trace, of a bare
/// trace, or noise.
void RecordReader::continue_record(std::string_view line) {
  const char* const begin = line.data();
  if (settings_.on_stray && states_time(line)) settings_.on_stray({line_offset_, tally_.lines, line, true});
  if (margin_ != 0)
    line.remove_prefix(std::min({std::size_t{margin_}, line.size(), line.find_first_not_of("> \t")}));
  if (line.starts_with(kEscape)) line = without_colours(line);
  const bool has_margin = layout_ != nullptr && !layout_->trace_margin.empty();
  if (has_margin) line = without_margin(line, layout_->trace_margin);
  TraceLine trace_line = read_trace_line(line);
  // The margin took the place of the tab that tells it from what suppressed it.
  if (has_margin && trace_line.kind == Kind::suppressed) ++trace_line.indent;
  if (phase_ == Phase::after && candidate_.rank == HeadRank::weak && belongs_to_trace(trace_line) &&
      !begins_bare_trace(trace_line.kind))
    drop_candidate();
  switch (trace_line.kind) {
    case Kind::frame:
    case Kind::ruby_frame:
    case Kind::ruby_caller:
    case Kind::jruby_frame:
      // Only a line as it stands in the input can be looked up there again; of one without its margin, or out
      // of JSON, the frame's text is kept.
      on_frame(line.data() == begin && json_layout_.empty() ? line : trace_line.rest, trace_line);
      break;
    case Kind::elided:
      if (is_in_front()) headless_elided_ += trace_line.elided;
      else if (in_trace() || begin_trace_at_candidate() || begin_trace_at_start()) {
        if (phase_ == Phase::after) builder_.resume(line);
        builder_.add_elided(line, trace_line.elided);
        phase_ = Phase::trace;
      }
      break;
    case Kind::circular:
      if (in_trace()) builder_.mark_circular();
      break;
    case Kind::caused_by:
    case Kind::suppressed:
    case Kind::wrapped_by: on_related(line, trace_line); break;
    case Kind::text:
    case Kind::blank: on_text(line, trace_line); break;
  }
}

/// Behind a trace a mere word is a head only in the form of JRuby, or if it looks like a class, and its trace
/// follows at once; and what a text ends with only if frames do.
bool RecordReader::begins_bare_trace(Kind next) {
  if (next == Kind::jruby_frame) return true;
  const std::string_view head = candidate_.text.view();
  return candidate_.alone && (begins_like_class(head) || (next == Kind::frame && is_cause(head)));
}

void RecordReader::on_frame(std::string_view line, const TraceLine& frame) {
  const Kind kind = frame.kind;
  if (thread_dump_) return;
  if (kind == Kind::ruby_caller && is_in_front()) {
    add_headless(frame);
    return;
  }
  // Of a logger's backtrace the message is the head, whatever its lines look like.
  const bool begun = in_trace() || (kind == Kind::ruby_frame && begin_ruby_trace_in_message()) ||
                     begin_trace_at_candidate(kind) ||
                     (kind == Kind::frame ? begin_trace_in_message(!has_body_) || begin_trace_at_start()
                                          : begin_ruby_trace_in_message());
  if (!begun) {
    add_headless(frame);
    return;
  }
  last_frame_ = kind;
  if (kind == Kind::frame) builder_.add_frame(line, frame.rest);
  else builder_.add_ruby_frame(frame.rest);
  phase_ = Phase::trace;
}

/// Takes a frame before its head. Of Ruby's the innermost comes last.
void RecordReader::add_headless(const TraceLine& frame) {
  ++headless_frames_;
  const bool is_java = frame.kind == Kind::frame;
  if (is_java && !headless_top_frame_.empty()) return;
  const std::string_view top = is_java ? grammar_.library.application_frame(frame.rest)
                                       : grammar_.library.application_ruby_frame(frame.rest);
  if (!top.empty()) headless_top_frame_ = cut(top, settings_.message_bytes);
}

/// Takes a throwable that another one is related to: a cause, a suppressed one, or a wrapper.
void RecordReader::on_related(std::string_view line, const TraceLine& trace_line) {
  const RankedHead head = rank_cause(trace_line.rest);
  const bool sure = head.rank >= HeadRank::named;
  if (in_trace()) {
    if (!sure && builder_.message_is_open()) {
      builder_.add_message_line(line);
      return;
    }
  } else if (!sure) {
    append_text(line);
    return;
  } else if (!begin_trace_at_candidate() && !begin_trace_in_front_of(line, trace_line)) {
    return;
  }
  if (trace_line.kind == Kind::caused_by)
    builder_.add_cause(trace_line.rest, trace_line.indent, head.class_length);
  else if (trace_line.kind == Kind::suppressed)
    builder_.add_suppressed(trace_line.rest, trace_line.indent, head.class_length);
  else builder_.add_wrapper(trace_line.rest, trace_line.indent, head.class_length);
  phase_ = Phase::trace;
}

/// Begins the trace that a cause is the first line to show. Returns false if that line shows none,
/// and has taken it as what else it may be.
bool RecordReader::begin_trace_in_front_of(std::string_view line, const TraceLine& trace_line) {
  if (trace_line.kind != Kind::caused_by) {
    append_text(line);
    return false;
  }
  if (begin_trace_in_message(false)) return true;
  // Neither a head nor anything that could be one: the log begins in the
  // middle of a trace, or this is prose. Frames will tell.
  if (headless_frames_ == 0) {
    set_candidate(line, trace_line, {HeadRank::qualified}, true);
    return false;
  }
  begin_trace_behind_frames({});
  return true;
}

void RecordReader::on_text(std::string_view line, const TraceLine& trace_line) {
  const bool directly_behind = phase_ == Phase::trace;
  if (is_in_front() && is_ruby_uncaught(trace_line.rest)) {
    add_reversed(trace_line.rest);
    return;
  }
  if (phase_ == Phase::trace) {
    if (builder_.message_is_open()) {
      // Nobody else writes into JSON.
      const bool is_alone = !json_layout_.empty();
      if (!is_alone && is_chatter(trace_line.rest)) return;
      if (is_alone || !is_uncaught(trace_line.rest)) {
        builder_.add_message_line(line);
        return;
      }
    }
    phase_ = Phase::after;
  }
  if (headless_frames_ != 0 && phase_ == Phase::message && is_ruby_uncaught(trace_line.rest)) {
    drop_candidate();
    begin_trace_behind_frames(trace_line.rest);
    return;
  }
  if (candidate_.is_single_line && candidate_ && is_wrapped_name(candidate_.text.view(), trace_line.rest)) {
    append_text(line);
    candidate_.rank = HeadRank::qualified;  // put together it is sure
    return;
  }
  if (is_ruby_introduction(trace_line.rest)) {
    drop_candidate();
    set_candidate(line, trace_line, {HeadRank::named}, false);
    candidate_.is_introduction = true;
    return;
  }
  const RankedHead head = trace_line.kind == Kind::blank ? RankedHead{} : heads_.rank(trace_line.rest);
  const HeadRank rank = head.rank;
  if (rank == HeadRank::none && is_chatter(trace_line.rest)) return;
  if (is_thread_dump(trace_line.rest)) thread_dump_ = true;
  else if (rank >= HeadRank::named) thread_dump_ = false;

  // Of several lines that may be the head, the first that names a class for
  // sure is. Behind a trace a mere word isn't enough.
  const bool is_mere_word =
      phase_ == Phase::after && !begins_like_class(trace_line.rest) && !is_jruby_uncaught(trace_line.rest);
  const HeadRank least = is_mere_word ? HeadRank::named : HeadRank::weak;
  const bool is_surer = candidate_.rank < HeadRank::named && rank >= HeadRank::named;
  const std::size_t text_end = rank < least && phase_ == Phase::after && !candidate_
                                   ? find_head_in_message(trace_line.rest, grammar_.shapes, false)
                                   : std::string_view::npos;
  if (rank >= least && (!candidate_ || is_surer || is_uncaught(trace_line.rest))) {
    drop_candidate();
    set_candidate(line, trace_line, head, false);
    if (directly_behind) candidate_.behind = last_frame_;
  } else if (text_end != std::string_view::npos) {
    set_candidate(trace_line.rest.substr(text_end), {}, {HeadRank::weak}, false);
  } else {
    if (settings_.on_stray && !candidate_ && trace_line.kind != Kind::blank)
      tell_stray({line_offset_, tally_.lines, line, states_time(line)});
    append_text(line);
  }
}

/// What stands before all headers and turned out to be no trace.
void RecordReader::tell_stray(const Stray& stray) const {
  if (settings_.on_stray && bare_ && phase_ == Phase::message && !stray.states_time)
    settings_.on_stray(stray);
}

/// Adds a line that is no head to what it may belong to.
void RecordReader::append_text(std::string_view line) {
  if (candidate_) {
    candidate_.text.append_line(line);
    candidate_.is_single_line = false;
    if (!line.empty()) candidate_.alone = false;
  } else if (phase_ == Phase::message) {
    if (has_body_) body_.append_line(line);
    else body_.start(line, settings_.message_bytes);
    has_body_ = true;
  }
}

void RecordReader::set_candidate(std::string_view line, const TraceLine& trace_line, const RankedHead& head,
                                 bool is_cause) {
  candidate_.text.start(line, settings_.message_bytes);
  candidate_.rank = head.rank;
  candidate_.class_length = head.class_length;
  candidate_.is_cause = is_cause;
  candidate_.is_introduction = false;
  candidate_.behind = Kind::text;
  candidate_.first = !has_body_ && phase_ == Phase::message;
  candidate_.alone = candidate_.is_single_line = true;
  candidate_.offset = line_offset_;
  candidate_.line = tally_.lines;
  candidate_.indent = trace_line.indent;
}

/// A candidate that turned out to be no head is text.
void RecordReader::drop_candidate() {
  if (!candidate_) return;
  candidate_.rank = HeadRank::none;
  if (phase_ != Phase::message) return;
  if (settings_.on_stray) {
    const std::string_view text = candidate_.text.view();
    tell_stray({candidate_.offset, candidate_.line, text, states_time(text)});
  }
  append_text(candidate_.text.view());
  body_.keep();  // the next candidate uses the same memory
}

/// What followed shows that the candidate is a head. Behind a trace, or before
/// any record, it begins a bare one.
bool RecordReader::begin_trace_at_candidate(Kind frame) {
  if (!candidate_) return false;
  if (candidate_.is_introduction) {
    drop_candidate();
    return false;
  }
  if (frame == candidate_.behind && (frame == Kind::ruby_caller || frame == Kind::jruby_frame)) {
    // Ruby prints a cause directly behind its effect, in the same form.
    builder_.add_cause(candidate_.text.view(), 0);
    builder_.keep();
    candidate_.rank = HeadRank::none;
    phase_ = Phase::trace;
    return true;
  }
  if (candidate_.rank == HeadRank::weak && phase_ == Phase::message && !bare_) {
    // The header line's own message names a class more surely.
    const std::string_view message = cut(fields().message, settings_.message_bytes);
    if (find_head_in_message(message, grammar_.shapes, false) != std::string_view::npos) {
      drop_candidate();
      return begin_trace_in_message(false);
    }
  }
  leave_trace();
  if (candidate_.is_cause) {
    const TraceLine cause = read_trace_line(candidate_.text.view());
    builder_.start({}, cause.indent);
    builder_.add_cause(cause.rest, cause.indent);
  } else {
    const std::string_view text = candidate_.text.view();
    builder_.start(text.substr(std::min<std::size_t>(candidate_.indent, text.size())), candidate_.indent,
                   candidate_.class_length);
  }
  builder_.keep();
  candidate_.rank = HeadRank::none;
  phase_ = Phase::trace;
  return true;
}

/// What begins at the candidate is no part of the trace before it: behind one,
/// or before any record, it is bare.
void RecordReader::leave_trace() {
  if (phase_ == Phase::after) {
    report(candidate_.offset);
    bare_ = true;
    has_fields_ = false;
  }
  if (bare_) {
    offset_ = candidate_.offset;
    first_line_ = candidate_.line;
  }
}

/// Frames behind a message without a head line between them: the message itself
/// may be the head, or the last line before the frames may be a toString() of
/// no known form.
bool RecordReader::begin_trace_in_message(bool frames_follow) {
  if (phase_ != Phase::message || bare_ || headless_frames_ != 0) return false;
  const std::string_view whole = message();
  const std::size_t at = find_head_in_message(whole, grammar_.shapes, frames_follow);
  if (at != std::string_view::npos) {
    builder_.start(whole.substr(at), 0);
  } else if (has_body_ && !body_.view().ends_with(':')) {
    builder_.start(body_.view(), 0);
    has_body_ = false;
  } else {
    return false;
  }
  builder_.keep();
  phase_ = Phase::trace;
  return true;
}

bool RecordReader::begin_ruby_trace_in_message() {
  if (phase_ != Phase::message || bare_ || headless_frames_ != 0) return false;
  std::string whole(message());
  if (candidate_) whole.append("\n").append(candidate_.text.view());
  HeadText head;
  std::string scratch;
  if (!split_ruby_message(whole, head, scratch)) return false;
  drop_candidate();
  const std::string text = std::string(head.class_name).append(" - ").append(head.message);
  builder_.start(text, 0);
  builder_.keep();
  phase_ = Phase::trace;
  return true;
}

/// The frames were printed before the head, or the head isn't in the log.
void RecordReader::begin_trace_behind_frames(std::string_view head) {
  if (bare_) {
    offset_ = line_offset_;
    first_line_ = tally_.lines;
  }
  builder_.start(head, 0);
  builder_.add_frames(headless_frames_, headless_top_frame_);
  builder_.keep();
  headless_frames_ = 0;
  headless_top_frame_.clear();
  phase_ = Phase::trace;
}

/// Takes the head of a throwable whose frames were printed before it. The root
/// cause comes first, and what it led to last.
void RecordReader::add_reversed(std::string_view head) {
  if (reversed_) {
    builder_.add_wrapper(head, 0);
  } else {
    leave_trace();
    builder_.start(head, 0);
    candidate_.rank = HeadRank::none;
    reversed_ = true;
  }
  builder_.add_in_front(headless_frames_, headless_elided_, headless_top_frame_);
  builder_.keep();
  headless_frames_ = headless_elided_ = 0;
  headless_top_frame_.clear();
  phase_ = Phase::trace;
}

/// The log begins in the middle of a trace.
bool RecordReader::begin_trace_at_start() {
  if (phase_ != Phase::message || !bare_ || has_body_ || headless_frames_ != 0) return false;
  begin_trace_behind_frames({});
  return true;
}

/// False for text, and for a keyword that introduces no throwable.
bool RecordReader::belongs_to_trace(const TraceLine& line) {
  switch (line.kind) {
    case Kind::text:
    case Kind::blank: return false;
    case Kind::caused_by:
    case Kind::suppressed:
    case Kind::wrapped_by: return is_cause(line.rest);
    default: return true;
  }
}

bool RecordReader::is_cause(std::string_view text) { return rank_cause(text).rank >= HeadRank::named; }

/// True for a head that the JVM printed, which so is no part of any message.
bool RecordReader::is_uncaught(std::string_view text) { return ends_thread(text) && is_cause(text); }

RankedHead RecordReader::rank_cause(std::string_view text) {
  if (text.starts_with("[CIRCULAR REFERENCE:")) return {HeadRank::qualified};
  return heads_.rank(text);
}

}  // namespace culprit::parse
