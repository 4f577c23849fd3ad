#include "input/ahead_source.hpp"

#include "catch.hpp"
#include "compress.hpp"
#include "reading.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

using namespace culprit;
using namespace culprit::input;
using namespace std::string_literals;
using Kind = Diagnostic::Kind;

namespace {

/// Reads ahead, with each member a segment of its own.
Reading read_ahead(const std::string& path, unsigned threads, std::size_t block_bytes = 256 << 10) {
  File file(path);
  const auto format = recognize(file.peek(kMagicBytes));
  AheadSource source(std::move(file), format, threads, 1);
  return read_all(source, block_bytes);
}

void check_same(const Reading& ahead, const Reading& direct) {
  REQUIRE((ahead.data == direct.data));
  REQUIRE(ahead.consumed == direct.consumed);
  REQUIRE(ahead.fault.has_value() == direct.fault.has_value());
  if (!direct.fault) return;
  REQUIRE(ahead.fault->kind == direct.fault->kind);
  REQUIRE(ahead.fault->offset == direct.fault->offset);
  REQUIRE(ahead.fault->what() == std::string(direct.fault->what()));
}

/// Reads `stored` ahead and directly, which must come to the same.
Reading read_both_ways(const TemporaryDirectory& directory, const std::string& stored,
                       const std::vector<unsigned>& threads = {2, 3}) {
  const std::string path = directory.write(stored);
  Reading direct = read_file(path);
  for (const unsigned count : threads) {
    CAPTURE(count);
    check_same(read_ahead(path, count), direct);
  }
  return direct;
}

const std::string kSkippable = "\x50\x2a\x4d\x18\x04\0\0\0size"s;

/// A way to write a file of several members.
struct Writer {
  std::string name;
  Format format;
  std::string (*member)(std::string_view text);
};

const Writer kWriters[] = {
    {"zstd", Format::zstd, [](std::string_view text) { return compress(Format::zstd, text); }},
    {"pzstd", Format::zstd, [](std::string_view text) { return kSkippable + compress(Format::zstd, text); }},
    {"gzip", Format::gzip, [](std::string_view text) { return compress(Format::gzip, text); }},
    {"bgzip", Format::gzip, [](std::string_view text) { return compress_bgzip(text); }},
    {"bzip2", Format::bzip2, [](std::string_view text) { return compress(Format::bzip2, text); }},
    {"xz", Format::xz, [](std::string_view text) { return compress(Format::xz, text); }},
};

const Writer& any_writer() { return kWriters[GENERATE(0U, 1U, 2U, 3U, 4U, 5U)]; }

/// A log cut into members, also within lines.
std::string write_members(const Writer& writer, const std::string& text, std::size_t member_bytes) {
  std::string stored;
  for (std::size_t i = 0; i < text.size(); i += member_bytes)
    stored += writer.member(std::string_view(text).substr(i, member_bytes));
  return stored;
}

}  // namespace

TEST_CASE("what is read ahead is what is read") {
  const Writer& writer = any_writer();
  CAPTURE(writer.name);
  const TemporaryDirectory directory;
  const std::string text = log_text(20000);
  for (const std::size_t member_bytes : {60'000U, 1'000'000U, 10'000'000U}) {
    CAPTURE(member_bytes);
    const Reading reading = read_both_ways(directory, write_members(writer, text, member_bytes), {2, 3, 8});
    CHECK((reading.data == text));
    CHECK_FALSE(reading.fault);
  }
}

TEST_CASE("members are read ahead in any pieces, and the end stays the end") {
  const TemporaryDirectory directory;
  const std::string text = log_text(3000);
  const std::string path = directory.write(write_members(kWriters[0], text, 1000));
  for (const std::size_t block_bytes : {1U, 999U, 1U << 20})
    CHECK((read_ahead(path, 2, block_bytes).data == text));
  AheadSource source(File(path), Format::zstd, 2, 1);
  read_all(source);
  char byte = 0;
  CHECK(source.read(&byte, 1) == -1);
}

TEST_CASE("a file of several members that is cut anywhere is the same read ahead") {
  const Writer& writer = any_writer();
  CAPTURE(writer.name);
  const TemporaryDirectory directory;
  const std::string text = log_text(12);
  const std::string stored = write_members(writer, text, 250);
  for (std::size_t size = kMagicBytes; size < stored.size(); ++size) {
    CAPTURE(size);
    const Reading reading = read_both_ways(directory, stored.substr(0, size), {2});
    REQUIRE((text.substr(0, reading.data.size()) == reading.data));
    if (reading.fault) {
      REQUIRE(reading.fault->kind == Kind::truncated);
      REQUIRE(reading.fault->offset == size);
    }
  }
}

TEST_CASE("a byte that is flipped in a file of several members is the same read ahead") {
  const Writer& writer = any_writer();
  CAPTURE(writer.name);
  const TemporaryDirectory directory;
  const std::string stored = write_members(writer, log_text(12), 250);
  for (std::size_t i = kMagicBytes; i < stored.size(); ++i) {
    CAPTURE(i);
    std::string damaged = stored;
    damaged[i] = static_cast<char>(damaged[i] ^ 1 << (i % 8));
    read_both_ways(directory, damaged, {2});
  }
}

TEST_CASE("damage in a long file of several members is the same read ahead") {
  const Writer& writer = any_writer();
  CAPTURE(writer.name);
  const TemporaryDirectory directory;
  const std::string stored = write_members(writer, log_text(40000), 65'000);
  for (const std::size_t part : {3U, 10U, 17U}) {
    CAPTURE(part);
    std::string damaged = stored;
    for (std::size_t i = 0; i < 8; ++i) {
      char& byte = damaged[damaged.size() / 20 * part + i];
      byte = static_cast<char>(byte ^ 0xa5);
    }
    const Reading reading = read_both_ways(directory, damaged);
    CHECK(reading.data.size() > 100'000);
    CHECK(reading.fault);
  }
}

TEST_CASE("what stands between members is the same read ahead") {
  const Writer& writer = any_writer();
  const std::string between = GENERATE("garbage"s, std::string(4, '\0'), std::string(513, '\0'), "\x1f\x8b"s,
                                       "\x28\xb5\x2f\xfd"s, kSkippable, "\x50\x2a\x4d\x18\xff\xff\xff\xff"s);
  CAPTURE(writer.name, between);
  const TemporaryDirectory directory;
  const std::string one = writer.member("one\n"), two = writer.member("two\n");
  for (const std::string& end : {""s, two, join({two, two, two})}) {
    const Reading reading = read_both_ways(directory, join({one, two, between, end}));
    CHECK(reading.data.starts_with("one\ntwo\n"));
  }
}

TEST_CASE("members that decode to more than may be ahead are read in bounded memory") {
  const TemporaryDirectory directory;
  const std::string text(20 << 20, '\n');
  for (const Writer& writer : {kWriters[0], kWriters[3]}) {
    CAPTURE(writer.name);
    const std::string large = writer.member(text), small = writer.member("small\n");
    const Reading reading = read_both_ways(directory, join({small, large, large, small, large, small}));
    CHECK(reading.data.size() == 3 * text.size() + 18);
  }
}

TEST_CASE("a member that lies about its length is read to its true end") {
  // A stored block that holds what looks like a member, which is where the first one says to end.
  const std::string inner = compress_bgzip("inner\n");
  std::string outer = "\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\0\0"s + "\x01"s;
  const auto size = static_cast<char>(inner.size());
  outer += size + "\0"s + static_cast<char>(~size) + "\xff"s;
  outer[16] = static_cast<char>(outer.size() - 1);
  const TemporaryDirectory directory;
  const std::string stored = inner + outer + inner;
  const Reading reading = read_both_ways(directory, stored);
  CHECK(reading.data == "inner\n" + inner);
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::truncated);
  CHECK(reading.fault->offset == stored.size());
}

TEST_CASE("a fault is met again by who reads ahead on") {
  const TemporaryDirectory directory;
  const std::string member = compress(Format::zstd, "a log\n");
  AheadSource source(File(directory.write(member + member + "garbage")), Format::zstd, 2, 1);
  const Reading reading = read_all(source);
  CHECK(reading.data == "a log\na log\n");
  CHECK(reading.fault);
  CHECK(read_all(source).fault);
}

TEST_CASE("who stops reading early doesn't wait") {
  const TemporaryDirectory directory;
  const std::string path = directory.write(write_members(kWriters[0], log_text(40000), 65'000));
  char byte = 0;
  AheadSource source(File(path), Format::zstd, 3, 1);
  CHECK(source.read(&byte, 1) == 1);
}

TEST_CASE("a file that is removed or replaced while it is read is still read") {
  const TemporaryDirectory directory;
  const std::string text = log_text(40000);
  const std::string path = directory.write(write_members(kWriters[0], text, 65'000), "a.log");
  AheadSource source(File(path), Format::zstd, 2, 1);
  REQUIRE(::rename(directory.write("another", "b.log").c_str(), path.c_str()) == 0);
  CHECK((read_all(source).data == text));
}

TEST_CASE("a pipe is read ahead, and given up while it is waited for") {
  const TemporaryDirectory directory;
  const std::string path = directory.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const int writer = ::open(path.c_str(), O_RDWR);
  REQUIRE(writer != -1);
  const std::string stored = GENERATE("a plain log\n"s, compress(Format::gzip, "a log\n"));
  REQUIRE(::write(writer, stored.data(), stored.size()) == static_cast<ssize_t>(stored.size()));
  {
    const auto source = open(path, 2);
    if (stored.starts_with("a plain")) {
      std::string data(stored.size(), '\0');
      for (std::size_t count = 0; count < data.size();)
        count += static_cast<std::size_t>(
            source->read(data.data() + count, static_cast<std::streamsize>(data.size() - count)));
      CHECK(data == stored);
    }
  }
  ::close(writer);
}
