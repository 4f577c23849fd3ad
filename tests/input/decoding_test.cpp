#include "catch.hpp"
#include "compress.hpp"
#include "input/decoder.hpp"
#include "input/format.hpp"
#include "reading.hpp"

#include <lzma.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>

using namespace culprit;
using namespace culprit::input;
using namespace std::string_literals;
using Kind = Diagnostic::Kind;

namespace {

/// Writes `stored` to a file and reads it.
Reading read_stored(const std::string& stored, std::size_t block_bytes = 256 << 10) {
  const TemporaryDirectory directory;
  return read_file(directory.write(stored), block_bytes);
}

Format any_format() { return GENERATE(Format::gzip, Format::zstd, Format::bzip2, Format::xz); }

/// The fault that must be there, as the kind and the offset.
void check_fault(const Reading& reading, Kind kind, std::uint64_t offset) {
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == kind);
  CHECK(reading.fault->offset == offset);
}

}  // namespace

TEST_CASE("compressed input is decoded whatever the file's name") {
  const Format format = any_format();
  const std::string name = GENERATE("killbill.log", "killbill.gz", "killbill.xz", "killbill.zst");
  const std::string text = log_text(20000);
  const std::string stored = compress(format, text);
  const TemporaryDirectory directory;
  const Reading reading = read_file(directory.write(stored, name));
  CAPTURE(to_string(format), name);
  CHECK((reading.data == text));
  CHECK_FALSE(reading.fault);
  CHECK(reading.consumed == stored.size());
}

TEST_CASE("the size of the reads makes no difference") {
  const Format format = any_format();
  const std::size_t block_bytes = GENERATE(1U, 7U, 4096U, 1U << 20);
  const std::string text = log_text(2000);
  const Reading reading = read_stored(compress(format, text), block_bytes);
  CAPTURE(to_string(format), block_bytes);
  CHECK((reading.data == text));
  CHECK_FALSE(reading.fault);
}

TEST_CASE("compressed nothing is an empty input") {
  const Format format = any_format();
  const Reading reading = read_stored(compress(format, ""));
  CAPTURE(to_string(format));
  CHECK(reading.data.empty());
  CHECK_FALSE(reading.fault);
}

TEST_CASE("an input that was read to its end stays at its end") {
  const Format format = any_format();
  const TemporaryDirectory directory;
  const auto source = open(directory.write(compress(format, "a log\n")));
  CHECK(read_all(*source).data == "a log\n");
  char byte = 0;
  CHECK(source->read(&byte, 1) == -1);
}

TEST_CASE("concatenated members are read one after the other") {
  const Format format = any_format();
  CAPTURE(to_string(format));
  SECTION("a few, an empty one among them") {
    const Reading reading =
        read_stored(compress(format, "one\n") + compress(format, "") + compress(format, "two\n"));
    CHECK(reading.data == "one\ntwo\n");
    CHECK_FALSE(reading.fault);
  }
  SECTION("so many that their marks stand across the ends of what is read at once") {
    std::string stored;
    std::string text;
    for (int i = 0; i < 4000; ++i) {
      const std::string line = "line " + std::to_string(i * i) + "\n";
      stored += compress(format, line);
      text += line;
    }
    const Reading reading = read_stored(stored);
    CHECK((reading.data == text));
    CHECK_FALSE(reading.fault);
  }
}

TEST_CASE("a truncated input is reported wherever it was cut, and its data are kept") {
  const Format format = any_format();
  const std::string text = log_text(30);
  const std::string stored = compress(format, text);
  const TemporaryDirectory directory;
  const std::string_view head(stored.data(), kMagicBytes);
  for (std::size_t size = 0; size < stored.size(); ++size) {
    if (!recognize(head.substr(0, size))) continue;
    const Reading reading = read_file(directory.write(stored.substr(0, size)));
    CAPTURE(to_string(format), size);
    check_fault(reading, Kind::truncated, size);
    CHECK((reading.data == text.substr(0, reading.data.size())));
  }
}

TEST_CASE("of several members only the truncated one suffers") {
  const Format format = any_format();
  const std::string first = compress(format, "first\n");
  const std::string second = compress(format, "second\n");
  const TemporaryDirectory directory;
  for (std::size_t size = 1; size < second.size(); ++size) {
    const Reading reading = read_file(directory.write(first + second.substr(0, size)));
    CAPTURE(to_string(format), size);
    check_fault(reading, Kind::truncated, first.size() + size);
    CHECK(reading.data.substr(0, 6) == "first\n");
    CHECK("first\nsecond\n"s.substr(0, reading.data.size()) == reading.data);
  }
}

TEST_CASE("a long input that was cut gives most of its data") {
  const Format format = any_format();
  const std::string text = log_text(20000);
  const std::string stored = compress(format, text);
  const Reading reading = read_stored(stored.substr(0, stored.size() - 1), 1000);
  CAPTURE(to_string(format));
  check_fault(reading, Kind::truncated, stored.size() - 1);
  CHECK(reading.data.size() > text.size() / 2);
  CHECK((reading.data == text.substr(0, reading.data.size())));
}

TEST_CASE("a flipped byte is reported unless it changes nothing") {
  const Format format = any_format();
  const std::string text = log_text(30);
  const std::string stored = compress(format, text);
  const char flip = static_cast<char>(GENERATE(0x01, 0x80, 0xff));
  const TemporaryDirectory directory;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    std::string damaged = stored;
    damaged[i] = static_cast<char>(damaged[i] ^ flip);
    if (recognize(damaged.substr(0, kMagicBytes)) != format) continue;
    const Reading reading = read_file(directory.write(damaged));
    CAPTURE(to_string(format), i, int{flip});
    CHECK((reading.fault || reading.data == text));
    if (reading.fault) CHECK(reading.fault->offset <= stored.size());
  }
}

TEST_CASE("a wrong checksum is reported behind all the data") {
  const Format format = any_format();
  const std::string text = log_text(30);
  std::string stored = compress(format, text);
  // A byte of the checksum, counted from the end: behind gzip's stands the length,
  // behind xz's an index and a footer of 12 bytes each, and bzip2's may end
  // within its last byte.
  const std::size_t from_end = format == Format::gzip    ? 5
                               : format == Format::xz    ? 25
                               : format == Format::bzip2 ? 2
                                                         : 1;
  char& byte = stored[stored.size() - from_end];
  byte = static_cast<char>(byte ^ 0x55);
  // Also with reads that end where the data do.
  const std::size_t block_bytes = GENERATE_COPY(text.size(), text.size() / 2, std::size_t{1} << 20);
  const Reading reading = read_stored(stored, block_bytes);
  CAPTURE(to_string(format), block_bytes);
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::corrupt);
  CHECK((reading.data == text));
}

TEST_CASE("a wrong length in a gzip trailer is reported") {
  std::string stored = compress(Format::gzip, "a log\n");
  stored.back() = 1;
  const Reading reading = read_stored(stored);
  check_fault(reading, Kind::corrupt, stored.size());
  CHECK(reading.data == "a log\n");
}

TEST_CASE("all data before damaged gzip data are kept, even if read byte by byte") {
  // A stored block of 40,000 bytes, then one of the type that doesn't exist.
  const std::string text = log_text(2000).substr(0, 40000);
  const std::string stored = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"s + "\x00\x40\x9c\xbf\x63"s + text +
                             "\x07" + std::string(20, 'x');
  const std::size_t block_bytes = GENERATE(1U, 1000U, 1U << 20);
  const Reading reading = read_stored(stored, block_bytes);
  CAPTURE(block_bytes);
  CHECK((reading.data == text));
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::corrupt);
}

TEST_CASE("what is kept of a damaged input doesn't depend on the size of the reads") {
  const Format format = any_format();
  const std::string stored = compress(format, log_text(20000));
  for (const std::size_t eighth : {3U, 5U, 7U}) {
    std::string damaged = stored;
    char& byte = damaged[damaged.size() / 8 * eighth];
    byte = static_cast<char>(byte ^ 0xff);
    const Reading whole = read_stored(damaged, 8 << 20);
    const Reading pieces = read_stored(damaged, 999);
    CAPTURE(to_string(format), eighth);
    // Of what stands before the damage in gzip data, up to a match of 258 bytes is given up.
    const std::size_t common = std::min(whole.data.size(), pieces.data.size());
    CHECK((whole.data.substr(0, common) == pieces.data.substr(0, common)));
    CHECK(std::max(whole.data.size(), pieces.data.size()) - common <= (format == Format::gzip ? 258 : 0));
    REQUIRE((whole.fault && pieces.fault));
    CHECK(whole.fault->kind == pieces.fault->kind);
  }
}

TEST_CASE("what bzip2 data hold before their tables break doesn't depend on the size of the reads") {
  std::string stored = compress(Format::bzip2, "\xff/\xbc\x8ap'");
  stored[36] = static_cast<char>(stored[36] ^ 0x2d);  // much more than was in it, and then nonsense
  const Reading whole = read_stored(stored, 1 << 20);
  const Reading pieces = read_stored(stored, 10);
  REQUIRE((whole.fault && pieces.fault));
  CHECK(whole.fault->kind == Kind::corrupt);
  CHECK(pieces.data.size() > 256);
  CHECK(pieces.data.starts_with(whole.data));
  CHECK(pieces.data.size() - whole.data.size() <= 256);
}

TEST_CASE("bzip2 data cut behind their last block are kept as a whole") {
  constexpr std::size_t kTrailerBytes = 10;
  const std::string text = log_text(30);
  std::string stored = compress(Format::bzip2, text);
  stored.resize(stored.size() - kTrailerBytes);
  const std::size_t block_bytes = GENERATE(100U, 1U << 20);
  const Reading reading = read_stored(stored, block_bytes);
  CAPTURE(block_bytes);
  CHECK((reading.data == text));
  check_fault(reading, Kind::truncated, stored.size());
}

TEST_CASE("the pieces in which a file is read make no difference") {
  const Format format = any_format();
  const std::string text = log_text(200);
  const std::string stored = compress(format, text);
  const std::size_t piece_bytes = GENERATE(1U, 2U, 3U, 5U, 64U);
  const auto decoder = make_decoder(format);
  std::string decoded(text.size() + 1, '\0');
  std::span<char> output(decoded);
  auto status = Decoder::Status::running;
  for (std::size_t i = 0; i < stored.size(); i += piece_bytes) {
    std::span<const char> input(stored.data() + i, std::min(piece_bytes, stored.size() - i));
    while (!input.empty()) status = decoder->decode(input, output);
  }
  CAPTURE(to_string(format), piece_bytes);
  CHECK((decoded.substr(0, decoded.size() - output.size()) == text));
  CHECK(status == Decoder::Status::member_end);
}

TEST_CASE("damage at the end of gzip data is reported within the file") {
  const Reading reading = read_stored(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x63\x78\xf7\x8e\x80\x8d\x01\x08\x6c\x19\x00\xd3"
      "\xab\x60\xb9\x0b\x00\x00\x00"s);
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::corrupt);
  CHECK(reading.fault->offset <= 29);
}

TEST_CASE("a gzip match that begins before the data gives nothing that isn't in them") {
  // One literal ':', and a match of 180 bytes further back than that.
  const std::size_t block_bytes = GENERATE(1U, 100U, 1U << 20);
  const Reading reading = read_stored(
      "\x1f\x8b\x08\x08\x77\x0a\xb3\x1a\x92\x00\xb3\x1a\x92\x01\x00\x00\x10\x00\x00\x0a\x26\x26"
      "\x26\x26\x26\x26\x08\x0a"s,
      block_bytes);
  CAPTURE(block_bytes);
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::corrupt);
  CHECK((reading.data.empty() || reading.data == ":"));
}

TEST_CASE("a fault is met again by who reads on") {
  const TemporaryDirectory directory;
  const auto source = open(directory.write(compress(Format::zstd, "a log\n") + "garbage"));
  CHECK(read_all(*source).fault);
  const Reading again = read_all(*source);
  CHECK(again.data.empty());
  CHECK(again.fault);
}

TEST_CASE("zero bytes behind gzip data are padding") {
  const std::size_t zeros = GENERATE(1U, 512U, 200000U);
  const std::string padded = compress(Format::gzip, "one\n") + std::string(zeros, '\0');
  CAPTURE(zeros);
  SECTION("at the end") {
    const Reading reading = read_stored(padded);
    CHECK(reading.data == "one\n");
    CHECK_FALSE(reading.fault);
  }
  SECTION("before another member") {
    const Reading reading = read_stored(padded + compress(Format::gzip, "two\n"));
    CHECK(reading.data == "one\ntwo\n");
    CHECK_FALSE(reading.fault);
  }
}

TEST_CASE("zero bytes behind xz data are padding if they are a multiple of four") {
  const std::string stored = compress(Format::xz, "one\n");
  const Reading padded = read_stored(stored + std::string(8, '\0') + compress(Format::xz, "two\n"));
  CHECK(padded.data == "one\ntwo\n");
  CHECK_FALSE(padded.fault);
  const Reading odd = read_stored(stored + std::string(7, '\0'));
  CHECK(odd.data == "one\n");
  check_fault(odd, Kind::corrupt, stored.size() + 7);
}

TEST_CASE("anything else behind the data is reported where it begins") {
  const Format format = any_format();
  const std::string stored = compress(format, "a log\n");
  const Reading reading = read_stored(stored + "2024-05-14 10:00:00 INFO appended by hand\n");
  CAPTURE(to_string(format));
  CHECK(reading.data == "a log\n");
  check_fault(reading, Kind::corrupt, stored.size());
  CHECK(reading.fault->what() ==
        "something else stands behind the " + std::string(to_string(format)) + " data");
}

TEST_CASE("zero bytes behind zstd and bzip2 data are no padding") {
  const Format format = GENERATE(Format::zstd, Format::bzip2);
  const std::string stored = compress(format, "a log\n");
  const Reading reading = read_stored(stored + std::string(4, '\0'));
  CHECK(reading.data == "a log\n");
  check_fault(reading, Kind::corrupt, stored.size());
}

TEST_CASE("xz data that ask for too much memory are refused with advice") {
  std::array<std::uint8_t, LZMA_STREAM_HEADER_SIZE> stream_header;
  lzma_stream_flags flags{};
  flags.check = LZMA_CHECK_CRC32;
  REQUIRE(lzma_stream_header_encode(&flags, stream_header.data()) == LZMA_OK);

  lzma_options_lzma options;
  REQUIRE_FALSE(lzma_lzma_preset(&options, 6));
  options.dict_size = 1U << 30;
  lzma_filter filters[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, nullptr}};
  lzma_block block{};
  block.check = flags.check;
  block.compressed_size = block.uncompressed_size = LZMA_VLI_UNKNOWN;
  block.filters = filters;
  REQUIRE(lzma_block_header_size(&block) == LZMA_OK);
  std::string block_header(block.header_size, '\0');
  REQUIRE(lzma_block_header_encode(&block, reinterpret_cast<std::uint8_t*>(block_header.data())) == LZMA_OK);

  const Reading reading = read_stored(std::string(stream_header.begin(), stream_header.end()) + block_header);
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::unreadable);
  CHECK(reading.fault->what() == "xz dictionary is larger than 128 MiB; compress with -9 or less"s);
}

TEST_CASE("a file is read as a whole if it has no more than what is allowed when it is decoded") {
  const TemporaryDirectory directory;
  constexpr std::size_t kMost = 1 << 20;
  const std::string text(kMost, 'x');
  for (const std::string& more : {""s, "x"s}) {
    for (const std::string& stored : {text + more, compress(Format::gzip, text + more)}) {
      const auto source = open(directory.write(stored));
      if (more.empty()) CHECK((read_whole(*source, kMost) == text));
      else CHECK_THROWS_WITH(read_whole(*source, kMost), "too large: more than 1 MiB are decoded");
    }
  }
}
