#include "catch.hpp"
#include "compress.hpp"
#include "reading.hpp"

#include <zstd.h>

#include <string>

using namespace culprit;
using namespace culprit::input;
using namespace std::string_literals;
using Kind = Diagnostic::Kind;

namespace {

const std::string kMagic = "\x28\xb5\x2f\xfd";

/// A frame's beginning, without checksum and size; its window has 2^window_log bytes.
std::string frame_header(int window_log) { return kMagic + '\0' + static_cast<char>((window_log - 10) << 3); }

/// A block that isn't compressed.
std::string raw_block(const std::string& text, bool last) {
  const std::size_t header = text.size() << 3 | (last ? 1U : 0U);
  return {std::string{static_cast<char>(header), static_cast<char>(header >> 8),
                      static_cast<char>(header >> 16)} +
          text};
}

std::string skippable_frame(const std::string& content) {
  return "\x5e\x2a\x4d\x18"s + static_cast<char>(content.size()) + "\0\0\0"s + content;
}

Reading read_stored(const std::string& stored, std::size_t block_bytes = 256 << 10) {
  const TemporaryDirectory directory;
  return read_file(directory.write(stored), block_bytes);
}

}  // namespace

TEST_CASE("skippable zstd frames are skipped wherever they stand") {
  const std::string skipped = skippable_frame("an index");
  const Reading reading = read_stored(skipped + skipped + compress(Format::zstd, "one\n") + skipped +
                                      compress(Format::zstd, "two\n") + skippable_frame(""));
  CHECK(reading.data == "one\ntwo\n");
  CHECK_FALSE(reading.fault);
}

TEST_CASE("a truncated skippable zstd frame is reported") {
  const std::string skipped = skippable_frame("an index");
  for (std::size_t size = 4; size < skipped.size(); ++size) {
    const Reading reading = read_stored(skipped.substr(0, size));
    CAPTURE(size);
    REQUIRE(reading.fault);
    CHECK(reading.fault->kind == Kind::truncated);
    CHECK(reading.fault->offset == size);
  }
}

TEST_CASE("a truncated zstd frame without checksum is reported") {
  const std::string text = log_text(30);
  std::string stored(ZSTD_compressBound(text.size()), '\0');
  stored.resize(ZSTD_compress(stored.data(), stored.size(), text.data(), text.size(), 1));
  CHECK(read_stored(stored).data == text);
  for (std::size_t size = 4; size < stored.size(); ++size) {
    const Reading reading = read_stored(stored.substr(0, size));
    CAPTURE(size);
    REQUIRE(reading.fault);
    CHECK(reading.fault->kind == Kind::truncated);
  }
}

TEST_CASE("all blocks before damaged zstd data are kept, even if read byte by byte") {
  const std::string text = log_text(2000).substr(0, 40000);
  const std::string good = frame_header(17) + raw_block(text, false) + raw_block(text, false);
  const std::string reserved_block_type = "\x07\x01\x00"s;
  const std::size_t block_bytes = GENERATE(1U, 1000U, 40000U, 1U << 20);
  const Reading reading = read_stored(good + reserved_block_type + "the rest", block_bytes);
  CAPTURE(block_bytes);
  CHECK((reading.data == text + text));
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::corrupt);
  CHECK(reading.fault->offset == good.size());
}

TEST_CASE("a zstd window of 128 MiB is the largest that is decoded") {
  CHECK(read_stored(frame_header(27) + raw_block("a log\n", true)).data == "a log\n");

  const Reading reading = read_stored(frame_header(28) + raw_block("a log\n", true));
  CHECK(reading.data.empty());
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::unreadable);
  CHECK(reading.fault->what() == "zstd window is larger than 128 MiB; compress with --long=27 or less"s);
}

TEST_CASE("zstd data that need a dictionary are refused with advice") {
  const std::string dictionary_id = "\x2a";
  const Reading reading =
      read_stored(kMagic + '\x01' + static_cast<char>(7 << 3) + dictionary_id + raw_block("a log\n", true));
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::unreadable);
  CHECK(reading.fault->what() == "zstd data need a dictionary; compress without one"s);
}
