#include "parse/frame_memo.hpp"

#include "catch.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace culprit::parse;

namespace {

struct Seen {
  std::size_t size;
  std::string frame;

  bool operator==(const Seen&) const = default;
};

/// What the memo says of each line, given all that stands from it on.
std::vector<Seen> look_at_all(FrameMemo& memo, std::string_view lines) {
  std::vector<Seen> seen;
  while (!lines.empty()) {
    const FrameMemo::Line line = memo.look_at(lines);
    seen.push_back({line.size, std::string(line.frame)});
    lines.remove_prefix(line.size);
  }
  return seen;
}

}  // namespace

TEST_CASE("what is remembered of a frame is what there is to know of it") {
  const LibraryFrames library({"java.", "lib."});
  FrameMemo memo(library);
  const std::string long_name(600, 'x');
  std::mt19937 random(1);
  std::string lines;
  std::vector<Seen> expected;
  for (int i = 0; i < 20'000; ++i) {
    const auto kind = random() % 50;
    std::string frame = (kind % 3 == 0 ? "java.lang.A.b(" : "a.B.c(") + std::to_string(random() % 40) + ")";
    if (kind == 49) frame = "a." + long_name + "(B.java:1)";
    if (kind == 48) frame += "\r";
    const std::string line = "\tat " + frame + "\n";
    expected.push_back({line.size(), std::string(library.application_frame(frame))});
    lines += line;
  }
  CHECK(look_at_all(memo, lines) == expected);
  CHECK(look_at_all(memo, lines) == expected);
}

TEST_CASE("the last frame may lack its end") {
  const LibraryFrames library({"java."});
  FrameMemo memo(library);
  const std::string lines = "\tat a.B.c(B.java:1)\n\tat a.B.c(B.java:1)";
  const std::vector<Seen> expected = {{20, "a.B.c(B.java:1)"}, {19, "a.B.c(B.java:1)"}};
  CHECK(look_at_all(memo, lines) == expected);
  CHECK(look_at_all(memo, lines) == expected);
}
