#include "parse/wrapping.hpp"

#include "catch.hpp"
#include "parse/read_log.hpp"

#include <string>

using namespace culprit::parse;

namespace {

Wrapping detect(const std::string& front) {
  LayoutSet layouts(culprit::test::grammar().layouts);
  return Wrapping::detect(front, layouts);
}

std::string banner(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) text += "2021-12-22 10:18:46,867 [main] INFO  a.B - Starting\n";
  return text;
}

const std::string kRecord =
    "{\n  \"time\" : \"2021-12-22T10:18:46Z\",\n  \"level\" : \"ERROR\",\n  \"message\" : \"x\"\n}\n";

}  // namespace

TEST_CASE("objects on several lines are known behind a banner of any length") {
  for (const int lines : {0, 9, 12, 500}) {
    CAPTURE(lines);
    CHECK(detect(banner(lines) + kRecord).json_lines);
  }
  CHECK(detect(banner(12) + "{\n  \"_HOSTNAME\" : \"db1\",\n  \"MESSAGE\" : \"x\"\n}\n").json_lines);
}

TEST_CASE("an object on several lines in a message that is no record leaves the log as it is") {
  CHECK(detect(banner(12) + "{\n  \"code\" : 7199,\n  \"message\" : \"Card declined\"\n}\n" + banner(2))
            .empty());
  CHECK(detect(banner(12) + "{\n" + banner(2)).empty());
  CHECK(detect(banner(12) + kRecord.substr(0, kRecord.size() - 2) + banner(2)).empty());
}

TEST_CASE("one text with a line end tells that Docker's envelopes hold them") {
  const std::string bare = R"({"log":"x","stream":"stdout","time":"2021-12-22T10:18:46Z"})"
                           "\n";
  const std::string ended = R"({"log":"x\n","stream":"stdout","time":"2021-12-22T10:18:46Z"})"
                            "\n";
  CHECK_FALSE(detect(bare + bare).json_line_ends);
  CHECK(detect(bare + bare + ended).json_line_ends);
}
