#include "parse/line_buffer.hpp"
#include "require.hpp"
#include "transcript.hpp"

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

// Reads a log as a whole, and in chunks whose sizes come from the input. Both
// must find the same records.

using namespace culprit;
using namespace culprit::fuzz;
using namespace culprit::parse;

namespace {

void check(const Tally& tally, std::string_view log) {
  require(std::accumulate(tally.levels.begin(), tally.levels.end(), std::uint64_t{0}) == tally.records,
          "every record has one level");
  // An object of OpenTelemetry's has many records in one line.
  require(tally.records <= tally.lines || log.find("resourceLogs") != std::string_view::npos,
          "every record has a line of its own");
}

std::string read_whole(std::string_view log, const RecordReader::Settings& settings) {
  Transcript transcript(log.size(), settings);
  Memos memos(grammar().shapes, grammar().library);
  RecordReader reader(grammar(), settings, memos, transcript);
  reader.feed(log, 0);
  reader.finish();
  const auto newlines = static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n'));
  require(reader.tally().lines == newlines + (log.empty() || log.ends_with('\n') ? 0 : 1),
          "every line is read once");
  check(reader.tally(), log);
  return transcript.text();
}

std::string read_chunks(std::string_view log, const std::vector<std::uint8_t>& sizes,
                        const RecordReader::Settings& settings) {
  Transcript transcript(log.size(), settings);
  Memos memos(grammar().shapes, grammar().library);
  RecordReader reader(grammar(), settings, memos, transcript);
  LineBuffer buffer(LineBuffer::kBlockBytes, 0, [](std::uint64_t, std::uint64_t) {});
  // From memory that is freed at once, so that a view kept too long is found.
  const auto feed = [&](const Lines& lines) {
    const std::string copy(lines.text);
    if (!copy.empty()) reader.feed(std::string_view(copy.c_str(), copy.size()), lines.offset);
  };
  std::string_view rest = log;
  for (std::size_t i = 0; !rest.empty(); ++i) {
    const std::span<char> space = buffer.free_space();
    const std::size_t wanted = sizes.empty() ? rest.size() : std::size_t{sizes[i % sizes.size()]} + 1;
    const std::size_t size = std::min({wanted, space.size(), rest.size()});
    std::memcpy(space.data(), rest.data(), size);
    rest.remove_prefix(size);
    const Batch batch = buffer.commit(size);
    feed(batch.cut);
    feed(batch.whole);
  }
  feed(buffer.finish());
  reader.finish();
  check(reader.tally(), log);
  return transcript.text();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider input(bytes, size);
  const RecordReader::Settings settings{input.ConsumeIntegralInRange<std::size_t>(1, 500),
                                        input.ConsumeIntegralInRange<std::size_t>(1, 20)};
  const auto sizes = input.ConsumeBytes<std::uint8_t>(input.ConsumeIntegralInRange<std::size_t>(0, 8));
  const std::string log = input.ConsumeRemainingBytesAsString();
  require(read_whole(log, settings) == read_chunks(log, sizes, settings),
          "chunks give the same records as the whole");
  return 0;
}
