#include "parts.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using culprit::Part;
using culprit::Parts;

namespace {

constexpr std::uint64_t kMebi = 1 << 20;

std::vector<Parts::Input> a_file_of(std::uint64_t size) { return {{Part{"a.log"}, size}}; }

/// All parts, where each is noted to hold so many occurrences before the next is asked for.
std::vector<Part> all_parts(Parts& parts, std::uint64_t size, std::uint64_t bytes_of_an_occurrence) {
  std::vector<Part> all;
  while (auto part = parts.next()) {
    const std::uint64_t bytes = std::min(part->end, size) - part->begin;
    parts.note(bytes, bytes / bytes_of_an_occurrence);
    all.push_back(*std::move(part));
  }
  return all;
}

std::vector<std::uint64_t> sizes_in_mebi(const std::vector<Part>& parts) {
  std::vector<std::uint64_t> sizes;
  for (const Part& part : parts)
    if (part.end != Part::kNoEnd) sizes.push_back((part.end - part.begin) / kMebi);
  return sizes;
}

}  // namespace

TEST_CASE("the parts of a file lie behind one another, and the last one has no end") {
  for (const unsigned threads : {2U, 3U, 16U}) {
    for (const std::uint64_t size : {5 * kMebi, 40 * kMebi + 1, 3000 * kMebi}) {
      CAPTURE(threads, size);
      Parts parts(a_file_of(size), threads);
      std::uint64_t end = 0;
      for (const Part& part : all_parts(parts, size, 10'000)) {
        REQUIRE(part.source == "a.log");
        REQUIRE(part.begin == end);
        REQUIRE(part.begin < size);
        end = part.end;
        if (end == Part::kNoEnd) break;
        REQUIRE(end - part.begin >= Parts::kSmallest);
        REQUIRE(end - part.begin <= Parts::kLargest);
      }
      CHECK(end == Part::kNoEnd);
      CHECK_FALSE(parts.next());
    }
  }
}

TEST_CASE("parts are small until one is read, then large, and small again at the end") {
  Parts parts(a_file_of(256 * kMebi), 2);
  CHECK(sizes_in_mebi(all_parts(parts, 256 * kMebi, 10'000)) ==
        std::vector<std::uint64_t>{16, 16, 64, 64, 36, 36, 9, 9, 4});
}

TEST_CASE("a part is so small that it will hardly be handed over in pieces") {
  constexpr std::uint64_t kSize = 1024 * kMebi, kBytes = 1000;
  Parts parts(a_file_of(kSize), 2);
  const std::vector<Part> all = all_parts(parts, kSize, kBytes);
  REQUIRE(all.size() > 10);
  const std::uint64_t largest = all[5].end - all[5].begin;
  CHECK(largest / kBytes < Part::kManyOccurrences);
  CHECK(largest / kBytes > Part::kManyOccurrences / 3);

  Parts of_crowded(a_file_of(kSize), 2);
  CHECK(sizes_in_mebi(all_parts(of_crowded, kSize, 50)).back() == Parts::kSmallest / kMebi);
}

TEST_CASE("what can't be cut, and what one thread reads, is one part") {
  Parts piped({{Part{"a"}, std::nullopt}, {Part{"b"}, std::nullopt}}, 4);
  CHECK(piped.threads() == 2);
  for (const std::string source : {"a", "b"}) {
    const auto part = piped.next();
    REQUIRE(part);
    CHECK(part->source == source);
    CHECK(part->is_whole());
  }
  CHECK_FALSE(piped.next());

  Parts alone(a_file_of(3000 * kMebi), 1);
  CHECK(alone.next()->is_whole());
  CHECK_FALSE(alone.next());
}

TEST_CASE("no more threads are asked for than there are parts, and at least one") {
  CHECK(Parts({}, 8).threads() == 1);
  CHECK(Parts(a_file_of(kMebi), 8).threads() == 1);
  CHECK(Parts(a_file_of(9 * kMebi), 8).threads() == 3);
  CHECK(Parts(a_file_of(900 * kMebi), 8).threads() == 8);
}

TEST_CASE("of several files each begins with a part of its own") {
  Parts parts({{Part{"a"}, 10 * kMebi}, {Part{"b"}, 10 * kMebi}}, 2);
  std::vector<std::string> begun;
  while (const auto part = parts.next())
    if (part->begin == 0) begun.push_back(part->source);
  CHECK(begun == std::vector<std::string>{"a", "b"});
}

TEST_CASE("what is left of a file is one part if it isn't to be cut any more") {
  Parts parts(a_file_of(3000 * kMebi), 2);
  const std::uint64_t end = parts.next()->end;
  const auto rest = parts.next(false);
  REQUIRE(rest);
  CHECK(rest->begin == end);
  CHECK(rest->end == Part::kNoEnd);
  CHECK_FALSE(parts.next(false));
}
