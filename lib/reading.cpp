#include "reading.hpp"

#include "grammar.hpp"
#include "killbill/identities.hpp"
#include "killbill/renderings.hpp"
#include "summarize/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <utility>

namespace culprit {
namespace {

const parse::RecordFilter* record_filter(const Setup& setup) {
  const Filter& filter = setup.options.filter;
  return filter.since || filter.until || filter.level != Level::unknown ? &setup.rules : nullptr;
}

parse::RecordReader::Settings settings(const Setup& setup, const Part& part) {
  const Options& options = setup.options;
  parse::RecordReader::Settings settings{options.limits.message_bytes,
                                         std::max<std::size_t>(options.limits.throwables, 1),
                                         options.on_event && options.quiet_events,
                                         record_filter(setup),
                                         part.first_day,
                                         part.now};
  if (options.on_stray_line)
    settings.on_stray = [&](const parse::Stray& stray) {
      options.on_stray_line({part.source, stray.offset, stray.line, stray.text, stray.states_time});
    };
  return settings;
}

/// True if some line may be longer than `limit`. Where each stretch of half that
/// length has a line end, none is.
bool may_have_long_line(std::string_view lines, std::size_t limit) {
  const std::size_t stretch = std::max<std::size_t>(limit / 2, 1);
  for (std::size_t at = 0; at + stretch <= lines.size(); at += stretch)
    if (std::memchr(lines.data() + at, '\n', stretch) == nullptr) return true;
  return false;
}

Options checked(Options options) {
  constexpr std::size_t kLongestLine = 1 << 30;
  constexpr std::chrono::years kLongestWindow{1};
  if (options.limits.line_bytes > kLongestLine)
    throw Error("limits: a line of more than 1 GiB can't be kept");
  if (options.failure_window < std::chrono::milliseconds::zero() || options.failure_window > kLongestWindow)
    throw Error("the failure window is negative, or longer than a year");
  if (options.first_day && !options.first_day->ok()) throw Error("the first day is no day of the calendar");
  for (const UserLayout& layout : options.layouts)
    if (layout.name.empty()) throw Error(fmt::format("the layout \"{}\": it has no name", layout.text));
  (void)TemplateMerger(options.merging);  // a summary would throw, when its rows are asked for
  return options;
}

}  // namespace

Setup::Setup(Options given)
    : options(checked(std::move(given))),
      grammar(make_grammar(options.layouts, options.timezone, options.library_frames)),
      rules(options.filter, grammar.zone) {
  hooks.on_event = options.on_event;
  hooks.identities = killbill::identities();
  if (!options.filter.classes.empty())
    hooks.accepts_head = [this](std::string_view name) {
      return matches_class(options.filter.classes, name);
    };
}

Worker::Worker(const Setup& setup)
    : masker(setup.options.masks, killbill::renderings()),
      memos(setup.grammar.shapes, setup.grammar.library) {}

Reading::Reading(const Setup& setup, Worker& worker, Part part)
    : part_(std::move(part)),
      offset_(part_.first_byte()),
      line_bytes_(setup.options.limits.line_bytes),
      failures_(part_.is_whole() ? std::optional<summarize::FailureJoiner>(setup.failure_window())
                                 : std::nullopt),
      builder_(part_.source, setup.options.limits.summary_bytes, worker.masker, setup.hooks,
               failures_ ? &*failures_ : nullptr),
      reader_(setup.grammar, settings(setup, part_), worker.memos, builder_,
              {line_bytes_, [this](std::uint64_t offset, std::uint64_t length) {
                 long_lines_.push_back({offset, length});
               }}) {
  if (part_.is_whole()) return;
  reader_.restrict_to(part_.begin, part_.end);
  builder_.restrict_to(worker.bounds);
}

bool Reading::read_lines(std::string_view bytes) {
  const std::size_t size = bytes.rfind('\n') + 1;
  const std::string_view lines = bytes.substr(0, size);
  if (size == 0 || may_have_long_line(lines, line_bytes_)) return false;
  is_through_ = !reader_.feed(lines, offset_);
  offset_ += size;
  return true;
}

std::span<char> Reading::free_space() {
  if (!buffer_)
    buffer_.emplace(line_bytes_, offset_, [this](std::uint64_t offset, std::uint64_t length) {
      long_lines_.push_back({offset, length});
    });
  return buffer_->free_space();
}

void Reading::commit(std::size_t size) {
  offset_ += size;
  const parse::Batch batch = buffer_->commit(size);
  is_through_ =
      !reader_.feed(batch.cut.text, batch.cut.offset) || !reader_.feed(batch.whole.text, batch.whole.offset);
}

PartSummary Reading::take() { return {builder_.take(), reader_.days(), builder_.take_evidence(), false}; }

PartSummary Reading::finish() {
  if (buffer_ && !is_through_) {
    const parse::Lines rest = buffer_->finish();
    reader_.feed(rest.text, rest.offset);
  }
  reader_.finish();
  Summary summary = builder_.finish(reader_.tally(), taken());
  // Those that were put together from pieces are told where they end.
  std::ranges::stable_sort(long_lines_, {}, &LongLine::offset);
  for (const LongLine& line : long_lines_) {
    if (!reader_.has_read(line.offset)) continue;
    ++summary.totals.long_lines;
    if (summary.diagnostics.size() < summarize::kMostLongLines)
      summary.diagnostics.push_back({part_.source, line.offset, Diagnostic::Kind::long_line,
                                     fmt::format("a line of {} bytes was cut", line.length)});
  }
  return {std::move(summary), reader_.days(), builder_.take_evidence()};
}

}  // namespace culprit
