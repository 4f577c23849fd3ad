#include "in_order.hpp"
#include "input/mapped_file.hpp"
#include "input/source.hpp"
#include "part_merger.hpp"
#include "parts.hpp"
#include "reading.hpp"
#include "snapshot_file.hpp"

#include <culprit/analyzer.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

namespace culprit {
namespace {

/// Adds up what all readings have taken from their inputs.
class Meter {
public:
  Meter(const std::function<void(const Progress&)>& on_progress, std::span<const std::string> paths)
      : on_progress_(on_progress), progress_{0, 0} {
    for (const std::string& path : paths) {
      const auto size = input::stored_size(path);
      progress_.total = size && progress_.total ? std::optional(*progress_.total + *size) : std::nullopt;
    }
  }

  void add(std::uint64_t bytes) {
    if (!on_progress_) return;
    const std::lock_guard lock(mutex_);
    progress_.bytes += bytes;
    on_progress_(progress_);
  }

private:
  const std::function<void(const Progress&)>& on_progress_;
  std::mutex mutex_;
  Progress progress_;
};

unsigned thread_count(const Options& options) {
  return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

unsigned parser_count(const Options& options) {
  return options.on_event || options.on_stray_line ? 1 : thread_count(options);
}

parse::Wrapping wrapping_of(const Setup& setup, const std::string& path) {
  parse::LayoutSet layouts(setup.grammar.layouts);
  return parse::Wrapping::detect(input::front(path, parse::Wrapping::kFrontBytes), layouts);
}

std::int64_t local_midnight(std::chrono::year_month_day day) {
  return std::chrono::sys_days(day).time_since_epoch().count() * parse::kDayMilliseconds;
}

std::int64_t now_in(const parse::TimeZone& zone) {
  using namespace std::chrono;
  return zone.to_local(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

/// Reads as much as can be read without a copy. Of a part, which others are read beside, larger steps are
/// mapped.
template <class HandOver>
void read_mapped(const Setup& setup, Reading& reading, Meter& meter, bool is_whole, HandOver&& hand_over) {
  input::MappedFile file(reading.source(), (is_whole ? 1 : 2) * input::MappedFile::kStepBytes);
  for (std::uint64_t taken = 0;
       !setup.is_stopped() && !reading.is_through() && reading.read_lines(file.window(reading.offset()));
       taken = reading.taken()) {
    meter.add(reading.taken() - taken);
    if (reading.is_full()) hand_over(reading.take());
  }
  file.check();
}

/// Of a plain file bytes count as those of its parts, of any other input as they are stored.
/// `decoders` is how many threads may decode compressed input.
template <class HandOver>
void read_stream(const Setup& setup, Reading& reading, bool is_plain, Meter& meter, unsigned decoders,
                 HandOver&& hand_over) {
  const std::uint64_t offset = reading.offset();
  const Stop* const stop = setup.options.stop;
  const auto source = offset == 0 ? input::open(reading.source(), decoders, stop)
                                  : input::open_at(reading.source(), offset, stop);
  const auto consumed = [&] { return is_plain ? reading.taken() : source->consumed(); };
  for (std::uint64_t before = consumed(); !reading.is_through(); before = consumed()) {
    const std::span<char> space = reading.free_space();
    const std::streamsize size = source->read(space.data(), static_cast<std::streamsize>(space.size()));
    if (size > 0) reading.commit(static_cast<std::size_t>(size));
    meter.add(consumed() - before);
    if (size < 0) return;
    if (reading.is_full()) hand_over(reading.take());
  }
}

/// Reads a part, and hands over what it held, in pieces if that is much.
template <class HandOver>
void read_part(const Setup& setup, Worker& worker, const Part& part, Meter& meter, unsigned decoders,
               HandOver&& hand_over) {
  if (part.is_snapshot) {
    meter.add(input::stored_size(part.source).value_or(0));
    Summary summary = read_snapshot_file(part.source, setup.options.stop);
    if (setup.options.on_event || setup.options.on_stray_line)
      summary.diagnostics.push_back({part.source, 0, Diagnostic::Kind::unreadable,
                                     "is a snapshot, which has the counts of records, and not the records"});
    return hand_over({std::move(summary), {}, {}});
  }
  Reading reading(setup, worker, part);
  std::optional<Diagnostic> fault;
  try {
    if (part.is_plain && setup.options.map_files)
      read_mapped(setup, reading, meter, part.is_whole(), hand_over);
    if (!reading.is_through()) read_stream(setup, reading, part.is_plain, meter, decoders, hand_over);
  } catch (const input::Fault& met) {
    fault = {part.source, met.offset, met.kind, met.what()};
  }
  PartSummary read = reading.finish();
  if (fault) read.summary.diagnostics.push_back(std::move(*fault));
  hand_over(std::move(read));
}

/// Sets a mark as long as it lives.
class Marked {
public:
  explicit Marked(bool& mark) : mark_(mark) { mark = true; }
  ~Marked() { mark_ = false; }
  Marked(const Marked&) = delete;
  Marked& operator=(const Marked&) = delete;

private:
  bool& mark_;
};

/// Lets `work` have an analyzer's state for itself. If it throws, nothing of the input at hand counts. Throws
/// Error, and changes nothing, if there is no state, or if it is a callback of other work that asks.
template <class State, class Work>
auto lend(State* state, Work&& work) {
  if (state == nullptr) throw Error("an analyzer that was moved from can't be used");
  if (state->is_lent) throw Error("an analyzer can't be used by its own callbacks");
  const Marked lent(state->is_lent);
  try {
    return work(*state);
  } catch (...) {
    state->drop_input();
    throw;
  }
}

std::optional<std::int64_t> stated_first_day(const Setup& setup) {
  const auto& day = setup.options.first_day;
  return day ? std::optional(local_midnight(*day)) : std::nullopt;
}

/// An input that is read while it is written.
Part stream_part(const Setup& setup, std::string_view source) {
  Part part{std::string(source)};
  part.first_day = stated_first_day(setup);
  part.now = now_in(setup.grammar.zone);
  return part;
}

/// The day of a file's first record, before others are read: by reading it all,
/// if its front is `dateless`. A layout without dates that first appears further
/// behind is taken to begin on the day of the last record.
std::optional<std::int64_t> find_first_day(const Setup& setup, const std::string& path, bool dateless) {
  const auto written = input::last_write(path);
  if (setup.options.first_day || !written) return stated_first_day(setup);
  if (!dateless) return parse::last_day_of(0, setup.grammar.zone.to_local(*written));
  Options options;
  options.layouts = setup.options.layouts;
  options.timezone = setup.options.timezone;
  options.map_files = setup.options.map_files;
  options.stop = setup.options.stop;
  const Setup plain(std::move(options));
  Worker worker(plain);
  Meter meter(plain.options.on_progress, {});
  parse::DayCount days;
  read_part(plain, worker, {path}, meter, thread_count(setup.options),
            [&](const PartSummary& read) { days = read.days; });
  return first_day(days, *written, setup.grammar.zone);
}

/// Files as they are; plain ones may be cut, if nothing has to be known before that stands far in front:
/// whose line it is, or on which day.
std::vector<Parts::Input> inputs_of(const Setup& setup, std::span<const std::string> paths,
                                    unsigned threads) {
  const Filter& filter = setup.options.filter;
  const auto is_dated = [](const std::optional<Timestamp>& time) { return time && time->has_date; };
  const bool needs_days = setup.options.on_event || is_dated(filter.since) || is_dated(filter.until);
  std::vector<Parts::Input> inputs;
  for (const std::string& path : paths) {
    if (!input::last_write(path)) {
      inputs.push_back({stream_part(setup, path), std::nullopt});
      continue;
    }
    Part whole{path};
    if (is_snapshot_file(path)) {
      whole.is_snapshot = true;
      inputs.push_back({std::move(whole), std::nullopt});
      continue;
    }
    const auto size = input::plain_size(path);
    whole.is_plain = size.has_value();
    bool may_cut = threads > 1 && size && *size > Parts::kSmallest;
    if (may_cut || needs_days) {
      const parse::Wrapping wrapping = wrapping_of(setup, path);
      may_cut = may_cut && wrapping.empty() && !(needs_days && wrapping.dateless);
      if (needs_days) whole.first_day = find_first_day(setup, path, wrapping.dateless);
    }
    inputs.push_back({std::move(whole), may_cut ? size : std::nullopt});
  }
  return inputs;
}

}  // namespace

struct [[gnu::visibility("hidden")]] Analyzer::State {
  explicit State(Options options) : setup(std::move(options)), worker(setup) {}

  void read(std::span<const std::string> paths);
  void feed(std::string_view source, std::string_view bytes);
  Summary finish();

  /// Takes in the next part of the input at hand.
  void add(const Part& part, PartSummary read) {
    if (part.is_snapshot) {
      add(std::move(read.summary));
      return;
    }
    const bool is_last = read.is_last && part.end == Part::kNoEnd;
    // However many of its parts were stopped, the first one says where the input was.
    std::erase_if(read.summary.diagnostics, [&](const Diagnostic& diagnostic) {
      return diagnostic.kind == Diagnostic::Kind::stopped && std::exchange(was_stopped, true);
    });
    parts->add(std::move(read));
    if (!is_last) return;
    auto day = stated_first_day(setup);
    // When a file was last written tells nothing of a record in its midst.
    if (const auto written = input::last_write(part.source); written && !day && !was_stopped)
      day = first_day(parts->days(), *written, setup.grammar.zone);
    was_stopped = false;
    add(parts->finish(day));
  }

  void add(Summary input) {
    if (summary) summary->merge(input);
    else summary = std::move(input);
  }

  void end_fed() {
    if (!fed) return;
    parts->add(fed->finish());
    add(parts->finish(std::nullopt));
    fed.reset();
  }

  /// What was read of an input that can't be read on counts nothing.
  void drop_input() {
    fed.reset();
    was_stopped = false;
    parts.emplace(setup.grammar.zone, setup.failure_window());
  }

  Setup setup;
  Worker worker;
  std::optional<Reading> fed;
  std::optional<PartMerger> parts{std::in_place, setup.grammar.zone,
                                  setup.failure_window()};  // of the input at hand
  bool was_stopped = false;                                 // it, too
  std::optional<Summary> summary;
  bool is_lent = false;
};

void Analyzer::State::read(std::span<const std::string> paths) {
  end_fed();
  const unsigned most_threads = parser_count(setup.options);
  Parts inputs(inputs_of(setup, paths, most_threads), most_threads);
  const unsigned threads = inputs.threads();
  const unsigned decoders = thread_count(setup.options) / threads;
  Meter meter(setup.options.on_progress, paths);
  if (threads == 1) {
    while (const auto part = inputs.next())
      read_part(setup, worker, *part, meter, decoders,
                [&](PartSummary read) { add(*part, std::move(read)); });
    return;
  }
  std::vector<Worker> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back(setup);
  // Where all is different, parts would keep what was thrown out of those in front long ago.
  std::mutex mutex;
  Bounds bounds;
  in_order<PartSummary>(
      threads, [&] { return inputs.next(!setup.is_stopped()); },
      [&](const Part& part, unsigned number, auto&& hand_over) {
        {
          const std::lock_guard lock(mutex);
          workers[number].bounds = bounds;
        }
        read_part(setup, workers[number], part, meter, decoders, [&](PartSummary read) {
          inputs.note(read.summary.totals.bytes, read.summary.totals.occurrences);
          hand_over(std::move(read));
        });
      },
      [&](const Part& part, PartSummary read) {
        add(part, std::move(read));
        const std::lock_guard lock(mutex);
        bounds = parts->bounds().value_or(bounds);
      });
}

void Analyzer::State::feed(std::string_view source, std::string_view bytes) {
  if (fed && fed->source() != source) end_fed();
  if (!fed) fed.emplace(setup, worker, stream_part(setup, source));
  while (!bytes.empty()) {
    const std::span<char> space = fed->free_space();
    const std::size_t size = std::min(space.size(), bytes.size());
    std::memcpy(space.data(), bytes.data(), size);
    fed->commit(size);
    bytes.remove_prefix(size);
  }
}

Summary Analyzer::State::finish() {
  end_fed();
  Summary finished = std::exchange(summary, std::nullopt).value_or(Summary{});
  if (const MergeRules& rules = setup.options.merging; !rules.keep.empty()) {
    Summary with_rules;
    with_rules.merge_rules = rules;
    finished.merge(with_rules);
  }
  return finished;
}

Analyzer::Analyzer(Options options) : state_(std::make_unique<State>(std::move(options))) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::read(std::span<const std::string> paths) {
  lend(state_.get(), [&](State& state) { state.read(paths); });
}

void Analyzer::feed(std::string_view source, std::string_view bytes) {
  lend(state_.get(), [&](State& state) { state.feed(source, bytes); });
}

Summary Analyzer::finish() {
  return lend(state_.get(), [](State& state) { return state.finish(); });
}

}  // namespace culprit
