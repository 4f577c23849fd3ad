#include "catch.hpp"
#include "input/compress.hpp"
#include "temporary_directory.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/snapshot.hpp>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace culprit;
using input::Format;

namespace {

std::string repeat(const std::string& piece, int times) {
  std::string all;
  for (; times > 0; --times) all += piece;
  return all;
}

/// Records of one line, each an error, that don't compress well.
std::string errors(int mebibytes) {
  std::mt19937 random(7);
  std::string piece;
  while (piece.size() < (1 << 20)) {
    piece += "18:04:22.808 [main] ERROR a.B -";
    for (int i = 0; i < 100; ++i) piece += " " + std::to_string(random());
    piece += '\n';
  }
  return repeat(piece, mebibytes);
}

/// Reads until the first progress, or to the end of what is shorter than that.
Summary read_beginning(const std::vector<std::string>& paths, Options options) {
  Stop stop;
  options.stop = &stop;
  options.on_progress = [&](const Progress&) { stop.request(); };
  Analyzer analyzer(std::move(options));
  analyzer.read(paths);
  return analyzer.finish();
}

/// All that was read is lines that are errors, the last one perhaps in part, and there is one diagnostic, of
/// the input that was stopped.
void check_beginning(const Summary& summary, const std::string& path) {
  CHECK(summary.totals.errors > 0);
  CHECK(summary.totals.lines - summary.totals.errors <= 1);
  std::uint64_t sum = 0;
  for (const ErrorGroup& group : summary.errors()) sum += group.count;
  CHECK(sum == summary.totals.errors);
  REQUIRE(summary.diagnostics.size() == 1);
  const Diagnostic& diagnostic = summary.diagnostics[0];
  CHECK(diagnostic.source == path);
  CHECK(diagnostic.kind == Diagnostic::Kind::stopped);
  CHECK(diagnostic.is_fault());
}

}  // namespace

TEST_CASE("a file is stopped after a block, and what was read until then counts") {
  const test::TemporaryDirectory directory;
  const std::string log = errors(12);
  const std::string path = directory.write(log);
  Options options;
  options.threads = 1;
  options.map_files = GENERATE(false, true);
  const Summary summary = read_beginning({path}, options);
  check_beginning(summary, path);
  const std::uint64_t offset = summary.diagnostics[0].offset;
  CHECK(offset > 0);
  CHECK(offset < log.size() / 2);
  CHECK(summary.totals.bytes == offset);

  Analyzer analyzer(options);
  analyzer.read(directory.write(log.substr(0, offset), "front.log"));
  const Summary front = analyzer.finish();
  CHECK(front.totals.lines == summary.totals.lines);
  CHECK(front.totals.errors == summary.totals.errors);
}

TEST_CASE("a file in parts is stopped in each, and that is said once") {
  const test::TemporaryDirectory directory;
  const std::string log = errors(40);
  const std::string path = directory.write(log);
  Options options;
  options.threads = GENERATE(2U, 3U);
  options.map_files = GENERATE(false, true);
  const Summary summary = read_beginning({path}, options);
  check_beginning(summary, path);
  CHECK(summary.totals.bytes < log.size());
  CHECK(summary.diagnostics[0].offset < log.size());
}

TEST_CASE("compressed input is stopped between blocks") {
  const test::TemporaryDirectory directory;
  const std::string piece = errors(1);
  for (const std::string& member : {input::compress(Format::gzip, piece), input::compress_bgzip(piece),
                                    input::compress(Format::zstd, piece)}) {
    const std::string stored = repeat(member, 24);
    const std::string path = directory.write(stored);
    for (const unsigned threads : {1U, 2U}) {
      CAPTURE(stored.size(), threads);
      Options options;
      options.threads = threads;
      const Summary summary = read_beginning({path}, options);
      check_beginning(summary, path);
      CHECK(summary.diagnostics[0].offset > 0);
      CHECK(summary.diagnostics[0].offset < stored.size());
    }
  }
}

TEST_CASE("what is stopped before it is read counts nothing, and is named") {
  const test::TemporaryDirectory directory;
  const std::string log = "18:04:22.808 [main] ERROR a.B - x\n";
  Analyzer whole;
  whole.feed("a", log);
  const std::vector paths{
      directory.write(log, "a.log"), directory.write(input::compress(Format::gzip, log), "b.log"),
      directory.write(write_snapshot(whole.finish()), "c.culprit"), directory.write("", "empty.log")};
  Stop stop;
  stop.request();
  Options options;
  options.stop = &stop;
  options.threads = GENERATE(1U, 3U);
  options.map_files = GENERATE(false, true);
  options.filter.since = Timestamp{0, true, true};  // needs days
  Analyzer analyzer(std::move(options));
  analyzer.read(paths);
  const Summary summary = analyzer.finish();
  CHECK(summary.totals.lines == 0);
  CHECK(summary.totals.total() == 0);
  std::vector<std::string> named;
  for (const Diagnostic& diagnostic : summary.diagnostics) {
    CHECK(diagnostic.kind == Diagnostic::Kind::stopped);
    CHECK(diagnostic.offset == 0);
    named.push_back(diagnostic.source);
  }
  // Of the last there was no more.
  CHECK(named == std::vector(paths.begin(), paths.end() - 1));
}

TEST_CASE("a file that was read to its end when reading was stopped is whole") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write("18:04:22.808 [main] ERROR a.B - x\n");
  Stop stop;
  Options options;
  options.stop = &stop;
  options.map_files = GENERATE(false, true);
  options.on_event = [&](const Event&) { stop.request(); };
  Analyzer analyzer(std::move(options));
  analyzer.read(path);
  const Summary summary = analyzer.finish();
  CHECK(summary.totals.errors == 1);
  CHECK(summary.diagnostics.empty());
}

TEST_CASE("in a file that was stopped times without a date stay so") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(errors(12));
  Options options;
  options.threads = GENERATE(1U, 2U);
  const Summary summary = read_beginning({path}, options);
  REQUIRE(summary.seen);
  CHECK_FALSE(summary.seen->first.has_date);
}

TEST_CASE("of a pipe that is stopped all counts that was taken from it") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const int writer = ::open(path.c_str(), O_RDWR);
  REQUIRE(writer != -1);
  const std::string text = GENERATE(as<std::string>(), "",
                                    "18:04:22.808 [main] ERROR a.B - one\n"
                                    "18:04:22.808 [main] ERROR a.B - two, cut here");
  const std::string stored = GENERATE(false, true) ? input::compress(Format::gzip, text) : text;
  REQUIRE(::write(writer, stored.data(), stored.size()) == static_cast<ssize_t>(stored.size()));
  Stop stop;
  Options options;
  options.stop = &stop;
  options.threads = GENERATE(1U, 2U);
  Analyzer analyzer(std::move(options));
  std::jthread reader([&] { analyzer.read(path); });
  for (int left = 1; left != 0;) REQUIRE(::ioctl(writer, FIONREAD, &left) == 0);
  stop.request();
  reader.join();
  ::close(writer);
  const Summary summary = analyzer.finish();
  CHECK(summary.totals.bytes == text.size());
  CHECK(summary.totals.errors == (text.empty() ? 0 : 2));
  REQUIRE(summary.diagnostics.size() == 1);
  CHECK(summary.diagnostics[0].kind == Diagnostic::Kind::stopped);
  CHECK(summary.diagnostics[0].offset == stored.size());
}

TEST_CASE("nobody has to write to a named pipe for it to be stopped") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  Stop stop;
  Options options;
  options.stop = &stop;
  Analyzer analyzer(std::move(options));
  std::jthread reader([&] { analyzer.read(path); });
  stop.request();
  reader.join();
  CHECK(analyzer.finish().diagnostics.size() == 1);
}
