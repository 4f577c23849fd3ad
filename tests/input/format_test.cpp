#include "input/format.hpp"

#include "catch.hpp"
#include "compress.hpp"

#include <string>
#include <string_view>

using namespace culprit::input;
using namespace std::string_view_literals;

TEST_CASE("a format is recognised by the first bytes of what its encoder writes") {
  const Format format = GENERATE(Format::gzip, Format::zstd, Format::bzip2, Format::xz);
  const std::string payload = GENERATE("", "a log");
  CAPTURE(to_string(format), payload);
  CHECK(recognize(compress(format, payload).substr(0, kMagicBytes)) == format);
}

TEST_CASE("text that begins like a compressed file is text") {
  CHECK_FALSE(recognize("BZh9 was here"));
  CHECK_FALSE(recognize("BZh91AY&SX"));
  CHECK_FALSE(recognize("7zXZ\0 xz"sv));
  CHECK_FALSE(recognize("P*M and so on"));
}

TEST_CASE("a file shorter than a format's mark is not compressed") {
  CHECK_FALSE(recognize(""));
  CHECK_FALSE(recognize("\x1f"));
  CHECK_FALSE(recognize("\x28\xb5\x2f"));
  CHECK_FALSE(recognize("BZh91AY&S"));
  CHECK_FALSE(recognize("\xfd\x37\x7a\x58\x5a"));
}

TEST_CASE("a part of a mark is told from the mark and from anything else") {
  CHECK(is_partial_magic("BZh91A", Format::bzip2));
  CHECK_FALSE(is_partial_magic("BZh91AY&SY", Format::bzip2));
  CHECK_FALSE(is_partial_magic("BZh91B", Format::bzip2));
  CHECK(is_partial_magic("\x5e\x2a", Format::zstd));
  CHECK_FALSE(is_partial_magic("\x5e\x2a", Format::xz));
}
