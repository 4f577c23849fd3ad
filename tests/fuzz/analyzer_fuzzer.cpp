#include "require.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/render.hpp>

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Analyzes a log, wrapped in prefixes or JSON as it may be, as a whole and in
// pieces whose sizes come from the input. Both must give the same events and the
// same summary, and the sums must agree.

using namespace culprit;
using namespace culprit::fuzz;

namespace {

struct Result {
  std::string events;
  Summary summary;
};

/// One analyzer for all inputs, as making one takes longer than most of them.
class Subject {
public:
  Subject() : analyzer_(options()) {}

  Result analyze(std::string_view log, const std::vector<std::uint8_t>& sizes) {
    events_.clear();
    size_ = log.size();
    for (std::size_t i = 0; !log.empty(); ++i) {
      const std::size_t wanted = sizes.empty() ? log.size() : std::size_t{sizes[i % sizes.size()]} + 1;
      const std::string piece(log.substr(0, wanted));  // memory that is freed at once
      analyzer_.feed("log", piece);
      log.remove_prefix(piece.size());
    }
    Summary summary = analyzer_.finish();
    return {events_, std::move(summary)};
  }

private:
  Options options() {
    Options options;
    options.timezone = "UTC";
    options.first_day = std::chrono::year(2021) / 12 / 31;
    options.quiet_events = true;
    options.on_event = [this](const Event& event) {
      require(event.offset <= size_ && event.length <= size_ - event.offset,
              "an event stands within the input");
      require(!event.bare || !event.throwables.empty(), "a bare trace has a throwable");
      writer_.write(event, events_);
    };
    return options;
  }

  EventWriter writer_;
  std::string events_;
  std::size_t size_ = 0;
  Analyzer analyzer_;
};

void check(const Summary& summary, std::string_view log) {
  const Totals& totals = summary.totals;
  require(totals.bytes == log.size(), "every byte is counted");
  const auto newlines = static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n'));
  require(totals.lines == newlines + (log.empty() || log.ends_with('\n') ? 0 : 1), "every line is read once");
  require(std::accumulate(summary.levels.begin(), summary.levels.end(), std::uint64_t{0}) == totals.records,
          "every record has one level");
  std::uint64_t of_layouts = 0, heads = 0;
  for (const LayoutCount& count : summary.layouts) of_layouts += count.records;
  require(of_layouts == totals.records, "every record has one layout");
  for (const ExceptionRow& row : summary.exceptions()) heads += row.count;
  require(heads == totals.occurrences, "every occurrence is in one row");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider input(bytes, size);
  const auto sizes = input.ConsumeBytes<std::uint8_t>(input.ConsumeIntegralInRange<std::size_t>(0, 8));
  const std::string log = input.ConsumeRemainingBytesAsString();
  static Subject subject;
  const Result whole = subject.analyze(log, {});
  check(whole.summary, log);
  const Result pieces = subject.analyze(log, sizes);
  require(whole.events == pieces.events, "pieces give the same events as the whole");
  require(whole.summary == pieces.summary, "pieces give the same summary as the whole");
  return 0;
}
