#include "input/utf16_source.hpp"

#include "catch.hpp"
#include "compress.hpp"
#include "reading.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>

using namespace culprit;
using namespace culprit::input;
using namespace std::string_literals;
using Kind = Diagnostic::Kind;

namespace {

enum class Order { little_endian, big_endian };

Order any_order() { return GENERATE(Order::little_endian, Order::big_endian); }

/// As stored, with a byte order mark in front.
std::string stored(std::u16string_view text, Order order) {
  std::string bytes;
  for (const char16_t unit : u"\ufeff" + std::u16string(text)) {
    const char upper = static_cast<char>(unit >> 8), lower = static_cast<char>(unit & 0xff);
    bytes += order == Order::big_endian ? std::string{upper, lower} : std::string{lower, upper};
  }
  return bytes;
}

/// Gives `bytes`, up to `most` at once, and then, if it is to, a fault.
class Bytes : public Source {
public:
  Bytes(std::string bytes, std::size_t most, bool fails = false)
      : bytes_(std::move(bytes)), most_(most), fails_(fails) {}

  std::streamsize read(char* destination, std::streamsize size) override {
    const std::size_t count = bytes_.copy(destination, std::min(most_, static_cast<std::size_t>(size)), at_);
    at_ += count;
    if (count == 0 && fails_) throw Fault(Kind::corrupt, at_, "damaged");
    return count == 0 ? -1 : static_cast<std::streamsize>(count);
  }

  std::uint64_t consumed() const override { return at_; }

private:
  std::string bytes_;
  std::size_t most_;
  std::size_t at_ = 0;
  bool fails_;
};

/// What stands in `bytes`, which come in pieces of up to `most`, if it is read in blocks.
Reading decode(const std::string& bytes, std::size_t most = 1 << 20, std::size_t block_bytes = 1 << 20,
               bool fails = false) {
  Utf16Source source(std::make_unique<Bytes>(bytes, most, fails));
  return read_all(source, block_bytes);
}

char32_t random_code_point(std::mt19937& random) {
  constexpr std::pair<char32_t, char32_t> kRanges[] = {
      {0, 0x80}, {0x80, 0x800}, {0x800, 0xd800}, {0xe000, 0x10000}, {0x10000, 0x110000}};
  const auto [begin, end] = kRanges[random() % std::size(kRanges)];
  return begin + static_cast<char32_t>(random() % (end - begin));
}

/// A text in UTF-16, and in UTF-8.
std::pair<std::u16string, std::string> random_text(std::mt19937& random) {
  std::u16string units;
  std::string text;
  for (std::size_t left = random() % 200; left > 0; --left) {
    const char32_t code_point = random_code_point(random);
    if (code_point < 0x10000) units += static_cast<char16_t>(code_point);
    else
      units += {static_cast<char16_t>(0xd7c0 + (code_point >> 10)),
                static_cast<char16_t>(0xdc00 | (code_point & 0x3ff))};
    char bytes[4];
    text.append(bytes, text::append_utf8(bytes, code_point));
  }
  return {units, text};
}

}  // namespace

TEST_CASE("UTF-16 behind its mark becomes UTF-8") {
  const Reading reading = decode(stored(u"Zahlung über 5 € 😀\r\n", any_order()));
  CHECK(reading.data == "Zahlung über 5 € 😀\r\n");
  CHECK_FALSE(reading.fault);
}

TEST_CASE("any text in UTF-16 is the same in UTF-8, in whatever pieces it comes and is read") {
  std::mt19937 random(16);
  for (int round = 0; round < 2000; ++round) {
    const auto [units, text] = random_text(random);
    const std::string bytes = stored(units, random() % 2 == 0 ? Order::little_endian : Order::big_endian);
    const std::size_t most = 1 + random() % 50, block_bytes = 1 + random() % 50;
    CAPTURE(round, most, block_bytes);
    const Reading reading = decode(bytes, most, block_bytes);
    REQUIRE((reading.data == text));
    REQUIRE_FALSE(reading.fault);
    REQUIRE(reading.consumed == bytes.size());
  }
}

TEST_CASE("half a pair of surrogates is U+FFFD, wherever it stands") {
  const Order order = any_order();
  const std::size_t block_bytes = GENERATE(1U, 3U, 100U);
  const auto decoded = [&](std::u16string_view text) {
    return decode(stored(text, order), block_bytes, block_bytes).data;
  };
  CHECK(decoded(u"a\xd83d") == "a\xef\xbf\xbd");
  CHECK(decoded(u"\xd83d\n") == "\xef\xbf\xbd\n");
  CHECK(decoded(u"\xde00z") == "\xef\xbf\xbdz");
  CHECK(decoded(u"\xd83d\xd83d\xde00") == "\xef\xbf\xbd😀");
  CHECK(decoded(u"\xde00\xd83d") == "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("a text that ends within a unit is truncated, and what was before it counts") {
  const std::string bytes = stored(u"a log\n\xd83d", any_order()) + 'x';
  const std::size_t block_bytes = GENERATE(1U, 2U, 100U);
  Utf16Source source(std::make_unique<Bytes>(bytes, 5));
  const Reading reading = read_all(source, block_bytes);
  CHECK(reading.data == "a log\n\xef\xbf\xbd");
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::truncated);
  CHECK(reading.fault->offset == bytes.size());
  CHECK(reading.fault->what() == "truncated UTF-16 text"s);
  CHECK(read_all(source).fault);
}

TEST_CASE("what has no mark of UTF-16 in front is left as it is") {
  const std::string bytes =
      GENERATE(""s, "\xff"s, "\xfe"s, "a"s, "a\xff\xfe"s, "\xef\xbb\xbfüber"s, "\xff\xff\0\xd8"s);
  const std::size_t block_bytes = GENERATE(1U, 2U, 100U);
  CAPTURE(bytes, block_bytes);
  CHECK(decode(bytes, 100, block_bytes).data == bytes);
  CHECK_FALSE(has_utf16_mark(bytes));
  const Reading failing = decode(bytes, 100, block_bytes, true);
  CHECK(failing.data == bytes);
  CHECK(failing.fault);
}

TEST_CASE("a mark alone is an empty text") {
  const Reading reading = decode(stored(u"", any_order()));
  CHECK(reading.data.empty());
  CHECK_FALSE(reading.fault);
}

TEST_CASE("UTF-16 is recognised in files, compressed or not, and never read as a plain one") {
  const std::string text = log_text(20000);
  const std::string bytes = stored(std::u16string(text.begin(), text.end()), any_order());
  const unsigned threads = GENERATE(1U, 2U);
  const TemporaryDirectory directory;
  const std::string path = directory.write(bytes);
  CHECK((read_all(*open(path, threads)).data == text));
  CHECK_FALSE(plain_size(path));
  for (const Format format : {Format::gzip, Format::zstd, Format::bzip2, Format::xz})
    CHECK((read_all(*open(directory.write(compress(format, bytes)), threads)).data == text));
}

TEST_CASE("UTF-16 in compressed data that end too soon is reported as of the file as stored") {
  std::string compressed = compress(Format::gzip, stored(u"a log\n", Order::little_endian) + "x");
  const TemporaryDirectory directory;
  const Reading odd = read_file(directory.write(compressed));
  CHECK(odd.data == "a log\n");
  REQUIRE(odd.fault);
  CHECK(odd.fault->kind == Kind::truncated);
  CHECK(odd.fault->offset == compressed.size());
  compressed.resize(compressed.size() - 1);
  const Reading cut = read_file(directory.write(compressed));
  CHECK(cut.data == "a log\n");
  REQUIRE(cut.fault);
  CHECK(cut.fault->what() == "truncated gzip data"s);
}
