#include "analyze.hpp"
#include "catch.hpp"
#include "temporary_directory.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/error.hpp>
#include <culprit/render.hpp>
#include <culprit/snapshot.hpp>

#include <zstd.h>

#include <filesystem>
#include <random>
#include <string>

using namespace culprit;

namespace {

Summary some_summary() {
  Options options;
  options.merging.keep = {"gold"};
  std::string log = "2015-10-09 18:04:20,000 [main] ERROR a.Pool - caf\xE9 waited 5 s\n";
  for (int i = 0; i < 400; ++i)
    log += "2015-10-09 18:04:22," + std::to_string(100 + i) + " [main] WARN  a.Pool - again\n" +
           "java.io.IOException: waited " + std::to_string(i * 7) + " ms\n\tat a.B.c(B.java:1)\n" +
           "Caused by: java.net.SocketException: reset\n\t... 1 more\n";
  return test::analyze(log, options);
}

std::string complaint(const std::string& bytes) {
  try {
    read_snapshot(bytes);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

/// A snapshot with this CBOR in it.
std::string snapshot_of(const std::string& tree) {
  std::string bytes = write_snapshot(Summary{}).substr(0, kSnapshotMarkBytes);
  std::string compressed(ZSTD_compressBound(tree.size()), '\0');
  compressed.resize(ZSTD_compress(compressed.data(), compressed.size(), tree.data(), tree.size(), 1));
  return bytes + compressed;
}

}  // namespace

TEST_CASE("a snapshot is the summary that it was made of") {
  const Summary summary = some_summary();
  const std::string bytes = write_snapshot(summary);
  CHECK(is_snapshot(bytes));
  CHECK(is_snapshot(bytes.substr(0, kSnapshotMarkBytes)));
  const Summary read = read_snapshot(bytes);
  CHECK(read == summary);
  CHECK(render_json(read) == render_json(summary));
  CHECK(write_snapshot(read) == bytes);
  CHECK(read_snapshot(write_snapshot(Summary{})) == Summary{});
}

TEST_CASE("what is no snapshot is refused, with a reason") {
  const std::string bytes = write_snapshot(some_summary());
  CHECK_FALSE(is_snapshot(""));
  CHECK_FALSE(is_snapshot(bytes.substr(0, kSnapshotMarkBytes - 1)));
  CHECK(complaint("2015-10-09 18:04:20,000 [main] INFO  a.B - x\n") == "it is no snapshot");
  CHECK(complaint(bytes.substr(0, bytes.size() / 2)) == "it is cut off");
  CHECK(complaint(bytes + "x") == "something stands behind it");
  std::string other = bytes;
  other[kSnapshotMarkBytes - 1] = '2';
  CHECK(complaint(other) == "it is a snapshot of another version of culprit");
}

TEST_CASE("a damaged snapshot is refused or read, and never worse") {
  const std::string bytes = write_snapshot(some_summary());
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 3; ++i)
      damaged[kSnapshotMarkBytes + random() % (bytes.size() - kSnapshotMarkBytes)] =
          static_cast<char>(random());
    try {
      render_json(read_snapshot(damaged));
    } catch (const Error&) {
      continue;
    }
  }
  SUCCEED();
}

TEST_CASE("a snapshot that would take too much memory is refused before it does") {
  // An array of this many values of a byte each: nothing, or an array of nothing.
  const auto array_of = [](std::size_t size, char value) {
    std::string tree = "\x9A";
    for (int shift = 24; shift >= 0; shift -= 8) tree += static_cast<char>(size >> shift);
    return snapshot_of(tree + std::string(size, value));
  };
  CHECK(complaint(array_of(40'000'000, '\xF6')) == "it is larger than any snapshot");
  CHECK(complaint(array_of(20'000'000, '\x80')) == "it is larger than any snapshot");
  CHECK(complaint(array_of(1000, '\xF6')) == "it is damaged");
  CHECK(complaint(snapshot_of(std::string(40, '\x81') + '\xF6')) == "it is damaged");  // deeper than ours
}

TEST_CASE("a file that is larger than any snapshot isn't read") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(write_snapshot(some_summary()), "large.culprit");
  std::filesystem::resize_file(path, kMostSnapshotBytes + 1);  // with a hole
  Analyzer analyzer;
  analyzer.read(path);
  const Summary summary = analyzer.finish();
  REQUIRE(summary.diagnostics.size() == 1);
  CHECK(summary.diagnostics[0].message ==
        "no valid snapshot: it has 536870913 bytes, more than any snapshot");
}
