#include "parse/streams_reader.hpp"

#include "catch.hpp"
#include "parse/log_reader.hpp"
#include "parse/read_log.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace culprit;
using namespace culprit::parse;

namespace {

struct Collector final : RecordSink {
  void on_record(const Record& record) override {
    messages.emplace_back(record.message());
    streams.emplace_back(record.stream);
  }

  std::vector<std::string> messages;
  std::vector<std::string> streams;
};

/// What is read of an input that is wrapped, and which lines were cut: their offsets and lengths.
struct Reading {
  explicit Reading(std::string_view log, std::size_t line_bytes = 1 << 20) {
    Memos memos(test::grammar().shapes, test::grammar().library);
    LogReader reader(test::grammar(), {8 << 20, 256}, memos, sink,
                     {line_bytes, [&](std::uint64_t offset, std::uint64_t length) {
                        long_lines.emplace_back(offset, length);
                      }});
    reader.feed(log, 0);
    reader.finish();
    lines = reader.tally().lines;
  }

  Collector sink;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> long_lines;
  std::uint64_t lines = 0;
};

std::string docker(std::string_view stream, std::string_view text) {
  return std::string(R"({"log":")")
      .append(text)
      .append(R"(","stream":")")
      .append(stream)
      .append("\",\"time\":\"2021-12-22T10:18:46.867Z\"}\n");
}

constexpr std::string_view kHeader = "2021-12-22 10:18:46,867 [main] ERROR a.B - ";

}  // namespace

TEST_CASE("a line that is put together from pieces is cut at the limit, and told") {
  const std::string first = docker("a", std::string(kHeader) + "one\\n");
  const std::string log = first + docker("a", std::string(kHeader) + std::string(40, 'x')) +
                          docker("b", std::string(kHeader) + "two\\n") + docker("a", std::string(60, 'y')) +
                          docker("a", "z\\n") + docker("a", std::string(kHeader) + "three\\n");
  const Reading whole(log);
  CHECK(whole.long_lines.empty());
  CHECK(whole.sink.messages ==
        std::vector<std::string>{"one", std::string(40, 'x') + std::string(60, 'y') + "z", "three", "two"});
  const Reading cut(log, kHeader.size() + 50);
  CHECK(cut.sink.messages ==
        std::vector<std::string>{"one", std::string(40, 'x') + std::string(10, 'y'), "three", "two"});
  REQUIRE(cut.long_lines.size() == 1);
  CHECK(cut.long_lines[0].first == first.size());
  CHECK(cut.long_lines[0].second == kHeader.size() + 101);
  CHECK(cut.lines == 6);
}

TEST_CASE("a line in pieces that the input's end cuts is no long one") {
  const Reading it(docker("a", std::string(kHeader) + "one\\n") + docker("a", std::string(kHeader) + "two"));
  CHECK(it.sink.messages == std::vector<std::string>{"one", "two"});
  CHECK(it.long_lines.empty());
}

TEST_CASE("what all streams together hold of unfinished lines is bounded") {
  constexpr int kStreams = 40, kPieces = 32;
  const std::string piece(32 << 10, 'x');
  std::string log = docker("s", "whole\\n");
  for (int i = 0; i < kStreams; ++i) {
    const std::string name = "s" + std::to_string(i);
    log += docker(name, kHeader);
    for (int j = 1; j < kPieces; ++j) log += docker(name, piece);
  }
  for (int i = 0; i < kStreams; ++i) log += docker("s" + std::to_string(i), "end\\n");
  const Reading it(log);
  REQUIRE(it.sink.messages.size() == kStreams);
  std::size_t whole = 0;
  for (const std::string& message : it.sink.messages) whole += message.ends_with("end");
  CHECK(whole + it.long_lines.size() == kStreams);
  CHECK(whole * piece.size() * kPieces >= StreamsReader::kMostHeldBytes / 4);
  CHECK(whole * piece.size() * (kPieces - 1) <= StreamsReader::kMostHeldBytes);
  for (const auto& [offset, length] : it.long_lines)
    CHECK(length == kHeader.size() + piece.size() * (kPieces - 1) + 3);
}

TEST_CASE("what all streams together hold of objects on several lines is bounded, and nothing is lost") {
  constexpr int kStreams = 40;
  const std::string value(32 << 10, 'x');
  std::string log;
  const auto open = [&](const std::string& name) {
    log += docker(name, "{\\n") + docker(name, R"(\"level\":\"ERROR\",\"time\":\"2021-12-22T10:18:46Z\",\n)");
    for (int j = 0; j < 28; ++j)
      log += docker(name, R"(\"k)" + std::to_string(j) + R"(\":\")" + value + R"(\",\n)");
  };
  for (int i = 0; i < kStreams; ++i) open("s" + std::to_string(i));
  for (int i = 0; i < kStreams; ++i)
    log += docker("s" + std::to_string(i), R"(\"message\":\"m\"}\n)") +
           docker("s" + std::to_string(i), std::string(kHeader) + "end\\n");
  const Reading it(log);
  const auto read = std::ranges::count(it.sink.messages, "m");
  CHECK(read * 29 * (32 << 10) >= static_cast<std::ptrdiff_t>(StreamsReader::kMostHeldBytes) / 4);
  CHECK(read * 28 * (32 << 10) <= static_cast<std::ptrdiff_t>(StreamsReader::kMostHeldBytes));
  CHECK(std::ranges::count(it.sink.messages, "end") == kStreams);
  CHECK(it.long_lines.empty());
}

TEST_CASE("an envelope on several lines names its stream, behind that of a prefix") {
  std::string log;
  for (const char* const text : {"one", "two"}) {
    log += "killbill_1  | {\nkillbill_1  |   \"_HOSTNAME\" : \"db1\",\nkillbill_1  |   \"MESSAGE\" : \"";
    log.append(kHeader).append(text).append("\"\nkillbill_1  | }\n");
  }
  const Reading it(log);
  CHECK(it.sink.messages == std::vector<std::string>{"one", "two"});
  CHECK(it.sink.streams == std::vector<std::string>{"killbill_1 db1", "killbill_1 db1"});
}

TEST_CASE("pieces of a line may come in envelopes on several lines") {
  const auto pretty = [](std::string_view text) {
    return std::string("{\n  \"log\": \"")
        .append(text)
        .append("\",\n  \"stream\": \"stdout\",\n  \"time\": \"2021-12-22T10:18:46.867Z\"\n}\n");
  };
  const Reading it(pretty(std::string(kHeader) + "one\\n") + pretty(std::string(kHeader) + "tw") +
                   pretty("o\\n"));
  CHECK(it.sink.messages == std::vector<std::string>{"one", "two"});
}
