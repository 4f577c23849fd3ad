#include "catch.hpp"
#include "input/compress.hpp"
#include "parts.hpp"
#include "property/random_log.hpp"
#include "temporary_directory.hpp"

#include <culprit/analyzer.hpp>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <random>
#include <utility>

using namespace culprit;

namespace {

Summary read(const std::vector<std::string>& paths, unsigned threads, bool map_files) {
  Options options;
  options.threads = threads;
  options.map_files = map_files;
  Analyzer analyzer(std::move(options));
  analyzer.read(paths);
  return analyzer.finish();
}

/// Of letters in which no mask sees anything.
std::string random_word(std::mt19937& random) {
  std::string text;
  for (int i = 0; i < 8; ++i) text += "bcdfghkl"[random() % 8];
  return text;
}

/// Quiet records that hardly compress, so that members are long when they are stored.
std::string noise(std::mt19937& random, std::size_t records) {
  std::string log;
  for (; records > 0; --records) {
    log += "2015-10-09 18:04:22,808 [main] INFO  a.B - ";
    for (int i = 0; i < 80; ++i) log += static_cast<char>('0' + random() % 64);
    log += '\n';
  }
  return log;
}

}  // namespace

TEST_CASE("threads and mappings change nothing") {
  const test::TemporaryDirectory directory;
  std::mt19937 random(5);
  std::string large;
  const std::string piece = test::random_log(random, 20'000);
  while (large.size() < (18 << 20)) large += piece;
  large += "18:04:22.808 [main] ERROR a.B - no line end";
  const std::string small = test::random_log(random, 100);
  const std::vector<std::string> paths{directory.write(large, "large.log"),
                                       directory.write(small, "small.log"), directory.write("", "empty.log"),
                                       directory.path("missing.log"),
                                       directory.write(std::string(9 << 20, 'x'), "blob.log")};
  const Summary expected = read(paths, 1, false);
  CHECK(expected.totals.bytes == large.size() + small.size() + (9 << 20));
  CHECK(expected.diagnostics.size() == 2);
  for (const unsigned threads : {1U, 2U, 3U, 5U})
    for (const bool map_files : {false, true}) {
      CAPTURE(threads, map_files);
      CHECK(read(paths, threads, map_files) == expected);
    }
}

TEST_CASE("compressed input is the same for every number of threads, events included") {
  const test::TemporaryDirectory directory;
  std::mt19937 random(6);
  std::string log, zstd, bgzip;
  for (int i = 0; i < 12; ++i) {
    const std::string piece = test::random_log(random, 1'500) + noise(random, 2'500);
    log += piece;
    for (std::size_t at = 0; at < piece.size(); at += 50'000)
      bgzip += input::compress_bgzip(std::string_view(piece).substr(at, 50'000));
    zstd += input::compress(input::Format::zstd, piece);
  }
  const std::vector<std::string> paths{
      directory.write(zstd, "a.zst"), directory.write(bgzip, "a.gz"),
      directory.write(bgzip.substr(0, bgzip.size() / 3 * 2) + "damage" + bgzip, "b.gz"),
      directory.write(zstd.substr(0, zstd.size() - 7), "b.zst"),
      directory.write(input::compress(input::Format::gzip, log), "c.gz")};
  for (const std::string& path : paths) {
    const Summary expected = read({path}, 1, false), expected_twice = read({path, path}, 1, false);
    CHECK(expected.totals.occurrences > 1000);
    for (const unsigned threads : {2U, 3U, 5U}) {
      CAPTURE(path, threads);
      CHECK(read({path}, threads, false) == expected);
      CHECK(read({path, path}, threads, false) == expected_twice);
    }
    std::vector<std::vector<std::uint64_t>> offsets;
    for (const unsigned threads : {1U, 4U}) {
      Options options;
      options.threads = threads;
      options.on_event = [&](const Event& event) { offsets.back().push_back(event.offset); };
      offsets.emplace_back();
      Analyzer analyzer(std::move(options));
      analyzer.read(path);
      CHECK(analyzer.finish().totals == expected.totals);
    }
    CHECK(offsets[0].size() > 1000);
    CHECK((offsets[0] == offsets[1]));
  }
  CHECK(read({paths[0]}, 2, false).totals.bytes == log.size());
}

namespace {

/// By the most threads, a file of a few of these is cut at multiples of it.
constexpr std::size_t kSmallestPart = Parts::kSmallest;

/// Reads `log` as a file with one thread and with several. All must say the same.
Summary read_with_threads(const std::string& log) {
  const test::TemporaryDirectory directory;
  const std::vector<std::string> paths{directory.write(log, "a.log")};
  Summary expected = read(paths, 1, true);
  for (const unsigned threads : {2U, 3U, 7U}) {
    CAPTURE(threads);
    CHECK(read(paths, threads, true) == expected);
    CHECK(read(paths, threads, false) == expected);
  }
  return expected;
}

/// Quiet records with the given line end, up to `size` bytes, the last one as long as it takes.
void fill(std::string& log, std::size_t size, std::string_view line_end) {
  const std::string line = "2015-10-09 18:04:22,808 [main] INFO  a.B - quiet";
  while (log.size() + 2 * line.size() + 2 * line_end.size() < size) log.append(line).append(line_end);
  log.append(line).append(size - log.size() - line_end.size(), 'x').append(line_end);
}

}  // namespace

TEST_CASE("a record that reaches over several parts is one") {
  std::string log;
  fill(log, 3 << 20, "\n");
  log += "2015-10-09 18:04:22,808 [main] ERROR a.B - failed\njava.io.IOException: disk\n";
  while (log.size() < 3 * kSmallestPart) log += "\tat a.B.c(B.java:1)\n";
  log += "Caused by: java.net.SocketException: reset\n";
  while (log.size() < 4 * kSmallestPart + 100) log += "\tat a.B.d(B.java:2)\n";
  fill(log, 5 * kSmallestPart, "\n");
  const Summary summary = read_with_threads(log);
  CHECK(summary.totals.occurrences == 1);
  REQUIRE(summary.exceptions().size() == 1);
  CHECK(summary.exceptions()[0].groups[0].chain.size() == 2);
}

TEST_CASE("a cut between carriage return and newline is none in a line") {
  for (const std::size_t shift : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
    CAPTURE(shift);
    std::string log;
    for (std::size_t part = 1; part <= 3; ++part) {
      fill(log, part * kSmallestPart + shift - 1, "\r\n");
      log +=
          "2015-10-09 18:04:22,808 [main] ERROR a.B - failed\r\n"
          "java.io.IOException: disk\r\n\tat a.B.c(B.java:1)\r\n";
    }
    const Summary summary = read_with_threads(log);
    CHECK(summary.totals.occurrences == 3);
    CHECK(summary.totals.lines == static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n')));
    CHECK(summary.totals.records == summary.totals.lines - 6);
  }
}

TEST_CASE("streams that share a large file are told apart across its parts") {
  std::string log;
  while (log.size() < 3 * kSmallestPart)
    log +=
        "web_1  | 2015-10-09 18:04:22,808 [main] ERROR a.B - failed\n"
        "job_1  | 2015-10-09 18:04:22,809 [main] INFO  a.B - quiet\n"
        "web_1  | java.io.IOException: disk\n"
        "job_1  | 2015-10-09 18:04:22,810 [main] WARN  a.B - quiet\n"
        "web_1  | \tat a.B.c(B.java:1)\n";
  const Summary summary = read_with_threads(log);
  CHECK(summary.totals.occurrences == summary.totals.lines / 5);
  CHECK(summary.totals.records == summary.totals.occurrences * 3);
}

TEST_CASE("an input that can't be read is a fault, and the others are analysed") {
  const test::TemporaryDirectory directory;
  const std::string log = "18:04:22.808 [main] ERROR a.B - x\n";
  const Summary summary =
      read({directory.path("missing.log"), directory.write(log, "a.log"), directory.path("")}, 1, true);
  CHECK(summary.totals.errors == 1);
  REQUIRE(summary.diagnostics.size() == 2);
  for (const Diagnostic& diagnostic : summary.diagnostics) {
    CHECK(diagnostic.is_fault());
    CHECK(diagnostic.kind == Diagnostic::Kind::unreadable);
  }
  CHECK(summary.diagnostics[0].source == directory.path(""));
  CHECK(summary.diagnostics[1].source == directory.path("missing.log"));
}

TEST_CASE("progress reaches the size of all files") {
  const test::TemporaryDirectory directory;
  const std::string blank(3'000'000, '\n');
  // In several parts, which are handed over in pieces as they hold so many occurrences.
  std::string dense;
  while (dense.size() < (12 << 20))
    dense += "18:04:22.808 [main] WARN  a.B - x\njava.io.IOException: y\n\tat a.B.c(B.java:1)\n";
  const std::vector paths{directory.write(blank, "a.log"), directory.write(dense, "b.log")};
  for (const bool map_files : {false, true}) {
    Progress last;
    Options options;
    options.threads = 2;
    options.map_files = map_files;
    options.on_progress = [&](const Progress& progress) {
      CHECK(progress.bytes >= last.bytes);
      last = progress;
    };
    Analyzer analyzer(std::move(options));
    analyzer.read(paths);
    CHECK(analyzer.finish().totals.bytes == blank.size() + dense.size());
    CHECK(last.bytes == blank.size() + dense.size());
    CHECK(last.total == blank.size() + dense.size());
  }
}

TEST_CASE("an analyzer begins anew after finish") {
  Analyzer analyzer;
  analyzer.feed("a", "18:04:22.808 [main] ERROR a.B - x\n");
  CHECK(analyzer.finish().totals.errors == 1);
  CHECK(analyzer.finish() == Summary{});
}

TEST_CASE("a file that is cut short while it is read is a fault of its own alone") {
  const test::TemporaryDirectory directory;
  std::string log;
  while (log.size() < (12 << 20)) log += "18:04:22.808 [main] ERROR a.B - x\n";
  const std::vector paths{directory.write(log, "a.log"), directory.write(log, "b.log")};
  bool is_cut = false;
  Options options;
  options.threads = 1;
  options.map_files = true;
  options.on_progress = [&](const Progress&) {
    if (!std::exchange(is_cut, true)) std::filesystem::resize_file(paths[0], 0);
  };
  Analyzer analyzer(std::move(options));
  analyzer.read(paths);
  const Summary summary = analyzer.finish();
  REQUIRE(summary.diagnostics.size() == 1);
  CHECK(summary.diagnostics[0].source == paths[0]);
  CHECK(summary.diagnostics[0].is_fault());
  CHECK(summary.totals.errors > log.size() / 34);
}

TEST_CASE("a file that is cut short is a fault also if a callback has read another one meanwhile") {
  const test::TemporaryDirectory directory;
  std::string log;
  while (log.size() < (12 << 20)) log += "18:04:22.808 [main] ERROR a.B - x\n";
  const std::string outer = directory.write(log, "a.log");
  const std::string inner = directory.write("18:04:22.808 [main] ERROR a.B - x\n", "b.log");
  bool is_cut = false;
  Options options;
  options.map_files = true;
  options.on_event = [&](const Event&) {
    if (std::exchange(is_cut, true)) return;
    CHECK(read({inner}, 1, true).totals.errors == 1);
    std::filesystem::resize_file(outer, 0);
  };
  Analyzer analyzer(std::move(options));
  analyzer.read(outer);
  const Summary summary = analyzer.finish();
  REQUIRE(summary.diagnostics.size() == 1);
  CHECK(summary.diagnostics[0].is_fault());
}

namespace {

/// A log of some days whose layout writes no dates, last written in the night of 2021-12-31 in Berlin.
std::string write_days(const test::TemporaryDirectory& directory) {
  std::string log = "22:00:00.000 [main] ERROR a.B - first\n";
  for (int day = 0; day < 3; ++day)
    log += "23:00:00.000 [main] INFO  a.B - " + std::string(3 << 20, '-') +
           "\n"
           "01:00:00.000 [main] ERROR a.B - late\n";
  std::string path = directory.write(log, "days.log");
  const auto written = std::chrono::sys_days(std::chrono::year(2022) / 1 / 1) + std::chrono::minutes(30);
  const auto since_epoch = std::chrono::duration_cast<std::chrono::seconds>(written.time_since_epoch());
  const timespec times[2] = {{since_epoch.count(), 0}, {since_epoch.count(), 0}};
  REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
  return path;
}

}  // namespace

TEST_CASE("a log without dates ends when its file was last written") {
  const test::TemporaryDirectory directory;
  const std::string path = write_days(directory);
  for (const unsigned threads : {1U, 2U, 3U})
    for (const bool map_files : {false, true}) {
      CAPTURE(threads, map_files);
      Options options;
      options.threads = threads;
      options.map_files = map_files;
      options.timezone = "Europe/Berlin";
      Analyzer analyzer(options);
      analyzer.read(path);
      const Summary summary = analyzer.finish();
      REQUIRE(summary.seen);
      CHECK(to_iso8601(summary.seen->first) == "2021-12-29T21:00:00.000Z");
      CHECK(to_iso8601(summary.seen->last) == "2022-01-01T00:00:00.000Z");
      REQUIRE(summary.errors().size() == 2);
      CHECK(to_iso8601(summary.errors()[1].seen->first) == "2021-12-30T00:00:00.000Z");
      CHECK(to_iso8601(summary.errors()[1].seen->last) == "2022-01-01T00:00:00.000Z");

      options.filter.since = parse_iso8601("2021-12-31T00:00");
      options.filter.until = parse_iso8601("2022-01-01T00:00Z");
      Analyzer filtered(options);
      filtered.read(path);
      CHECK(filtered.finish().totals.errors == 1);
    }
}

TEST_CASE("a log without dates begins on the day that is stated") {
  const test::TemporaryDirectory directory;
  const std::string path = write_days(directory);
  std::vector<std::string> times;
  Options options;
  options.timezone = "UTC";
  options.first_day = std::chrono::year(2020) / 2 / 28;
  options.threads = 2;
  Analyzer analyzer(options);
  analyzer.read(path);
  CHECK(to_iso8601(analyzer.finish().seen->last) == "2020-03-02T01:00:00.000Z");

  options.on_event = [&](const Event& event) { times.push_back(to_iso8601(*event.time)); };
  Analyzer events(options);
  events.read(path);
  CHECK(to_iso8601(events.finish().seen->last) == "2020-03-02T01:00:00.000Z");
  CHECK(times == std::vector<std::string>{"2020-02-28T22:00:00.000Z", "2020-02-29T01:00:00.000Z",
                                          "2020-03-01T01:00:00.000Z", "2020-03-02T01:00:00.000Z"});
}

TEST_CASE("times with and without a date are one span, whenever the day is known") {
  const test::TemporaryDirectory directory;
  std::string log;
  for (const std::string_view header :
       {"23-Nov-2026 09:00:00.000 SEVERE [main] org.apache.X.y failed",
        "10:00:00.000 [main] ERROR a.b.C - failed", "23:30:00.000 [main] ERROR a.b.C - failed",
        "01:00:00.000 [main] ERROR a.b.C - failed"})
    log.append(header).append("\njava.io.IOException: disk\n\tat a.b.C.d(C.java:1)\n");
  const std::string path = directory.write(log, "catalina.out");
  for (const bool fed : {false, true}) {
    CAPTURE(fed);
    Options options;
    options.timezone = "UTC";
    options.first_day = std::chrono::year(2026) / 11 / 23;
    if (fed) options.on_event = [](const Event&) {};  // each time is asked for while it is read
    Analyzer analyzer(options);
    analyzer.read(path);
    const Summary summary = analyzer.finish();
    REQUIRE(summary.exceptions().size() == 1);
    for (const std::optional<TimeSpan>& seen :
         {summary.seen, summary.exceptions()[0].seen, summary.exceptions()[0].groups.at(0).seen}) {
      REQUIRE(seen);
      CHECK(to_iso8601(seen->first) == "2026-11-23T09:00:00.000Z");
      CHECK(to_iso8601(seen->last) == "2026-11-24T01:00:00.000Z");
    }
  }
}

TEST_CASE("the last time is that of the last record that has one") {
  const test::TemporaryDirectory directory;
  std::string log;
  for (int i = 0; i < 10; ++i)
    log += "2021-12-22 10:18:0" + std::to_string(i) + ".000Z [main] INFO  a.B - m\n";
  for (int i = 0; i < 10; ++i) log += std::to_string(4711 + i) + " [main] INFO  a.B - m\n";
  const Summary summary = read({directory.write(log, "a.log")}, 1, true);
  REQUIRE(summary.seen);
  CHECK(summary.totals.records == 20);
  CHECK(to_iso8601(summary.seen->first) == "2021-12-22T10:18:00.000Z");
  CHECK(to_iso8601(summary.seen->last) == "2021-12-22T10:18:09.000Z");
}

TEST_CASE("faults come in one order, whatever the number of threads") {
  const test::TemporaryDirectory directory;
  std::mt19937 random(3);
  const auto word = [&] { return random_word(random); };
  std::string log;
  for (int i = 0; i < 30'000; ++i) {
    log += "2026-11-23 14:44:33,510 [main] ERROR a.b.C - " + word() + " " + word() + " fails\n";
    if (i == 20'000) log += std::string(2 << 20, 'x') + "\n";
  }
  const std::string path = directory.write(log, "a.log");
  for (const unsigned threads : {1U, 3U}) {
    Options options;
    options.threads = threads;
    options.limits.summary_bytes = 1 << 20;
    Analyzer analyzer(options);
    analyzer.read(path);
    std::vector<Diagnostic::Kind> kinds;
    for (const Diagnostic& diagnostic : analyzer.finish().diagnostics) kinds.push_back(diagnostic.kind);
    CAPTURE(threads);
    CHECK(kinds == std::vector{Diagnostic::Kind::long_line, Diagnostic::Kind::folded});
  }
}

TEST_CASE("where more is distinct than can be kept, threads change nothing, nor does what was read before") {
  const test::TemporaryDirectory directory;
  std::mt19937 random(5);
  const auto word = [&] { return random_word(random); };
  const auto write_log = [&](const std::string& name, int records) {
    std::string log;
    for (int i = 0; i < records; ++i) {
      log += "2026-11-23 14:44:33,510 [main] ERROR a.b." + word() + " - " + word() + " fails\n";
      if (i % 2 == 0)
        log += "a.b.X" + word() + "Exception: no " + word() + "\n\tat a.b." + word() + ".c(C.java:1)\n";
    }
    return directory.write(log, name);
  };
  // Of several parts each, the last one of the first less than those before.
  const std::string first = write_log("a.log", 90'000), second = write_log("b.log", 70'000);
  const auto analyzed = [&](unsigned threads) {
    Options options;
    options.threads = threads;
    options.map_files = threads == 2;
    options.limits.summary_bytes = 200'000;
    Analyzer analyzer(options);
    std::vector<Summary> summaries;
    for (const auto& paths : {std::vector{first, second}, std::vector{second}}) {
      analyzer.read(paths);
      summaries.push_back(analyzer.finish());
    }
    return summaries;
  };
  const std::vector<Summary> expected = analyzed(1);
  REQUIRE(expected[0].folded_errors() > 0);
  REQUIRE(expected[0].folded_occurrences() > 0);
  for (const unsigned threads : {2U, 3U, 8U}) {
    CAPTURE(threads);
    CHECK(analyzed(threads) == expected);
  }
}

TEST_CASE("a byte order mark in front is no part of the first line") {
  const test::TemporaryDirectory directory;
  const std::string record = "2015-10-09 18:04:22,808 [main] ERROR a.B - not written\n";
  const std::string json =
      R"({"@timestamp":"2015-10-09T18:04:22.808Z","@version":"1","message":"m","logger_name":"a.B",)"
      R"("thread_name":"main","level":"ERROR","level_value":40000})"
      "\n";
  for (const std::string& log : {record, json, "kb-1 | " + record + "kb-1 | " + record}) {
    CAPTURE(log);
    const std::string marked = directory.write("\xEF\xBB\xBF" + log, "marked.log");
    const Summary summary = read({marked}, 1, true);
    const Summary expected = read({directory.write(log, "plain.log")}, 1, true);
    CHECK(summary.totals.errors > 0);
    CHECK(summary.totals.errors == expected.totals.errors);
    CHECK(summary.totals.bytes == log.size() + 3);
    CHECK(read({marked}, 3, false) == summary);
  }
}
