#include "input/segmenter.hpp"

#include "catch.hpp"
#include "compress.hpp"
#include "reading.hpp"

#include <zstd.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace culprit::input;
using namespace std::string_literals;

namespace {

/// Where the segments of `stored` end; 0 for the rest.
std::vector<std::uint64_t> ends(const std::string& stored, Format format, std::uint64_t least_bytes = 1) {
  const TemporaryDirectory directory;
  Segmenter segmenter(File(directory.write(stored)).again(), format, least_bytes);
  std::vector<std::uint64_t> ends;
  std::uint64_t begin = 0;
  while (const auto segment = segmenter.next()) {
    CHECK(segment->begin == begin);
    begin = segment->end;
    ends.push_back(segment->is_rest() ? 0 : segment->end);
  }
  return ends;
}

using Ends = std::vector<std::uint64_t>;

std::string frame(const std::string& text, int level, bool with_size) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, with_size ? 1 : 0);
  std::string stored(ZSTD_compressBound(text.size()), '\0');
  stored.resize(ZSTD_compress2(context, stored.data(), stored.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return stored;
}

}  // namespace

TEST_CASE("each zstd frame is a segment, whatever its header says") {
  for (const std::size_t lines : {0U, 1U, 4U, 1000U, 30000U})
    for (const bool with_size : {false, true}) {
      const std::string text = log_text(static_cast<int>(lines));
      const std::string a = frame(text, 1, with_size);
      const std::string b = compress(Format::zstd, text);  // with a checksum
      CAPTURE(lines, with_size);
      CHECK(a.size() == ZSTD_findFrameCompressedSize(a.data(), a.size()));
      CHECK(ends(join({a, b, a}), Format::zstd) ==
            Ends{a.size(), a.size() + b.size(), 2 * a.size() + b.size()});
    }
}

TEST_CASE("skippable zstd frames are segments") {
  const std::string skipped = "\x50\x2a\x4d\x18\x04\0\0\0size"s;
  const std::string a = compress(Format::zstd, "a log\n");
  CHECK(ends(join({skipped, a, skipped}), Format::zstd) == Ends{12, 12 + a.size(), 24 + a.size()});
}

TEST_CASE("each member of bgzip's is a segment") {
  const std::string a = compress_bgzip(log_text(100)), end = compress_bgzip("");
  CHECK(ends(join({a, a, end}), Format::gzip) == Ends{a.size(), 2 * a.size(), 2 * a.size() + end.size()});
}

TEST_CASE("short members are one segment together") {
  const std::string a = compress(Format::zstd, log_text(10));
  CHECK(ends(join({a, a, a, a, a}), Format::zstd, 2 * a.size()) ==
        Ends{2 * a.size(), 4 * a.size(), 5 * a.size()});
}

TEST_CASE("no segment of gzip data has more than fifteen members") {
  const std::string a = compress_bgzip("a log\n");
  std::string stored;
  for (int i = 0; i < 40; ++i) stored += a;
  CHECK(ends(stored, Format::gzip, 1 << 20) == Ends{15 * a.size(), 30 * a.size(), 40 * a.size()});
}

TEST_CASE("a file of one member is a rest") {
  for (const Format format : {Format::gzip, Format::zstd, Format::bzip2, Format::xz})
    CHECK(ends(compress(format, "a log\n"), format) == Ends{0});
  CHECK(ends(compress_bgzip("a log\n"), Format::gzip) == Ends{0});
}

TEST_CASE("members that don't say their length are a rest") {
  const std::string bgzip = compress_bgzip("a log\n"), gzip = compress(Format::gzip, "a log\n");
  CHECK(ends(join({bgzip, bgzip, gzip, bgzip}), Format::gzip) == Ends{bgzip.size(), 2 * bgzip.size(), 0});
  CHECK(ends(join({gzip, bgzip, bgzip}), Format::gzip) == Ends{0});
  const std::string xz = compress(Format::xz, "a log\n");
  CHECK(ends(xz + xz, Format::xz) == Ends{0});
}

TEST_CASE("a member with something else behind it is part of the rest") {
  const std::string a = compress(Format::zstd, "a log\n"), b = compress_bgzip("a log\n");
  CHECK(ends(join({a, a, "text"}), Format::zstd) == Ends{a.size(), 0});
  CHECK(ends(join({a, a, "\x28\xb5"}), Format::zstd) == Ends{a.size(), 0});
  CHECK(ends(join({b, b, "\0\0"s}), Format::gzip) == Ends{b.size(), 0});
  CHECK(ends(join({b, b, "\0\0"s, b}), Format::gzip) == Ends{b.size(), 0});
}

TEST_CASE("a member that is cut is the rest") {
  const std::string a = compress(Format::zstd, log_text(10)), b = compress_bgzip(log_text(10));
  for (std::size_t left = 10; left < a.size(); ++left) {
    CAPTURE(left);
    CHECK(ends(a + a.substr(0, left), Format::zstd) == Ends{a.size(), 0});
  }
  for (std::size_t left = 10; left < b.size(); ++left) {
    CAPTURE(left);
    CHECK(ends(b + b.substr(0, left), Format::gzip) == Ends{b.size(), 0});
  }
}

TEST_CASE("zstd frames that need a large window or a dictionary are a rest") {
  const std::string a = compress(Format::zstd, "a log\n");
  const std::string last_block = "\x01\0\0"s;
  const auto with_window = [&](int log) {
    return "\x28\xb5\x2f\xfd\0"s + static_cast<char>((log - 10) << 3) + last_block;
  };
  const std::string of_8_mib = with_window(23);
  CHECK(ends(of_8_mib + a, Format::zstd) == Ends{of_8_mib.size(), of_8_mib.size() + a.size()});
  CHECK(ends(with_window(24) + a, Format::zstd) == Ends{0});
  const std::string content_of_16_mib = "\x28\xb5\x2f\xfd\xa0\0\0\0\x01"s + last_block;
  CHECK(ends(content_of_16_mib + a, Format::zstd) == Ends{0});
  const std::string with_dictionary = "\x28\xb5\x2f\xfd\x01\x38\x2a"s + last_block;
  CHECK(ends(with_dictionary + a, Format::zstd) == Ends{0});
}

TEST_CASE("a zstd frame of more blocks than an honest one has is a rest") {
  std::string stored = "\x28\xb5\x2f\xfd\0\x38"s;
  for (int i = 0; i < 5000; ++i) stored += "\0\0\0"s;
  stored += "\x01\0\0"s;
  CHECK(ends(stored + stored, Format::zstd) == Ends{0});
}
