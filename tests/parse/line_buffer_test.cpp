#include "parse/line_buffer.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

using namespace culprit::parse;

namespace {

constexpr std::size_t kLimit = LineBuffer::kBlockBytes;

struct Result {
  std::vector<std::string> lines;
  std::vector<std::uint64_t> offsets;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> long_lines;
};

/// The lines of `text`, which comes in chunks of `chunk` bytes.
Result split(std::string_view text, std::size_t chunk, std::size_t limit = kLimit) {
  Result result;
  LineBuffer buffer(limit, 0, [&](std::uint64_t offset, std::uint64_t length) {
    result.long_lines.emplace_back(offset, length);
  });
  const auto take = [&](Lines lines) {
    std::size_t at = 0;
    while (at < lines.text.size()) {
      const std::size_t end = std::min(lines.text.find('\n', at), lines.text.size());
      result.lines.emplace_back(lines.text.substr(at, end - at));
      result.offsets.push_back(lines.offset + at);
      at = end + 1;
    }
  };
  while (!text.empty()) {
    const auto space = buffer.free_space();
    const std::size_t size = std::min({space.size(), chunk, text.size()});
    REQUIRE(size > 0);
    std::memcpy(space.data(), text.data(), size);
    text.remove_prefix(size);
    const Batch batch = buffer.commit(size);
    take(batch.cut);
    take(batch.whole);
  }
  take(buffer.finish());
  return result;
}

}  // namespace

TEST_CASE("lines are whole, however their bytes come") {
  for (const std::size_t chunk : {1U, 2U, 3U, 1000U}) {
    CAPTURE(chunk);
    const Result result = split("a\n\nbcd\r\nlast", chunk);
    CHECK(result.lines == std::vector<std::string>{"a", "", "bcd\r", "last"});
    CHECK(result.offsets == std::vector<std::uint64_t>{0, 2, 3, 8});
    CHECK(result.long_lines.empty());
  }
}

TEST_CASE("a line across many blocks is one line") {
  const std::string line(3 * LineBuffer::kBlockBytes + 17, 'x');
  for (const std::size_t chunk : {std::size_t{4096}, std::size_t{100'000}, std::string::npos}) {
    CAPTURE(chunk);
    const Result result = split("a\n" + line + "\nb\n", chunk, 4 * LineBuffer::kBlockBytes);
    REQUIRE(result.lines.size() == 3);
    CHECK(result.lines[1] == line);
    CHECK(result.offsets[2] == line.size() + 3);
    CHECK(result.long_lines.empty());
  }
}

TEST_CASE("a line over the limit is kept by its head and reported with its length") {
  const std::size_t excess = GENERATE(as<std::size_t>{}, 1, 1000, 5 * kLimit);
  const std::string line(kLimit + excess, 'x');
  for (const std::size_t chunk : {std::size_t{777}, std::size_t{4096}, std::string::npos}) {
    CAPTURE(excess, chunk);
    const Result result = split("a\n" + line + "\nb\n", chunk);
    CHECK(result.long_lines == std::vector<std::pair<std::uint64_t, std::uint64_t>>{{2, line.size()}});
    REQUIRE(result.lines.size() == 3);
    CHECK(result.lines[1] == line.substr(0, kLimit));
    CHECK(result.lines[2] == "b");
    CHECK(result.offsets[2] == line.size() + 3);
  }
}

TEST_CASE("a line over the limit may end the input") {
  const std::string line(2 * kLimit, 'x');
  const Result result = split(line, 10'000);
  CHECK(result.lines == std::vector<std::string>{line.substr(0, kLimit)});
  CHECK(result.long_lines == std::vector<std::pair<std::uint64_t, std::uint64_t>>{{0, line.size()}});
}

TEST_CASE("a line as long as the limit is whole") {
  const std::string line(kLimit, 'x');
  const Result result = split(line + "\nb", 5000);
  CHECK(result.lines == std::vector<std::string>{line, "b"});
  CHECK(result.long_lines.empty());
}
