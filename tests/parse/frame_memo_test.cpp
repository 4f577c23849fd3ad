#include "parse/frame_memo.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace culprit::parse;

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1));
    text.remove_prefix(lines.back().size());
  }
  return lines;
}

FrameMemo::Run pass(FrameMemo& memo, std::string_view text) {
  return memo.pass(text, text.substr(0, text.find('\n') + 1));
}

/// The application's first frame, and how many lines it takes to get there.
struct Found {
  std::size_t lines = 0;
  std::string frame;

  bool operator==(const Found&) const = default;
};

Found find(FrameMemo& memo, std::string_view text, std::size_t limit) {
  Found found;
  while (found.lines < limit && !text.empty()) {
    const FrameMemo::Run look = memo.look_at(text, limit - found.lines);
    found.lines += look.frames;
    found.frame = look.application_frame;
    text.remove_prefix(look.bytes);
    if (!found.frame.empty()) break;
  }
  return found;
}

Found find_without_memo(const LibraryFrames& library, std::string_view text, std::size_t limit) {
  Found found;
  for (const std::string_view line : lines_of(text)) {
    if (found.lines == limit) break;
    ++found.lines;
    found.frame = library.application_frame(line.substr(4, line.find('\n') - 4));
    if (!found.frame.empty()) break;
  }
  return found;
}

std::string random_run(std::mt19937& random, unsigned distinct) {
  std::string run;
  for (auto frames = 1 + random() % 40; frames > 0; --frames) {
    const auto number = random() % distinct;
    const auto form = random() % 200;
    run += "\tat ";
    run += number % 3 == 0 ? "a.B.c(B.java:" : "java.lang.A.b(A.java:";
    if (form == 0) run += std::string(600, 'x');
    run += std::to_string(number) + ")";
    if (form == 1) run += " ~[b.jar:1]";
    if (form == 2) run += "\r";
    run += "\n";
  }
  return run;
}

}  // namespace

TEST_CASE("a run of frames is passed as far as its lines stood behind one another") {
  const LibraryFrames library({"java."});
  FrameMemo memo(library);
  const std::string known = "\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n\tat a.B.e(B.java:3)\n";
  CHECK(pass(memo, known).frames == 0);
  memo.learn(known, 3);

  CHECK(pass(memo, known).frames == 3);
  CHECK(pass(memo, known).bytes == known.size());
  CHECK(pass(memo, known.substr(20)).frames == 2);
  CHECK(pass(memo, known.substr(20) + "Caused by: x").frames == 2);
  CHECK(pass(memo, known.substr(0, known.size() - 1)).frames == 2);
  CHECK(pass(memo, "\tat a.B.c(B.java:1)\n\tat a.B.e(B.java:3)\n").frames == 1);
  CHECK(pass(memo, "\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:21)\n").frames == 1);
  CHECK(pass(memo, "\tat a.B.c(B.java:1)\r\n").frames == 0);
  CHECK(pass(memo, "").frames == 0);
}

TEST_CASE("of a run that is passed the application's first frame is known") {
  const LibraryFrames library({"java."});
  FrameMemo memo(library);
  const std::string known =
      "\tat java.lang.A.b(A.java:1)\n\tat a.B.c(B.java:1)\n\tat java.lang.A.b(A.java:2)\n\tat "
      "a.B.d(B.java:2)\n";
  memo.learn(known, 4);
  const auto lines = lines_of(known);
  const auto behind = [&](std::size_t line) {
    return std::string_view(known).substr(static_cast<std::size_t>(lines[line].data() - known.data()));
  };
  CHECK(pass(memo, known).application_frame == "a.B.c(B.java:1)");
  CHECK(pass(memo, known).application_frame.data() == lines[1].data() + 4);
  CHECK(pass(memo, behind(2)).application_frame == "a.B.d(B.java:2)");
  CHECK(pass(memo, std::string(lines[0]).append("\n")).application_frame.empty());
}

TEST_CASE("what is no whole frame is not remembered") {
  const LibraryFrames library({"java."});
  FrameMemo memo(library);
  const std::string lines =
      GENERATE("\tat the end of the day\n", "\tat a.B.c(B.java:1)2021-12-22 10:18:46,003 INFO x\n", "text\n",
               "\tat a.B.c(B.java:1)");
  memo.learn(lines, 1);
  CHECK(pass(memo, lines).frames == 0);
}

TEST_CASE("what is remembered of frames is what there is to know of them") {
  const LibraryFrames library({"java."});
  FrameMemo memo(library);
  std::mt19937 random(1);
  const auto distinct = GENERATE(5U, 500U, 1'000'000U);
  for (int i = 0; i < 4'000; ++i) {
    const std::string run = random_run(random, distinct);
    const auto lines = lines_of(run);
    const FrameMemo::Run passed = pass(memo, run);
    std::size_t bytes = 0;
    for (std::size_t line = 0; line < passed.frames; ++line) bytes += lines[line].size();
    REQUIRE(passed.bytes == bytes);
    REQUIRE(passed.application_frame == find_without_memo(library, run, passed.frames).frame);
    const std::size_t limit = 1 + random() % (lines.size() + 2);
    REQUIRE(find(memo, run, limit) == find_without_memo(library, run, limit));
    if (random() % 2 == 0) memo.learn(run, lines.size());
  }
}

TEST_CASE("the last frame may lack its end") {
  const LibraryFrames library({"java."});
  FrameMemo memo(library);
  const std::string text = "\tat java.lang.A.b(A.java:1)\n\tat a.B.c(B.java:1)";
  for (int i = 0; i < 2; ++i) CHECK(find(memo, text, 2) == Found{2, "a.B.c(B.java:1)"});
}
